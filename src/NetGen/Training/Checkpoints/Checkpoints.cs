using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>Writes checkpoints in the course of training, from which <see cref="Trainer.Resume"/> goes on to the same bits. Each appears whole or not at all; older ones are removed after
/// that.</summary>
/// <remarks>A checkpoint that cannot be written, as on a full disk, is a warning and no end of the training: it would lose what the model has learnt. The files are named
/// <c>step-000001200.checkpoint</c>, and are safetensors.</remarks>
public sealed class Checkpoints : TrainingCallback
{
    private const string Extension = ".checkpoint";
    private const string Prefix = "step-";

    private readonly List<(long Step, double Value)> _best = [];
    private readonly List<long> _latest = [];
    private int _keep = 2;
    private int _keepBest;
    private Watch? _watch;
    private double? _value;

    /// <summary>Creates the callback.</summary>
    /// <param name="folder">Where the files go; it is made if it does not exist. A folder serves one training.</param>
    public Checkpoints(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = folder;
    }

    /// <summary>Where the files go.</summary>
    public string Folder { get; }

    /// <summary>How often one is written; after each epoch unless set otherwise.</summary>
    public Interval Every { get; init; } = Interval.Epochs();

    /// <summary>How many of the latest ones are kept, at least 1; 2 unless set otherwise, so that one remains should the other be damaged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Keep
    {
        get => _keep;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _keep = value;
        }
    }

    /// <summary>How many of the best ones by <see cref="Watch"/> are kept besides; 0 unless set otherwise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int KeepBest
    {
        get => _keepBest;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _keepBest = value;
        }
    }

    /// <summary>What is the best, by the last measurement before a checkpoint; null: the loss of the validation examples if there are such, or of training.</summary>
    public Watch? Watch { get; init; }

    /// <summary>The kept checkpoint that <see cref="Watch"/> was best at; null before the first, or without <see cref="KeepBest"/>.</summary>
    public string? Best => _best.Count > 0 ? PathOf(_best[0].Step) : null;

    /// <inheritdoc/>
    public override string? StateName => "checkpoints";

    /// <summary>The latest checkpoint of a folder; null if there is none.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    public static string? Latest(string folder) => All(folder).LastOrDefault();

    /// <summary>The checkpoint of the same folder before another one; null if there is none.</summary>
    internal static string? Before(string path)
    {
        string full = Path.GetFullPath(path);
        return All(Path.GetDirectoryName(full) ?? "").TakeWhile(each => StepOf(Path.GetFullPath(each)) < StepOf(full)).LastOrDefault();
    }

    /// <inheritdoc/>
    public override void FitStarted(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        _watch = Watch ?? Watch.Default(run);
        if (KeepBest > 0)
        {
            _watch.Require(run, nameof(Checkpoints));
        }

        if (!run.IsResumed)
        {
            _value = null;
            _best.Clear();
            _latest.Clear();
            RequireNoOthers(run);
        }

        Directory.CreateDirectory(Folder);
    }

    /// <inheritdoc/>
    public override void Validated(TrainingRun run, Evaluation validation) => _value = _watch!.Of(validation) ?? _value;

    /// <inheritdoc/>
    public override void EpochCompleted(TrainingRun run, EpochRecord record) => _value = _watch!.Of(record) ?? _value;

    /// <inheritdoc/>
    public override void Settled(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.IsEpochOver ? Every.IsDueAfterEpoch(run.Epoch) : Every.IsDueAfterStep(run.Step))
        {
            Write(run);
        }
    }

    /// <inheritdoc/>
    public override void SaveState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Add("value", _value ?? double.NaN);
        state.Add("latest", [.. _latest.Select(step => (double)step)]);
        state.Add("best", [.. _best.SelectMany(best => new[] { best.Step, best.Value })]);
    }

    /// <inheritdoc/>
    public override void LoadState(TrainingRun run, CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _value = state.Numbers("value", 1)[0];
        _latest.Clear();
        _latest.AddRange(state.Numbers("latest").Select(step => (long)step));
        _best.Clear();
        _best.AddRange(state.Numbers("best").Chunk(2).Select(pair => ((long)pair[0], pair[1])));
    }

    private static IEnumerable<string> All(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, Prefix + "*" + Extension).Where(path => StepOf(path) >= 0).OrderBy(StepOf)
        : [];

    private static long StepOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return name.StartsWith(Prefix, StringComparison.Ordinal) && long.TryParse(name[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out long step) ? step : -1;
    }

    private string PathOf(long step) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step:D9}{Extension}"));

    /// <summary>Those of another training would be mistaken for later ones of this.</summary>
    private void RequireNoOthers(TrainingRun run)
    {
        if (All(Folder).LastOrDefault() is { } other && StepOf(other) > run.Step)
        {
            throw new InvalidOperationException($"{Folder} holds checkpoints of another training, such as {Path.GetFileName(other)}; call TryResume(folder) before Fit to go on with it, or take another folder.");
        }
    }

    private void Write(TrainingRun run)
    {
        // What is kept is part of the checkpoint, so it is decided before.
        (long Step, double Value)[] bestBefore = [.. _best];
        long[] latestBefore = [.. _latest];
        Rank(run.Step);
        try
        {
            CheckpointFile.Save(run.Trainer, PathOf(run.Step));
            Remove(latestBefore.Concat(bestBefore.Select(best => best.Step)).Except(_latest).Except(_best.Select(best => best.Step)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _best.Clear();
            _best.AddRange(bestBefore);
            _latest.Clear();
            _latest.AddRange(latestBefore);
            string kept = _latest.Count > 0 ? $"the latest is {PathOf(_latest[^1])}" : "there is none yet";
            run.Warn($"The checkpoint after step {run.Step} could not be written: {fault.Message} Training goes on; {kept}.");
        }
    }

    private void Rank(long step)
    {
        _latest.Remove(step);
        _latest.Add(step);
        _latest.RemoveRange(0, Math.Max(0, _latest.Count - Keep));
        _best.RemoveAll(best => best.Step == step);
        if (_value is double value && !double.IsNaN(value))
        {
            int place = _best.FindIndex(best => _watch!.IsBetter(value, best.Value));
            _best.Insert(place < 0 ? _best.Count : place, (step, value));
            _best.RemoveRange(Math.Min(KeepBest, _best.Count), Math.Max(0, _best.Count - KeepBest));
        }
    }

    private void Remove(IEnumerable<long> steps)
    {
        foreach (long step in steps.Distinct())
        {
            File.Delete(PathOf(step));
        }
    }
}
