using System;
using System.Linq;
using System.Threading;
using NetGen.Terminal;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Terminal;

public class LiveProgressTests
{
    private static readonly Examples Data = Make();

    [Fact]
    public void The_last_display_stands_once_with_all_that_matters()
    {
        var screen = new Screen(isTerminal: true);
        TrainingResult result = Trainer(screen, new Slow()).Fit(Data, 12, Data);
        (string[] lines, _, int column) = screen.Show();
        string all = string.Join('\n', lines);
        Assert.Single(lines, line => line.StartsWith("TanhNetwork", StringComparison.Ordinal));
        Assert.Contains("TanhNetwork  epoch 12/12", all, StringComparison.Ordinal);
        Assert.Contains("100 %", all, StringComparison.Ordinal);
        Assert.Contains("examples/s", all, StringComparison.Ordinal);
        Assert.Contains("validation loss", all, StringComparison.Ordinal);
        Assert.Contains("accuracy", all, StringComparison.Ordinal);
        Assert.Contains("top 2 accuracy", all, StringComparison.Ordinal);
        Assert.Contains(Text(result.History[^1].Loss), all, StringComparison.Ordinal);
        Assert.Contains("*" + Text(result.History.Min(record => record.Validation!.Loss)), all, StringComparison.Ordinal);
        Assert.Contains("█", all, StringComparison.Ordinal);
        Assert.Equal(8, lines.Count(line => line.TrimStart() is [>= '0' and <= '9', ..] && line.Contains('%')));
        Assert.Equal(0, column);
        Assert.StartsWith("Done: 12 epochs, 48 steps in ", lines.Last(line => line.Length > 0), StringComparison.Ordinal);
        Assert.True(screen.Written.Split("TanhNetwork").Length > 3);
    }

    [Fact]
    public void Redirected_output_gets_a_few_plain_lines()
    {
        var screen = new Screen(isTerminal: false);
        Trainer(screen).Fit(Data, 50, Data);
        string[] lines = screen.Written.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(lines.Length, 8, 13);
        Assert.DoesNotContain('\u001b', screen.Written);
        Assert.Contains("validation loss", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("epoch 50/50", lines[^2], StringComparison.Ordinal);
        Assert.StartsWith("Done: 50 epochs", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Warnings_are_shown_as_they_are(bool isTerminal)
    {
        var screen = new Screen(isTerminal);
        Trainer(screen, new Warner()).Fit(Data, 2);
        Assert.Single(screen.Show().Lines, line => line.Contains("Warning: disk [red] is full", StringComparison.Ordinal));
    }

    [Fact]
    public void Cancelling_leaves_the_terminal_in_order_and_says_so()
    {
        var screen = new Screen(isTerminal: true);
        using var cancellation = new CancellationTokenSource();
        Trainer(screen, new AfterStep(run => CancelAt(run, 7, cancellation))).Fit(Data, 10, cancellationToken: cancellation.Token);
        (string[] lines, _, int column) = screen.Show();
        Assert.StartsWith("Cancelled; the model can be used, or trained on: 1 epoch, 7 steps in", lines.Last(line => line.Length > 0), StringComparison.Ordinal);
        Assert.Equal(0, column);
    }

    [Fact]
    public void An_exception_leaves_the_terminal_in_order()
    {
        var screen = new Screen(isTerminal: true);
        Assert.Throws<InvalidOperationException>(() => Trainer(screen, new AfterStep(run => throw new InvalidOperationException())).Fit(Data, 10));
        (string[] lines, int row, int column) = screen.Show();
        Assert.Equal(0, column);
        Assert.Equal("", lines[row]);
        Assert.DoesNotContain("Done", screen.Written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 8)]
    [InlineData(40, 24)]
    [InlineData(300, 100)]
    public void The_display_fits_the_terminal(int width, int height)
    {
        var screen = new Screen(isTerminal: true, width, height);
        Trainer(screen, new Slow(), new Warner()).Fit(Data, 12, Data);
        (string[] lines, _, _) = screen.Show();
        Assert.All(lines.SkipLast(2), line => Assert.True(line.Length <= width, line));
        Assert.Single(lines, line => line.StartsWith("TanhNetwork", StringComparison.Ordinal));
    }

    [Fact]
    public void A_step_between_two_updates_allocates_nothing()
    {
        var screen = new Screen(isTerminal: true);
        long allocated = long.MaxValue;
        var progress = new LiveProgress(screen.Console);
        var measure = new AfterStep(run =>
        {
            // The clock may pass an update in some of the tries, not in all.
            for (int i = 0; i < 20; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                progress.StepCompleted(run);
                allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            }
        });
        new Trainer(new TanhNetwork(1), new Adam()) { Progress = progress, Threads = 1, Callbacks = [measure] }.Fit(Data, 2);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Sparklines_show_the_course()
    {
        Assert.Equal("▁▃▅▆█", Sparkline.Of([0, 1, 2, 3, 4], 10, isUnicode: true));
        Assert.Equal("_ @", Sparkline.Of([0, double.NaN, 4], 10, isUnicode: false));
        Assert.Equal("█▁", Sparkline.Of([5, 5, 1, 1], 2, isUnicode: true));
        Assert.Equal("", Sparkline.Of([double.NaN], 5, isUnicode: true));
        Assert.Equal("▁▁", Sparkline.Of([3, 3], 5, isUnicode: true));
    }

    private static Trainer Trainer(Screen screen, params TrainingCallback[] callbacks) => new(new TanhNetwork(1), new Adam(0.01))
    {
        BatchSize = 32,
        Threads = 1,
        Progress = new LiveProgress(screen.Console),
        Callbacks = [.. callbacks],
        Metrics = [Metric.TopAccuracy(2)],
    };

    private static Examples Make()
    {
        Minibatch batch = Checking.Batches.OfClasses(rows: 128);
        return Examples.From(batch.FloatInput(0), 6, batch.IntTarget(0));
    }

    private static string Text(double value) => value.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture);

    private static void CancelAt(TrainingRun run, long step, CancellationTokenSource cancellation)
    {
        if (run.Step == step)
        {
            cancellation.Cancel();
        }
    }

    private sealed class AfterStep(Action<TrainingRun> action) : TrainingCallback
    {
        public override void StepCompleted(TrainingRun run) => action(run);
    }

    private sealed class Slow : TrainingCallback
    {
        // Long enough for several updates in a training of a few milliseconds.
        public override void EpochCompleted(TrainingRun run, EpochRecord record) => Thread.Sleep(40);
    }

    private sealed class Warner : TrainingCallback
    {
        public override void EpochCompleted(TrainingRun run, EpochRecord record)
        {
            if (record.Epoch == 1)
            {
                run.Warn("disk [red] is full");
            }
        }
    }
}
