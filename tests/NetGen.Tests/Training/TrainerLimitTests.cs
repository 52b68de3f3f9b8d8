using System;
using System.Linq;
using System.Threading;
using Xunit;

namespace NetGen.Tests;

/// <summary>When training ends, and what is measured on the way.</summary>
public class TrainerLimitTests
{
    [Fact]
    public void Steps_end_within_an_epoch_and_the_next_call_begins_a_new_one()
    {
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.1)) { BatchSize = 10, Progress = null };
        TrainingResult result = trainer.Fit(Samples.Plane(30), new TrainingLimit { Steps = 7 });

        Assert.Equal((StopReason.StepsCompleted, 7, 2), (result.StopReason, result.Steps, result.History.Count));
        Assert.Equal((3, 7), (trainer.EpochsStarted, trainer.StepsMade));
        Assert.Equal(4, trainer.Fit(Samples.Plane(30), 1).History[0].Epoch);
    }

    [Fact]
    public void Steps_that_fill_an_epoch_complete_it()
    {
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.1)) { BatchSize = 10, Progress = null };
        TrainingResult result = trainer.Fit(Samples.Plane(30), new TrainingLimit { Steps = 6 }, Samples.Plane(5));

        Assert.Equal((StopReason.StepsCompleted, 6, 2), (result.StopReason, result.Steps, result.History.Count));
        Assert.NotNull(result.History[1].Validation);
    }

    [Fact]
    public void The_first_limit_ends_training()
    {
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.1)) { BatchSize = 10, Progress = null };
        Assert.Equal(StopReason.EpochsCompleted, trainer.Fit(Samples.Plane(30), new TrainingLimit { Steps = 100, Epochs = 2 }).StopReason);
        Assert.Equal(StopReason.StepsCompleted, trainer.Fit(Samples.Plane(30), new TrainingLimit { Steps = 4, Epochs = 2, Time = TimeSpan.FromDays(1) }).StopReason);
    }

    [Fact]
    public void Time_ends_training_after_the_step_that_runs()
    {
        int steps = 0;
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.1))
        {
            BatchSize = 10,
            Progress = new RecordingProgress(_ =>
            {
                steps++;
                Thread.Sleep(steps == 3 ? 250 : 0);
            }),
        };
        TrainingResult result = trainer.Fit(Samples.Plane(1_000_000), new TrainingLimit { Time = TimeSpan.FromMilliseconds(200) });

        Assert.Equal(StopReason.TimeOver, result.StopReason);
        Assert.Equal(steps, result.Steps);
        Assert.True(result.Elapsed >= TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public void A_limit_must_limit()
    {
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd()) { Progress = null };
        Assert.Contains("set Epochs, Steps or Time", Assert.Throws<ArgumentException>("limit", () => trainer.Fit(Samples.Plane(3), new TrainingLimit())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("limit", () => trainer.Fit(Samples.Plane(3), new TrainingLimit { Epochs = 0 }));
        Assert.Throws<ArgumentException>("limit", () => trainer.Fit(Samples.Plane(3), new TrainingLimit { Steps = -1 }));
        Assert.Throws<ArgumentException>("limit", () => trainer.Fit(Samples.Plane(3), new TrainingLimit { Epochs = 1, Time = TimeSpan.Zero }));
    }

    [Fact]
    public void Validation_follows_its_interval()
    {
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.1)) { BatchSize = 10, Progress = null, ValidateEvery = Interval.Steps(4) };
        TrainingResult result = trainer.Fit(Samples.Plane(30), 4, Samples.Plane(5));
        Assert.Equal([(4L, 2), (8, 3), (12, 4)], result.Validations.Select(each => (each.Step, each.Epoch)));
        Assert.Equal([false, false, false, true], result.History.Select(record => record.Validation is not null));

        trainer.ValidateEvery = Interval.Epochs(2);
        Assert.Equal([false, true, false], trainer.Fit(Samples.Plane(30), 3, Samples.Plane(5)).History.Select(record => record.Validation is not null));
    }

    [Fact]
    public void A_schedule_and_a_factor_make_the_rate()
    {
        double[] rates = new double[7];
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.5))
        {
            BatchSize = 10,
            Progress = new RecordingProgress(run =>
            {
                rates[run.Step - 1] = run.LearningRate;
                run.RateFactor = run.Step == 4 ? 0.1 : run.RateFactor;
            }),
            Schedule = new StepSchedule(0.8, 2, 0.5),
        };
        TrainingResult result = trainer.Fit(Samples.Plane(30), 2);

        Assert.Equal([0.8, 0.8, 0.4, 0.4, 0.2 * 0.1, 0.2 * 0.1], rates[..6]);
        Assert.Equal([0.4, 0.2 * 0.1], result.History.Select(record => record.LearningRate));
        Assert.Equal(0.5, trainer.Optimizer.LearningRate);

        trainer.Schedule = null;
        trainer.Fit(Samples.Plane(10), 1);
        Assert.Equal(0.5 * 0.1, rates[6]);
        Assert.Equal(0.5, trainer.Optimizer.LearningRate);
    }

    [Fact]
    public void A_rate_set_between_steps_is_the_new_one()
    {
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.5)) { BatchSize = 10, Progress = null };
        trainer.Callbacks.Add(new TrainingHooks { OnEpochCompleted = (run, _) => run.Trainer.Optimizer.LearningRate = 0.25 });
        Assert.Equal([0.5, 0.25, 0.25], trainer.Fit(Samples.Plane(30), 3).History.Select(record => record.LearningRate));
        Assert.Equal(0.25, trainer.Optimizer.LearningRate);
    }

    [Fact]
    public void Training_stops_when_a_callback_says_so()
    {
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.1))
        {
            BatchSize = 10,
            Progress = null,
            Callbacks = { new TrainingHooks { OnStepCompleted = run => { if (run.Step == 5) { run.Stop("Enough."); } } } },
        };
        TrainingResult result = trainer.Fit(Samples.Plane(30), 10);
        Assert.Equal((StopReason.Stopped, "Enough.", 5L), (result.StopReason, result.StopMessage, result.Steps));
    }

    [Fact]
    public void A_trainer_cannot_be_used_from_its_own_callbacks()
    {
        Trainer trainer = null!;
        trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.1)) { Progress = null, Callbacks = { new TrainingHooks { OnStepCompleted = _ => trainer.Fit(Samples.Plane(3), 1) } } };
        Assert.Throws<InvalidOperationException>(() => trainer.Fit(Samples.Plane(3), 1));
    }

    [Fact]
    public void Accumulated_batches_make_the_step_of_one_large_batch()
    {
        Examples train = Samples.Classes(50);
        float[] expected = Trained(20, 1);
        float[] accumulated = Trained(5, 4);
        Assert.Equal(expected, accumulated, (a, b) => MathF.Abs(a - b) < 1e-6f);

        float[] Trained(int batchSize, int accumulation)
        {
            var network = new Networks.Penalized(seed: 3);
            var trainer = new Trainer(network, new Sgd(0.5)) { BatchSize = batchSize, AccumulationSteps = accumulation, Progress = null };
            TrainingResult result = trainer.Fit(train, 3);
            Assert.Equal(9, result.Steps);
            return [.. network.Parameters["dense1.weight"].ToArray(), .. network.Parameters["dense2.bias"].ToArray()];
        }
    }

    /// <summary>Gradients of a sum are added up, but statistics of batches are averaged.</summary>
    [Fact]
    public void Running_statistics_of_accumulated_batches_do_not_depend_on_the_reduction()
    {
        float[] mean = Statistics(new Networks.NormalizedMean(seed: 3));
        Assert.Contains(mean, value => MathF.Abs(value) > 0.01f);
        Assert.Equal(mean, Statistics(new Networks.NormalizedSum(seed: 3)), (a, b) => MathF.Abs(a - b) < 1e-6f);

        static float[] Statistics(ITrainableNetwork network)
        {
            new Trainer(network, new Sgd(0)) { BatchSize = 5, AccumulationSteps = 3, Progress = null }.Fit(Samples.Plane(30), 2);
            return [.. network.Parameters.Layout.Owners.Where(entry => entry.Momentum > 0).SelectMany(entry => network.Parameters[entry.Name].ToArray())];
        }
    }

    [Fact]
    public void What_cannot_be_accumulated_is_refused()
    {
        var trainer = new Trainer(new Networks.PenalizedSum(seed: 1), new Sgd()) { AccumulationSteps = 2, Progress = null };
        Assert.Contains("larger BatchSize", Assert.Throws<InvalidOperationException>(() => trainer.Fit(Samples.Classes(10), 1)).Message, StringComparison.Ordinal);
    }

    /// <summary>The loss of blocks of rows is that of all examples as one batch, whatever its parts.</summary>
    [Fact]
    public void Losses_of_blocks_make_the_loss_of_all()
    {
        Examples classes = Samples.Classes(600);
        Holds(new Networks.PenalizedSum(seed: 2), classes);
        Holds(new Networks.Penalized(seed: 2), classes);
        float[] sizes = [.. Enumerable.Range(0, 600).Select(i => MathF.Sin(i))];
        Holds(new Networks.TwoHeads(seed: 2), new Examples(classes.Inputs, [classes.Targets[0], new Column(sizes, 1)], [.. Enumerable.Range(0, 600).Select(i => 0.5f + (i % 3))]));

        static void Holds(ITrainableNetwork network, Examples examples)
        {
            double expected = network.Loss(examples.AsBatch(), new Workspace(network, examples.Count));
            Assert.Equal(expected, new Trainer(network, new Sgd(0)) { Progress = null }.Evaluate(examples).Loss, 1e-9 * Math.Abs(expected));
            TrainingResult result = new Trainer(network, new Sgd(0)) { BatchSize = 64, Progress = null }.Fit(examples, 1);
            Assert.Equal(expected, result.History[0].Loss, 1e-6 * Math.Abs(expected));
        }
    }
}
