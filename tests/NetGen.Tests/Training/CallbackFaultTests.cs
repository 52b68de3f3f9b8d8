using System;
using System.Threading;
using Xunit;

namespace NetGen.Tests;

/// <summary>What is left in order when a callback throws, and what cannot be watched.</summary>
public class CallbackFaultTests
{
    [Fact]
    public void The_model_has_its_own_parameters_though_a_callback_fails_in_a_validation()
    {
        var network = new LinearNetwork(2, 1);
        float[]? last = null;
        var trainer = new Trainer(network, new Sgd(0.1)) { BatchSize = 5, Progress = null, Callbacks = { new Failing { InValidation = true }, new WeightAveraging(0.9) } };
        trainer.Callbacks.Add(new TrainingHooks { OnStepCompleted = _ => last = network.ToArray() });
        Assert.Equal("failed", Assert.Throws<InvalidOperationException>(() => trainer.Fit(Samples.Plane(20), 2, Samples.Plane(5))).Message);
        Assert.Equal(last, network.ToArray());
    }

    [Fact]
    public void All_callbacks_hear_of_the_end_though_one_of_them_fails()
    {
        var progress = new RecordingProgress();
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.1)) { Progress = progress, Callbacks = { new Failing() } };
        Assert.Equal("failed", Assert.Throws<InvalidOperationException>(() => trainer.Fit(Samples.Plane(20), 1)).Message);
        Assert.Single(progress.Ends);
    }

    [Fact]
    public void A_measure_of_infinity_is_not_converged()
    {
        var metric = new ScriptedMetric("scripted", Goal.Minimize, double.PositiveInfinity, 5, 3, 3);
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.1)) { Progress = null, Metrics = [metric], Callbacks = { new Convergence { Watch = Watch.Validation(metric) } } };
        TrainingResult result = trainer.Fit(Samples.Plane(20), 4, Samples.Plane(5));
        Assert.Equal((StopReason.Stopped, 4), (result.StopReason, result.History.Count));
    }

    [Fact]
    public void What_is_never_measured_cannot_be_watched()
    {
        Refuse(new EarlyStopping { Watch = Watch.ValidationAccuracy }, Interval.Epochs(), "LinearNetwork decides no class");
        Refuse(new EarlyStopping(), Interval.Never, "ValidateEvery is never");
        Refuse(new Checkpoints("nowhere") { KeepBest = 1, Watch = Watch.ValidationAccuracy }, Interval.Epochs(), "LinearNetwork decides no class");

        static void Refuse(TrainingCallback callback, Interval every, string message)
        {
            var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd()) { Progress = null, ValidateEvery = every, Callbacks = { callback } };
            Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => trainer.Fit(Samples.Plane(5), 1, Samples.Plane(5))).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Sleeping takes at least its time, so this holds on any machine.</summary>
    [Fact]
    public void The_rate_of_training_is_that_without_validations_by_steps()
    {
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.1)) { BatchSize = 5, Progress = null, ValidateEvery = Interval.Steps(1) };
        trainer.Callbacks.Add(new TrainingHooks { OnValidated = (_, _) => Thread.Sleep(50) });
        EpochRecord record = trainer.Fit(Samples.Plane(20), 1, Samples.Plane(5)).History[0];
        Assert.True(record.Elapsed.TotalSeconds - (20 / record.ExamplesPerSecond) >= 0.19);
    }

    private sealed class Failing : TrainingCallback
    {
        internal bool InValidation { get; init; }

        public override void ValidationEnded(TrainingRun run) => Fail(InValidation);

        public override void FitEnded(TrainingRun run, TrainingResult? result) => Fail(!InValidation);

        private static void Fail(bool fails)
        {
            if (fails)
            {
                throw new InvalidOperationException("failed");
            }
        }
    }
}
