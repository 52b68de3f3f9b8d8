using System;
using System.Linq;
using System.Threading;
using Xunit;

namespace NetGen.Tests;

public class TrainerTests
{
    [Fact]
    public void Fit_finds_the_plane()
    {
        var network = new LinearNetwork(2, 1);
        var trainer = new Trainer(network, new Sgd(0.5)) { BatchSize = 10, Progress = null };
        TrainingResult result = trainer.Fit(Samples.Plane(100), epochs: 30, validation: Samples.Plane(20));

        Assert.Equal(StopReason.EpochsCompleted, result.StopReason);
        Assert.Null(result.Fault);
        Assert.Equal(30, result.History.Count);
        Assert.Equal(300, result.Steps);
        Assert.InRange(result.History[^1].Loss, 0, 1e-6);
        Assert.InRange(result.History[^1].Validation!.Loss, 0, 1e-6);
        Assert.Null(result.History[^1].Validation!.Accuracy);
        Assert.Equal([2, -3, 0.5f], network.ToArray(), (a, b) => MathF.Abs(a - b) < 1e-3f);
        Assert.All(result.History, record => Assert.True(record.ExamplesPerSecond > 0 && record.Elapsed <= result.Elapsed));
        Assert.Equal(Enumerable.Range(1, 30), result.History.Select(record => record.Epoch));
    }

    [Fact]
    public void Fit_gives_the_bits_of_the_loop_by_hand()
    {
        Examples train = Samples.Plane(50);
        var fitted = new LinearNetwork(2, 1, seed: 3);
        new Trainer(fitted, new Adam(0.1)) { BatchSize = 8, Seed = 11, Progress = null }.Fit(train, 4);

        var network = new LinearNetwork(2, 1, seed: 3);
        var optimizer = new Adam(0.1);
        var gradients = new Gradients(network);
        var workspace = new Workspace(network, 8);
        ExampleBatches batches = train.ShuffledBatches(8, 11);
        for (int epoch = 0; epoch < 4; epoch++)
        {
            foreach (Minibatch batch in batches.Epoch(epoch))
            {
                network.Gradient(batch, gradients, workspace);
                optimizer.Step(network, gradients);
            }
        }

        Assert.Equal(network.ToArray(), fitted.ToArray());
    }

    [Fact]
    public void Seeds_fix_the_result()
    {
        Assert.Equal(Fitted(seed: 1), Fitted(seed: 1));
        Assert.NotEqual(Fitted(seed: 1), Fitted(seed: 2));

        static float[] Fitted(long seed)
        {
            var network = new LinearNetwork(2, 1);
            new Trainer(network, new Adam(0.1)) { Seed = seed, Progress = null }.Fit(Samples.Plane(100), 3);
            return network.ToArray();
        }
    }

    [Fact]
    public void Further_calls_continue()
    {
        Examples train = Samples.Plane(50);
        var once = new LinearNetwork(2, 1);
        new Trainer(once, new Adam(0.1)) { Progress = null }.Fit(train, 6);

        var twice = new LinearNetwork(2, 1);
        var trainer = new Trainer(twice, new Adam(0.1)) { Progress = null };
        trainer.Fit(train, 2);
        TrainingResult result = trainer.Fit(train, 4);

        Assert.Equal(once.ToArray(), twice.ToArray());
        Assert.Equal([3, 4, 5, 6], result.History.Select(record => record.Epoch));
        Assert.Equal(6, trainer.EpochsStarted);
        Assert.Equal(8, result.Steps);
    }

    [Theory]
    [InlineData(Reduction.Mean, false)]
    [InlineData(Reduction.Mean, true)]
    [InlineData(Reduction.Sum, false)]
    [InlineData(Reduction.Sum, true)]
    public void Reported_losses_are_those_of_all_examples_in_one_batch(Reduction reduction, bool weighted)
    {
        // 600 rows are three blocks of an evaluation, the last smaller; 64 does not divide 600 either.
        float[] weights = [.. Enumerable.Range(0, 600).Select(i => i % 5 * 0.25f)];
        Examples examples = Samples.Plane(600, weighted ? weights : null);
        var network = new LinearNetwork(2, 1, reduction: reduction);
        double expected = network.Loss(examples.AsBatch(), new Workspace(network, 600));

        var standingStill = new Trainer(network, new Sgd(0)) { BatchSize = 64, Progress = null };
        TrainingResult result = standingStill.Fit(examples, 1, examples);

        Assert.Equal(expected, result.History[0].Loss, 1e-9 * expected);
        Assert.Equal(expected, result.History[0].Validation!.Loss, 1e-9 * expected);
        Assert.Equal(expected, standingStill.Evaluate(examples).Loss, 1e-9 * expected);
    }

    [Fact]
    public void Evaluate_counts_right_decisions_in_blocks()
    {
        Examples examples = Samples.Classes(600);
        var network = new LinearNetwork(3, 3, classifies: true, seed: 5);
        var trainer = new Trainer(network, new Adam(0.05)) { Progress = null };
        TrainingResult result = trainer.Fit(examples, 20, examples);
        Evaluation evaluation = trainer.Evaluate(examples);

        int right = 0;
        var scores = new float[3];
        for (int row = 0; row < examples.Count; row++)
        {
            var one = new Minibatch([new Column(examples.Inputs[0].Floats.Slice(3 * row, 3).ToArray(), 3)], [], 1);
            network.PredictBatch(one, scores);
            right += Array.IndexOf(scores, scores.Max()) == examples.Targets[0].Ints[row] ? 1 : 0;
        }

        Assert.Equal((double)right / 600, evaluation.Accuracy);
        Assert.Equal(evaluation, result.History[^1].Validation);
        Assert.InRange(evaluation.Accuracy!.Value, 0.85, 1);
        Assert.Equal(600, evaluation.Count);
        Assert.Equal(256, network.LargestBatch);
    }

    [Fact]
    public void A_decision_from_NaN_is_wrong()
    {
        var network = new LinearNetwork(3, 3, classifies: true);
        network.Parameters.Block.Span[..9].Fill(float.NaN);
        Evaluation evaluation = new Trainer(network, new Sgd()).Evaluate(Samples.Classes(10));

        Assert.Equal(0, evaluation.Accuracy);
        Assert.True(double.IsNaN(evaluation.Loss));
    }

    [Fact]
    public void Cancelling_stops_before_the_next_step()
    {
        using var source = new CancellationTokenSource();
        var network = new LinearNetwork(2, 1);
        var progress = new RecordingProgress(step =>
        {
            if (step is { Epoch: 3, Batch: 2 })
            {
                source.Cancel();
            }
        });
        var trainer = new Trainer(network, new Sgd(0.5)) { BatchSize = 10, Progress = progress };
        TrainingResult result = trainer.Fit(Samples.Plane(100), 30, cancellationToken: source.Token);

        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Equal(22, result.Steps);
        Assert.Equal([1, 2], result.History.Select(record => record.Epoch));
        Assert.Equal(3, trainer.EpochsStarted);
        Assert.Equal(result, Assert.Single(progress.Ends));
        Assert.All(network.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.Equal(4, trainer.Fit(Samples.Plane(100), 1).History[0].Epoch);
    }

    [Fact]
    public void Cancelled_beforehand_does_nothing()
    {
        var network = new LinearNetwork(2, 1);
        float[] before = network.ToArray();
        var trainer = new Trainer(network, new Sgd()) { Progress = null };
        TrainingResult result = trainer.Fit(Samples.Plane(10), 5, Samples.Plane(10), new CancellationToken(canceled: true));

        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Equal(0, result.Steps);
        Assert.Empty(result.History);
        Assert.Equal(0, trainer.EpochsStarted);
        Assert.Equal(before, network.ToArray());
    }

    [Fact]
    public void Cancelling_in_the_last_step_of_an_epoch_keeps_the_epoch()
    {
        using var source = new CancellationTokenSource();
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd()) { BatchSize = 10, Progress = new RecordingProgress(_ => source.Cancel()) };
        TrainingResult result = trainer.Fit(Samples.Plane(10), 5, Samples.Plane(10), source.Token);

        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Null(Assert.Single(result.History).Validation);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_loss_that_is_not_finite_stops_before_its_step(float bad)
    {
        var x = new float[10, 2];
        x[7, 1] = bad;
        Examples train = Examples.From(x, new float[10]);
        int steps = 0;
        foreach (Minibatch batch in train.ShuffledBatches(1, 0).Epoch(0))
        {
            if (!float.IsFinite(batch.FloatInput(0)[1]))
            {
                break;
            }

            steps++;
        }

        var network = new LinearNetwork(2, 1);
        float[]? last = network.ToArray();
        var trainer = new Trainer(network, new Sgd()) { BatchSize = 1, Progress = new RecordingProgress(_ => last = network.ToArray()) };
        TrainingResult result = trainer.Fit(train, 5);

        Assert.Equal(StopReason.LossNotFinite, result.StopReason);
        Assert.Equal(steps, result.Steps);
        Assert.Equal((1, steps + 1L), (result.Fault!.Epoch, result.Fault.Step));
        Assert.False(double.IsFinite(result.Fault.Loss));
        Assert.Equal(last, network.ToArray());
        Assert.Contains(FormattableString.Invariant($"in epoch 1, step {steps + 1}. The first bad value is {bad} in the data x of row 0 of the batch. The model keeps the parameters from before that step."), result.Fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_of_weight_zero_are_left_out()
    {
        float[] weights = new float[20];
        weights[3] = 2;
        Examples examples = Samples.Plane(20, weights);
        var network = new LinearNetwork(2, 1);
        double expected = network.Loss(examples.AsBatch(), new Workspace(network, 20));
        TrainingResult result = new Trainer(network, new Sgd(0)) { BatchSize = 2, Progress = null }.Fit(examples, 3);

        Assert.Equal(3, result.Steps);
        Assert.All(result.History, record => Assert.Equal(expected, record.Loss, 1e-12));
    }

    [Fact]
    public void Examples_that_do_not_suit_are_refused_before_the_first_step()
    {
        var network = new LinearNetwork(3, 3, classifies: true);
        var trainer = new Trainer(network, new Adam()) { Progress = null };
        Examples good = Samples.Classes(10);
        float[] before = network.ToArray();

        Refuse(Examples.From(new float[2, 4], new int[2]), null, "The input x of train has 4 values per example, but one example of LinearNetwork has 3.");
        Refuse(good, Examples.From(new float[2, 3], new float[2]), "The target target of validation holds floats, but LinearNetwork expects ints.");
        Refuse(new Examples(good.Inputs, []), null, "train has 0 targets, but LinearNetwork has 1.");
        Refuse(Examples.From(new float[3, 3], [0, 1, 3]), null, "The target target of train is 3 in row 2, but LinearNetwork has the classes 0 to 2.");
        Refuse(good, Examples.From(new float[3, 3], [0, -1, 2]), "The target target of validation is -1 in row 1, but LinearNetwork has the classes 0 to 2.");
        Assert.Equal(before, network.ToArray());
        Assert.Throws<ArgumentException>("examples", () => trainer.Evaluate(Samples.Numbered(3)));

        void Refuse(Examples train, Examples? validation, string message) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => trainer.Fit(train, 1, validation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        var network = new LinearNetwork(2, 1);
        var trainer = new Trainer(network, new Sgd());

        Assert.Throws<ArgumentNullException>("network", () => new Trainer(null!, new Sgd()));
        Assert.Throws<ArgumentNullException>("optimizer", () => new Trainer(network, null!));
        Assert.Throws<ArgumentNullException>("train", () => trainer.Fit(null!, 1));
        Assert.Throws<ArgumentNullException>("examples", () => trainer.Evaluate(null!));
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => trainer.Fit(Samples.Plane(2), 0));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => trainer.BatchSize = 0);
        Assert.Equal(32, trainer.BatchSize);
        Assert.IsType<ConsoleProgress>(trainer.Progress);
    }

    [Fact]
    public void An_exception_leaves_a_usable_model_and_trainer()
    {
        var network = new LinearNetwork(2, 1);
        float[]? atFault = null;
        var progress = new RecordingProgress(step =>
        {
            if (step.Batch == 2)
            {
                atFault = network.ToArray();
                throw new TimeoutException();
            }
        });
        var trainer = new Trainer(network, new Sgd(0.1)) { BatchSize = 10, Progress = progress };

        Assert.Throws<TimeoutException>(() => trainer.Fit(Samples.Plane(100), 3));
        Assert.Null(Assert.Single(progress.Ends));
        Assert.Equal(atFault, network.ToArray());
        Assert.Equal(1, trainer.EpochsStarted);
        trainer.Progress = null;
        Assert.Equal(StopReason.EpochsCompleted, trainer.Fit(Samples.Plane(100), 1).StopReason);
    }

    [Fact]
    public void Progress_hears_of_plan_epochs_and_end()
    {
        var progress = new RecordingProgress();
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd()) { BatchSize = 30, Progress = progress };
        trainer.Fit(Samples.Plane(100), 2);
        TrainingResult result = trainer.Fit(Samples.Plane(100), 3);

        Assert.Equal(new TrainingPlan("LinearNetwork", 3, new TrainingLimit { Epochs = 3 }, 4, 100), progress.Plan);
        Assert.Equal(result.History, progress.Epochs.Skip(2));
        Assert.Equal(result, progress.Ends[^1]);
    }

    [Fact]
    public void Threads_are_handed_to_every_computation()
    {
        var network = new LinearNetwork(2, 1);
        var trainer = new Trainer(network, new Sgd(0.1)) { Progress = null };
        Assert.Equal(Environment.ProcessorCount, trainer.Threads);
        trainer.Threads = 5;
        trainer.Fit(Samples.Plane(10), 1, Samples.Plane(10));
        Assert.Equal((5, 5), network.Threads);

        trainer.Threads = 3;
        trainer.Evaluate(Samples.Plane(10));
        Assert.Equal((5, 3), network.Threads);
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Threads = 0);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        // Within an epoch, after the first steps; an epoch allocates its record.
        var bytes = new long[100];
        var progress = new RecordingProgress(step => bytes[step.Batch - 1] = GC.GetAllocatedBytesForCurrentThread());
        new Trainer(new LinearNetwork(2, 1), new Adam()) { BatchSize = 1, Progress = progress }.Fit(Samples.Plane(100), 2);

        Assert.Equal(bytes[2], bytes[99]);
    }
}
