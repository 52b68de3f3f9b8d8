using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace NetGen.Tests;

public class ConsoleProgressTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(10, 10)]
    [InlineData(11, 11)]
    [InlineData(150, 11)]
    [InlineData(1003, 11)]
    public void Redirected_output_gets_about_ten_lines(int epochs, int lines)
    {
        string[] written = Fit(epochs, interactive: false).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(lines, written.Length);
        Assert.StartsWith($"epoch {epochs}/{epochs} | loss ", written[^1], StringComparison.Ordinal);
        Assert.EndsWith(" | 0:00 left", written[^1], StringComparison.Ordinal);
        Assert.DoesNotContain('\r', string.Concat(written));
    }

    [Fact]
    public void A_terminal_gets_one_line_rewritten()
    {
        string written = Fit(150, interactive: true);

        Assert.StartsWith("\r", written, StringComparison.Ordinal);
        Assert.EndsWith(Environment.NewLine, written, StringComparison.Ordinal);
        string last = written.TrimEnd().Split('\r')[^1];
        Assert.Matches(@"^epoch 150/150 \| loss \d+\.\d{4} \| validation loss \d+\.\d{4}, accuracy \d+\.\d % \| [\d,]+ examples/s \| 0:00 left$", last);
        Assert.Equal(1, written.Count(character => character == '\n'));
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NumberGroupSeparator = ".";
            culture.NumberFormat.NegativeSign = "\u2212";
            CultureInfo.CurrentCulture = culture;

            Assert.Equal(
                "epoch  3/10 | loss -0.1235 | validation loss 1.235e-4, accuracy 65.4 % | 1,234,567 examples/s | 1:05 left",
                ProgressText.Line("epoch  3/10", -0.12345678, new Evaluation(0.00012345678, 0.654, 10), 1_234_567, TimeSpan.FromSeconds(64.2)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(0, "0.0000")]
    [InlineData(0.001, "0.0010")]
    [InlineData(0.00099, "9.900e-4")]
    [InlineData(99999, "99999.0000")]
    [InlineData(100000, "1.000e+5")]
    [InlineData(double.NaN, "NaN")]
    public void Losses_show_four_digits_at_least(double loss, string expected) => Assert.Equal(expected, ProgressText.Loss(loss));

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(59.5, "1:00")]
    [InlineData(3599, "59:59")]
    [InlineData(3600, "1:00:00")]
    [InlineData(36_125, "10:02:05")]
    [InlineData(1e300, "9999:59:59")]
    [InlineData(double.PositiveInfinity, "9999:59:59")]
    public void Times_are_minutes_and_hours(double seconds, string expected) => Assert.Equal(expected, ProgressText.Time(seconds));

    [Fact]
    public void An_early_end_is_said()
    {
        var plan = new TrainingPlan("Net", 1, new TrainingLimit { Epochs = 20 }, 5, 50);
        var record = new EpochRecord(1, 0.5, null, TimeSpan.FromSeconds(1), 100);

        Assert.Equal("Cancelled after 1 of 20 epochs; the model can be used, or trained on.", ProgressText.Ended(new TrainingResult([record], StopReason.Cancelled, 7, TimeSpan.Zero), plan));
        Assert.Equal(
            "Stopped. The loss was NaN in epoch 2, step 3. The model keeps the parameters from before that step. Look for huge values in the data, lower the learning rate, or clip the gradients (ClipNorm of the optimizer).",
            ProgressText.Ended(new TrainingResult([record], StopReason.LossNotFinite, 7, TimeSpan.Zero) { Fault = new LossFault(2, 3, double.NaN) }, plan));
    }

    [Fact]
    public void A_shorter_line_covers_a_longer_one()
    {
        using var writer = new StringWriter();
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0))
        {
            BatchSize = 10,
            Progress = new ConsoleProgress(writer, interactive: true),
            Callbacks = { new TrainingHooks { OnStepCompleted = _ => Thread.Sleep(110) } },
        };
        trainer.Fit(Samples.Plane(20), 2);

        string[] lines = writer.ToString().Split(Environment.NewLine)[0].Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(lines.Length, 3, 6);
        int width = 0;
        foreach (string line in lines)
        {
            Assert.True(line.Length >= width, "A longer line shows behind a shorter one.");
            width = line.TrimEnd().Length;
        }
    }

    [Fact]
    public void Steps_and_time_are_shown_where_they_are_the_limit()
    {
        using var writer = new StringWriter();
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0)) { BatchSize = 10, Progress = new ConsoleProgress(writer, interactive: false) };
        trainer.Fit(Samples.Plane(20), new TrainingLimit { Steps = 4 });
        trainer.Fit(Samples.Plane(20), new TrainingLimit { Time = TimeSpan.FromMilliseconds(1) });

        string[] lines = writer.ToString().Split(Environment.NewLine);
        Assert.StartsWith("epoch 1, step 1/4 | loss ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("epoch 2, step 4/4 | loss ", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("The time is over, after ", lines[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_epoch_is_not_silent()
    {
        using var writer = new StringWriter();
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0)) { BatchSize = 1, Progress = new ConsoleProgress(writer, interactive: false) };
        trainer.Fit(Samples.Plane(1000), new TrainingLimit { Steps = 500 });
        Assert.InRange(writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length, 5, 11);
    }

    private static string Fit(int epochs, bool interactive)
    {
        using var writer = new StringWriter();
        var trainer = new Trainer(new LinearNetwork(3, 3, classifies: true), new Sgd()) { BatchSize = 10, Progress = new ConsoleProgress(writer, interactive) };
        trainer.Fit(Samples.Classes(30), epochs, Samples.Classes(10));
        return writer.ToString();
    }
}
