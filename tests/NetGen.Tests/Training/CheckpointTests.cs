using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace NetGen.Tests;

/// <summary>Training that is interrupted and resumed comes to the same bits.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-checkpoints-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    /// <summary>Interrupted twice at random steps, with another optimizer for each seed and everything that has state.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Resuming_gives_the_bits_of_an_uninterrupted_run(int seed)
    {
        var random = new RandomStream(seed, RandomPurpose.General);
        int sampling = random.NextBounded(3);
        int accumulation = 1 + random.NextBounded(2);
        Trainer uninterrupted = Fresh("whole");
        TrainingResult whole = Run(uninterrupted, null);
        int first = 1 + random.NextBounded((int)whole.Steps - 1);
        int second = first + random.NextBounded((int)whole.Steps - first);

        Assert.Equal(first, Run(Fresh("parts"), first).Steps);
        Trainer middle = Fresh("parts");
        Assert.True(middle.TryResume(middle.Callbacks.OfType<Checkpoints>().Single().Folder));
        Assert.Equal(first, middle.StepsMade);
        Run(middle, second);
        Trainer last = Fresh("parts");
        last.Resume(Path.Combine(_folder, "parts"));
        TrainingResult rest = Run(last, null);

        Assert.Equal(Values(uninterrupted.Network), Values(last.Network));
        Assert.Equal((whole.StopReason, whole.StopMessage, whole.Steps), (rest.StopReason, rest.StopMessage, last.StepsMade));
        Assert.Equal(whole.History.Select(Numbers), rest.History.Select(Numbers));
        Assert.Equal(whole.Validations.Select(each => (each.Step, each.Epoch, each.Evaluation.Loss)), rest.Validations.Select(each => (each.Step, each.Epoch, each.Evaluation.Loss)));

        // The processors that take part change nothing.
        Trainer Fresh(string folder) => new(new Networks.Everything(seed), Optimizer(seed))
        {
            BatchSize = 7,
            Seed = seed,
            Threads = folder == "whole" ? 1 : 2,
            Sampling = (Sampling)sampling,
            AccumulationSteps = accumulation,
            Progress = null,
            ValidateEvery = seed % 2 == 0 ? Interval.Steps(5) : Interval.Epochs(),
            Schedule = seed % 3 == 0 ? new StepSchedule(0.05, 4, 0.9) : null,
            Callbacks =
            {
                new WeightAveraging(0.9),
                new EarlyStopping(patience: 9),
                new Convergence(1e-9),
                new ReduceOnPlateau(new PlateauRule { Patience = 0, Factor = 0.7 }) { GoBack = seed % 2 == 1 },
                new Checkpoints(Path.Combine(_folder, folder)) { Every = Interval.Steps(1), KeepBest = 1 },
            },
        };

        TrainingResult Run(Trainer trainer, int? until)
        {
            using var source = new CancellationTokenSource();
            trainer.Callbacks.Add(new TrainingHooks
            {
                OnFitStarted = run => Cancel(run),
                OnStepCompleted = run =>
                {
                    run.Trainer.Optimizer.LearningRate *= run.Trainer.Schedule is null && run.Step % 7 == 0 && run.RateFactor == 1 ? 0.9 : 1;
                    Cancel(run);
                },
            });
            return trainer.Fit(Samples.Classes(61), 8, Samples.Classes(20), source.Token);

            void Cancel(TrainingRun run)
            {
                if (run.Step == until)
                {
                    source.Cancel();
                }
            }
        }

        static (int, double, double, long, double?) Numbers(EpochRecord record) => (record.Epoch, record.Loss, record.LearningRate, record.Step, record.Validation?.Loss);
    }

    [Fact]
    public void A_cancelled_training_can_be_saved_and_taken_up_at_that_very_step()
    {
        float[] expected = Trained(null, out _);
        float[] actual = Trained(11, out string path);
        Assert.NotEqual(expected, actual);
        Trainer trainer = Fresh();
        trainer.Resume(path);
        TrainingResult result = trainer.Fit(Samples.Classes(61), 4);
        Assert.Equal(expected, Values(trainer.Network));
        Assert.Equal((4, 36L - 11), (result.History.Count, result.Steps));

        float[] Trained(int? steps, out string path)
        {
            using var source = new CancellationTokenSource();
            Trainer trainer = Fresh();
            trainer.Callbacks.Add(new TrainingHooks { OnStepCompleted = run => { if (run.Step == steps) { source.Cancel(); } } });
            trainer.Fit(Samples.Classes(61), 4, cancellationToken: source.Token);
            path = Path.Combine(_folder, "at-step");
            trainer.SaveCheckpoint(path);
            return Values(trainer.Network);
        }

        static Trainer Fresh() => new(new Networks.Everything(seed: 4), new NAdam(0.01)) { BatchSize = 7, Progress = null };
    }

    [Fact]
    public void The_latest_and_the_best_are_kept()
    {
        var checkpoints = new Checkpoints(_folder) { Keep = 2, KeepBest = 2, Watch = Watch.TrainingLoss };
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.1)) { BatchSize = 10, Progress = null, Callbacks = { checkpoints } };
        trainer.Callbacks.Add(new TrainingHooks { OnEpochCompleted = (run, record) => run.RateFactor = record.Epoch >= 3 ? 30 : 1 });
        TrainingResult result = trainer.Fit(Samples.Plane(20), 6);

        int[] best = [.. result.History.OrderBy(record => record.Loss).Take(2).Select(record => record.Epoch)];
        IEnumerable<string> expected = best.Concat([5, 6]).Distinct().Order().Select(epoch => FormattableString.Invariant($"step-{2 * epoch:D9}.checkpoint"));
        Assert.Equal(expected, Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.EndsWith(FormattableString.Invariant($"step-{2 * best[0]:D9}.checkpoint"), checkpoints.Best, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoints_of_another_training_are_not_mixed_up()
    {
        Fit(10);
        Assert.Contains("TryResume", Assert.Throws<InvalidOperationException>(() => Fit(3)).Message, StringComparison.Ordinal);

        void Fit(int epochs) => new Trainer(new LinearNetwork(2, 1), new Sgd(0.1)) { Progress = null, Callbacks = { new Checkpoints(_folder) } }.Fit(Samples.Plane(20), epochs);
    }

    [Fact]
    public void A_damaged_file_changes_nothing_and_names_an_earlier_one()
    {
        new Trainer(new LinearNetwork(2, 1), new Adam(0.1)) { Progress = null, Callbacks = { new Checkpoints(_folder) } }.Fit(Samples.Plane(20), 5);
        string[] files = [.. Directory.GetFiles(_folder).Order(StringComparer.Ordinal)];
        byte[] bytes = File.ReadAllBytes(files[1]);

        for (int length = 0; length < bytes.Length; length += 97)
        {
            File.WriteAllBytes(files[1], bytes[..length]);
            RequireRefusal("");
        }

        // One bit anywhere after the header's length.
        for (int at = 8; at < bytes.Length; at += 131)
        {
            byte[] damaged = [.. bytes];
            damaged[at] ^= 4;
            File.WriteAllBytes(files[1], damaged);
            RequireRefusal("");
        }

        byte[] last = [.. bytes];
        last[^1] ^= 1;
        File.WriteAllBytes(files[1], last);
        RequireRefusal("damaged: its checksum is not that of its content");

        void RequireRefusal(string message)
        {
            var network = new LinearNetwork(2, 1, seed: 9);
            float[] before = network.ToArray();
            var trainer = new Trainer(network, new Adam(0.1)) { Progress = null };
            var fault = Assert.Throws<InvalidDataException>(() => trainer.Resume(_folder));
            Assert.Contains(message, fault.Message, StringComparison.Ordinal);
            Assert.Contains($"Nothing was loaded. An earlier checkpoint is {files[0]}.", fault.Message, StringComparison.Ordinal);
            Assert.Equal(before, network.ToArray());
            Assert.Equal((0, 0L, 0L), (trainer.EpochsStarted, trainer.StepsMade, trainer.Optimizer.StepCount));
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused_whole()
    {
        string path = Path.Combine(_folder, "one");
        var trainer = new Trainer(new LinearNetwork(2, 1), new Adam(0.1)) { Progress = null };
        trainer.Fit(Samples.Plane(20), 2);
        trainer.SaveCheckpoint(path);

        var other = new LinearNetwork(3, 1);
        float[] before = other.ToArray();
        Assert.Contains("expected F32 [1, 3], but the file has F32 [1, 2]", Assert.Throws<InvalidDataException>(() => new Trainer(other, new Adam(0.1)).Resume(path)).Message, StringComparison.Ordinal);
        Assert.Equal(before, other.ToArray());

        var same = new LinearNetwork(2, 1, seed: 5);
        before = same.ToArray();
        Assert.Throws<InvalidDataException>(() => new Trainer(same, new Sgd(0.1, 0.9)).Resume(path));
        Assert.Equal(before, same.ToArray());

        Assert.Throws<FileNotFoundException>(() => new Trainer(same, new Adam(0.1)).Resume(Path.Combine(_folder, "none")));
        Assert.Throws<FileNotFoundException>(() => new Trainer(same, new Adam(0.1)).Resume(Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName));
        Assert.False(new Trainer(same, new Adam(0.1)).TryResume(Path.Combine(_folder, "nowhere")));

        Refuse(trainer => trainer.BatchSize = 3, "batch size 32");
        Refuse(trainer => trainer.Seed = 3, "this trainer has seed 3");
        Refuse(trainer => trainer.ValidateEvery = Interval.Steps(2), "validation every 2 steps");
        Refuse(trainer => trainer.Schedule = new StepSchedule(0.1, 1, 0.5), "this trainer has seed 0, sampling Shuffled, drop last False, accumulation steps 1, validation every 1 epochs, a schedule that gives the next step the rate 0.025");

        void Refuse(Action<Trainer> change, string message)
        {
            var resumed = new Trainer(same, new Adam(0.1)) { Progress = null };
            resumed.Resume(path);
            change(resumed);
            Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => resumed.Fit(Samples.Plane(20), 3)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Frozen_layers_and_settings_come_back()
    {
        string path = Path.Combine(_folder, "one");
        var network = new Networks.Everything(seed: 1);
        network.Dropout1.Rate = 0.5f;
        network.Dense1.Frozen = true;
        new Trainer(network, new Sgd()).SaveCheckpoint(path);
        var other = new Networks.Everything(seed: 2);
        new Trainer(other, new Sgd()).Resume(path);
        Assert.Equal((0.5f, true, false), (other.Dropout1.Rate, other.Dense1.Frozen, other.Dense2.Frozen));
        Assert.Equal(Values(network), Values(other));
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_is_a_warning_and_training_goes_on()
    {
        string folder = Path.Combine(_folder, "checkpoints");
        string log = Path.Combine(_folder, "log.csv");
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.1)) { Progress = null, Callbacks = { new Checkpoints(folder), new CsvLog(log) } };
        trainer.Callbacks.Add(new TrainingHooks
        {
            OnEpochCompleted = (run, _) =>
            {
                // A folder in the place of the file: the one that cannot be written.
                if (run.Epoch == 2)
                {
                    Directory.CreateDirectory(Path.Combine(folder, "step-000000003.checkpoint"));
                }
            },
        });
        TrainingResult result = trainer.Fit(Samples.Plane(20), 4);

        Assert.Equal(StopReason.EpochsCompleted, result.StopReason);
        Assert.Contains("The checkpoint after step 3 could not be written", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.EndsWith("step-000000004.checkpoint", Checkpoints.Latest(folder), StringComparison.Ordinal);
    }

    private static Optimizer Optimizer(int seed) => (seed % 6) switch
    {
        0 => new Adam(0.01) { ClipNorm = 0.5, WeightDecay = 0.01 },
        1 => new Sgd(0.05, 0.9, MomentumForm.Nesterov),
        2 => new RmsProp(0.01) { Centered = true, Momentum = 0.5 },
        3 => new RAdam(0.01),
        4 => new NAdam(0.01),
        _ => new Lion(0.001),
    };

    private static float[] Values(INetwork network) => [.. network.Parameters.Layout.Entries.SelectMany(entry => network.Parameters[entry.Name].ToArray())];
}
