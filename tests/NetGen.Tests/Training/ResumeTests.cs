using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace NetGen.Tests;

/// <summary>Resuming at places that are easily forgotten: in a validation, after the end, with callbacks set otherwise.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-resume-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_cancelled_validation_need_not_be_made_up_for()
    {
        Trainer trainer = Fresh();
        Assert.Single(FitUntil(trainer, 4, Samples.Plane(5)).History);
        trainer.SaveCheckpoint(Path.Combine(_folder, "one"));

        Trainer resumed = Fresh();
        resumed.Resume(Path.Combine(_folder, "one"));
        TrainingResult result = resumed.Fit(Samples.Plane(20), 3);
        Assert.Equal((StopReason.EpochsCompleted, 3), (result.StopReason, result.History.Count));
    }

    /// <summary>The rate makes the loss grow, so that each epoch but the first is undone: after its validation.</summary>
    [Fact]
    public void A_cancelled_validation_comes_before_what_follows_an_epoch()
    {
        Trainer whole = Growing();
        TrainingResult expected = whole.Fit(Samples.Plane(20), 4, Samples.Plane(5));
        Trainer interrupted = Growing();
        FitUntil(interrupted, 8, Samples.Plane(5));
        interrupted.SaveCheckpoint(Path.Combine(_folder, "one"));
        Trainer resumed = Growing();
        resumed.Resume(Path.Combine(_folder, "one"));
        TrainingResult actual = resumed.Fit(Samples.Plane(20), 4, Samples.Plane(5));

        Assert.Equal(4, actual.Validations.Count);
        Assert.Equal(expected.Validations, actual.Validations);
        Assert.Equal(expected.History.Select(record => (record.Loss, record.Validation)), actual.History.Select(record => (record.Loss, record.Validation)));
        Assert.Equal(((LinearNetwork)whole.Network).ToArray(), ((LinearNetwork)resumed.Network).ToArray());

        static Trainer Growing()
        {
            var rule = new PlateauRule { Patience = 0, Factor = 0.9, Reference = PlateauReference.Previous };
            return Fresh(new Sgd(3), new ReduceOnPlateau(rule) { GoBack = true, Watch = Watch.TrainingLoss });
        }
    }

    [Fact]
    public void A_training_that_is_over_gives_its_model_again()
    {
        Trainer trainer = Fresh(new Sgd(0.1), new WeightAveraging(0.9), new Checkpoints(_folder));
        trainer.Fit(Samples.Plane(20), 3);
        Trainer resumed = Fresh(new Sgd(0.1), new WeightAveraging(0.9), new Checkpoints(_folder));
        resumed.Resume(_folder);
        Assert.Equal(0, resumed.Fit(Samples.Plane(20), 3).Steps);
        Assert.Equal(((LinearNetwork)trainer.Network).ToArray(), ((LinearNetwork)resumed.Network).ToArray());
    }

    [Fact]
    public void Checkpoints_are_ranked_by_the_validation_before_the_interruption()
    {
        Fit("whole", 9);
        Fit("parts", 7);
        Fit("parts", 9);
        Assert.Equal(Names("whole"), Names("parts"));
        Assert.Equal(4, Names("parts").Length);

        void Fit(string name, int steps)
        {
            string folder = Path.Combine(_folder, name);
            Trainer trainer = Fresh(new Sgd(0.1), new Checkpoints(folder) { Every = Interval.Steps(1), Keep = 1, KeepBest = 9 });
            trainer.TryResume(folder);
            trainer.Fit(Samples.Plane(25), new TrainingLimit { Steps = steps }, Samples.Plane(5));
        }

        string[] Names(string name) => [.. Directory.GetFiles(Path.Combine(_folder, name)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Best_parameters_that_were_not_kept_are_not_made_up()
    {
        Trainer trainer = Fresh(new Sgd(0.1), new EarlyStopping { RestoreBest = false });
        FitUntil(trainer, 6, Samples.Plane(5));
        trainer.SaveCheckpoint(Path.Combine(_folder, "one"));
        Trainer resumed = Fresh(new Sgd(0.1), new EarlyStopping());
        resumed.Resume(Path.Combine(_folder, "one"));
        float[] before = ((LinearNetwork)resumed.Network).ToArray();
        Assert.Contains("RestoreBest", Assert.Throws<InvalidDataException>(() => resumed.Fit(Samples.Plane(20), 3, Samples.Plane(5))).Message, StringComparison.Ordinal);
        Assert.Equal(before, ((LinearNetwork)resumed.Network).ToArray());
    }

    /// <summary>Seven batches of an epoch make steps of three, three and one; the interruption leaves none to two waiting.</summary>
    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(14)]
    public void Batches_that_wait_for_their_step_are_taken_again(int batches)
    {
        Trainer whole = Accumulating();
        TrainingResult expected = whole.Fit(Samples.Classes(61), 3);
        Trainer interrupted = Accumulating();
        using var stop = new CancellationTokenSource();
        interrupted.Fit(new Interrupted(Samples.Classes(61).InBatches(9, 5), batches, stop), new TrainingLimit { Epochs = 3 }, cancellationToken: stop.Token);
        interrupted.SaveCheckpoint(Path.Combine(_folder, "one"));
        Trainer resumed = Accumulating();
        resumed.Resume(Path.Combine(_folder, "one"));
        TrainingResult actual = resumed.Fit(Samples.Classes(61), 3);

        Assert.Equal(9, expected.Steps);
        Assert.Equal(expected.Steps, resumed.StepsMade);
        Assert.Equal(expected.History.Select(record => record.Loss), actual.History.Select(record => record.Loss));
        Assert.Equal(Values(whole), Values(resumed));

        static Trainer Accumulating() => new(new Networks.Everything(seed: 2), new Adam(0.01)) { BatchSize = 9, AccumulationSteps = 3, Seed = 5, Progress = null };

        static float[] Values(Trainer trainer) => [.. trainer.Network.Parameters.Layout.Entries.SelectMany(entry => trainer.Network.Parameters[entry.Name].ToArray())];
    }

    [Fact]
    public void A_network_without_parameters_is_trained_like_any_other()
    {
        Trainer trainer = Nothing();
        trainer.Fit(Examples.From(new float[20, 2], new float[20, 2]), 2);
        trainer.SaveCheckpoint(Path.Combine(_folder, "one"));
        Trainer resumed = Nothing();
        resumed.Resume(Path.Combine(_folder, "one"));
        Assert.Equal(2, resumed.StepsMade);

        static Trainer Nothing() => new(new Networks.WithoutParameters(), new Adam()) { Progress = null, Callbacks = { new WeightAveraging(), new EarlyStopping() } };
    }

    [Fact]
    public void Batches_of_another_size_are_refused_whatever_they_come_from()
    {
        Trainer trainer = Fresh();
        trainer.Fit(Stream(4, 1), new TrainingLimit { Steps = 2 });
        trainer.SaveCheckpoint(Path.Combine(_folder, "one"));
        Trainer resumed = Fresh();
        resumed.Resume(Path.Combine(_folder, "one"));
        var limit = new TrainingLimit { Steps = 4 };
        Assert.Contains("batch size 4, but it is 3 now", Assert.Throws<InvalidOperationException>(() => resumed.Fit(Stream(3, 1), limit)).Message, StringComparison.Ordinal);
        Assert.Equal(2, resumed.Fit(Stream(4, 1), limit).Steps);
    }

    [Fact]
    public void An_epoch_of_examples_without_weight_is_refused() =>
        Assert.Contains("weight 0", Assert.Throws<InvalidOperationException>(() => Fresh().Fit(Stream(4, 0), new TrainingLimit { Epochs = 2 })).Message, StringComparison.Ordinal);

    private static ExampleStream Stream(int batchSize, float weight) => ExampleStream.From(
        ExampleLayout.Of(new LinearNetwork(2, 1).Info, hasWeights: true),
        _ => Enumerable.Range(0, 12),
        (i, row) =>
        {
            row.FloatInput(0)[0] = i / 12f;
            row.SetWeight(weight);
        },
        batchSize);

    private static Trainer Fresh() => Fresh(new Sgd(0.1));

    private static Trainer Fresh(Optimizer optimizer, params TrainingCallback[] callbacks) =>
        new(new LinearNetwork(2, 1), optimizer) { BatchSize = 5, Progress = null, Callbacks = callbacks.ToList() };

    /// <summary>Cancels when a batch is asked for.</summary>
    private sealed class Interrupted(BatchSource inner, int batches, CancellationTokenSource stop) : BatchSource
    {
        private int _asked;

        public override int BatchSize => inner.BatchSize;

        public override long? BatchesPerEpoch => inner.BatchesPerEpoch;

        public override long? ExamplesPerEpoch => inner.ExamplesPerEpoch;

        public override void Begin(int epoch, long skip = 0) => inner.Begin(epoch, skip);

        public override bool TryNext([NotNullWhen(true)] out Minibatch? batch)
        {
            bool isOne = inner.TryNext(out batch);
            if (isOne && ++_asked == batches)
            {
                stop.Cancel();
            }

            return isOne;
        }
    }

    private static TrainingResult FitUntil(Trainer trainer, int steps, Examples validation)
    {
        using var source = new CancellationTokenSource();
        trainer.Callbacks.Add(new TrainingHooks { OnStepCompleted = run => { if (run.Step == steps) { source.Cancel(); } } });
        TrainingResult result = trainer.Fit(Samples.Plane(20), 4, validation, source.Token);
        Assert.Equal(StopReason.Cancelled, result.StopReason);
        return result;
    }
}
