using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class EarlyStoppingTests
{
    [Fact]
    public void Training_ends_after_its_patience_with_the_best_parameters()
    {
        // The rate makes the loss fall for four epochs, and rise from then on.
        var network = new LinearNetwork(2, 1);
        float[]? best = null;
        var stopping = new EarlyStopping(patience: 3);
        var trainer = new Trainer(network, new Sgd(0.3)) { BatchSize = 20, Progress = null, Callbacks = { stopping } };
        trainer.Callbacks.Add(new TrainingHooks
        {
            OnEpochCompleted = (run, record) =>
            {
                best = record.Epoch == 4 ? network.ToArray() : best;
                run.RateFactor = record.Epoch >= 4 ? 20 : 1;
            },
        });
        TrainingResult result = trainer.Fit(Samples.Plane(20), 50, Samples.Plane(10));

        Assert.Equal(StopReason.Stopped, result.StopReason);
        Assert.Equal(7, result.History.Count);
        Assert.Equal(4, stopping.BestEpoch);
        Assert.Equal(result.History.Min(record => record.Validation!.Loss), stopping.BestValue);
        Assert.Equal(best, network.ToArray());
        Assert.StartsWith("The validation loss has not improved for 3 measurements in a row; its best was ", result.StopMessage, StringComparison.Ordinal);
        Assert.Equal(stopping.BestValue, trainer.Evaluate(Samples.Plane(10)).Loss, 1e-12);
    }

    [Fact]
    public void A_change_below_the_minimum_is_none()
    {
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.01)) { Progress = null, Callbacks = { new EarlyStopping(2, minimumChange: 10) { RestoreBest = false } } };
        Assert.Equal(3, trainer.Fit(Samples.Plane(20), 50).History.Count);
    }

    [Fact]
    public void A_measure_to_maximize_is_watched()
    {
        var network = new LinearNetwork(3, 3, classifies: true);
        var stopping = new EarlyStopping(5) { Watch = Watch.ValidationAccuracy };
        TrainingResult result = new Trainer(network, new Adam(0.05)) { Progress = null, Callbacks = { stopping } }.Fit(Samples.Classes(100), 60, Samples.Classes(50));
        Assert.Equal(result.History.Max(record => record.Validation!.Accuracy), stopping.BestValue);
        Assert.Equal(result.History.First(record => record.Validation!.Accuracy == stopping.BestValue).Epoch, stopping.BestEpoch);
    }

    [Fact]
    public void What_is_not_measured_cannot_be_watched()
    {
        Refuse(new EarlyStopping { Watch = Watch.ValidationLoss }, "no validation examples");
        Refuse(new Convergence { Watch = Watch.ValidationAccuracy }, "no validation examples");

        static void Refuse(TrainingCallback callback, string message)
        {
            var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd()) { Progress = null, Callbacks = { callback } };
            Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => trainer.Fit(Samples.Plane(5), 1)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_metric_that_the_trainer_does_not_measure_cannot_be_watched()
    {
        var trainer = new Trainer(new LinearNetwork(3, 3, classifies: true), new Sgd()) { Progress = null, Callbacks = { new EarlyStopping { Watch = Watch.Validation(Metric.F1()) } } };
        Assert.Contains("Trainer.Metrics", Assert.Throws<InvalidOperationException>(() => trainer.Fit(Samples.Classes(5), 1, Samples.Classes(5))).Message, StringComparison.Ordinal);
        trainer.Metrics = [Metric.F1()];
        Assert.NotEmpty(trainer.Fit(Samples.Classes(5), 1, Samples.Classes(5)).History);
    }

    [Fact]
    public void Convergence_ends_training()
    {
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.5)) { Progress = null, Callbacks = { new Convergence(1e-6, times: 2) } };
        TrainingResult result = trainer.Fit(Samples.Plane(100), 10_000);
        Assert.Equal(StopReason.Stopped, result.StopReason);
        Assert.StartsWith("Converged: the loss changed by ", result.StopMessage, StringComparison.Ordinal);
        double[] losses = [.. result.History.Select(record => record.Loss)];
        Assert.True(Math.Abs(losses[^1] - losses[^2]) <= 1e-6 && Math.Abs(losses[^2] - losses[^3]) <= 1e-6 && Math.Abs(losses[^3] - losses[^4]) > 1e-6);
    }

    [Fact]
    public void A_second_call_starts_afresh()
    {
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0)) { Progress = null, Callbacks = { new EarlyStopping(2, minimumChange: 1e-9) } };
        Assert.Equal(3, trainer.Fit(Samples.Plane(5), 10).History.Count);
        Assert.Equal(3, trainer.Fit(Samples.Plane(5), 10).History.Count);
    }

    [Fact]
    public void Own_callbacks_that_watch_get_the_values_of_their_measure()
    {
        var metric = new ScriptedMetric("scripted", Goal.Maximize, 0.5, 0.25, 0.75);
        var best = new BestSoFar { Watch = Watch.Validation(metric) };
        var loss = new BestSoFar();
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.1)) { Progress = null, Metrics = [metric], Callbacks = { best, loss } };
        TrainingResult result = trainer.Fit(Samples.Plane(20), 3, Samples.Plane(10));
        Assert.Equal([0.5, 0.75], best.Values);
        Assert.Equal(result.History.Min(record => record.Validation!.Loss), loss.Values[^1]);

        Exception exception = Assert.Throws<InvalidOperationException>(() => trainer.Fit(Samples.Plane(20), 1));
        Assert.StartsWith("BestSoFar watches the validation scripted, but Fit was given no validation examples", exception.Message, StringComparison.Ordinal);
        Assert.Contains("in or after FitStarted", Assert.Throws<InvalidOperationException>(() => new BestSoFar().Name).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_has_a_line_for_each_epoch_and_is_continued()
    {
        string path = Path.GetTempFileName();
        try
        {
            var trainer = new Trainer(new LinearNetwork(3, 3, classifies: true), new Sgd(0.1)) { BatchSize = 5, Progress = null, Metrics = [Metric.F1()], Callbacks = { new CsvLog(path) } };
            TrainingResult result = trainer.Fit(Samples.Classes(20), 3, Samples.Classes(10));
            string[][] rows = [.. File.ReadAllLines(path).Select(line => line.Split(','))];
            Assert.Equal(["epoch", "step", "loss", "learning rate", "seconds", "validation loss", "validation accuracy", "validation " + Metric.F1().Name], rows[0]);
            Assert.Equal(4, rows.Length);
            Assert.Equal(("3", "12"), (rows[3][0], rows[3][1]));
            Assert.Equal(result.History[2].Loss, double.Parse(rows[3][2], System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(result.History[2].Validation!.Loss, double.Parse(rows[3][5], System.Globalization.CultureInfo.InvariantCulture));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class BestSoFar : WatchingCallback
    {
        internal List<double> Values { get; } = [];

        internal string Name => Watched.Name;

        protected override void Measured(TrainingRun run, double value)
        {
            if (Values.Count == 0 || Watched.IsBetter(value, Values[^1]))
            {
                Values.Add(value);
            }
        }
    }
}
