using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>All that later training depends on, as a safetensors file: <c>model/</c> the parameters by name with the settings, <c>optimizer.</c> and <c>callback.</c> what those remember,
/// <c>trainer.</c> position and records. Its metadata says what made it, and holds a checksum.</summary>
internal sealed class CheckpointFile
{
    private const int Format = 1;
    private const string FormatKey = "netgen_checkpoint";
    private const string ChecksumKey = "sha256";
    private const string TrainerKey = "trainer";
    private const string StopKey = "stop";
    private const string ModelPrefix = "model/";
    private const string FrozenName = "trainer.frozen";
    private const string PositionName = "trainer.position";
    private const string NumbersName = "trainer.numbers";

    private CheckpointFile(SafetensorsFile file, string name)
    {
        File = file;
        Name = name;
    }

    internal SafetensorsFile File { get; }

    /// <summary>What to call it in messages.</summary>
    internal string Name { get; }

    /// <summary>Writes what a trainer has come to; the file appears whole or not at all.</summary>
    internal static void Save(Trainer trainer, string path)
    {
        var file = new SafetensorsFile();
        file.Metadata.Add(FormatKey, Format.ToString(CultureInfo.InvariantCulture));
        file.Metadata.Add("network", trainer.Network.Info.Name);
        file.Metadata.Add(TrainerKey, Settings(trainer));
        ParameterBuffer parameters = trainer.Network.Parameters;
        ParameterTensors.Add(file, ModelPrefix, parameters, parameters.Layout.Owners);
        int[] frozen = [.. parameters.FrozenLayers.ToArray().Select(isFrozen => isFrozen ? 1 : 0)];
        file.Add(FrozenName, [frozen.Length], frozen);
        Add(file, trainer.State);
        trainer.Optimizer.SaveState(file);
        new CallbackList(trainer.Callbacks, trainer.Progress).SaveState(file);
        file.Metadata.Add(ChecksumKey, Checksum.Of(file, ChecksumKey));
        file.Save(path);
    }

    /// <exception cref="InvalidDataException">It is damaged or no checkpoint.</exception>
    internal static CheckpointFile Read(string path)
    {
        if (Directory.Exists(path))
        {
            path = Checkpoints.Latest(path) ?? throw new FileNotFoundException($"There is no checkpoint in the folder {path}.", path);
        }

        try
        {
            SafetensorsFile file = SafetensorsFile.Read(path);
            Require(file, path);
            return new CheckpointFile(file, path);
        }
        catch (InvalidDataException fault)
        {
            string other = Checkpoints.Before(path) is { } earlier ? $" An earlier checkpoint is {earlier}." : "";
            throw new InvalidDataException($"{fault.Message} Nothing was loaded.{other}", fault);
        }
    }

    /// <summary>Gives model and optimizer what the file holds; nothing changes if something does not fit.</summary>
    /// <returns>How far training had come.</returns>
    internal TrainingState LoadInto(Trainer trainer)
    {
        ParameterBuffer parameters = trainer.Network.Parameters;
        ParameterEntry[] entries = [.. parameters.Layout.Owners];
        List<string> mismatches = ParameterTensors.Mismatches(File, ModelPrefix, entries);
        if (mismatches.Count > 0)
        {
            throw new InvalidDataException(
                $"{Name}, written by {File.Metadata["network"]}, does not fit {trainer.Network.Info.Name}; nothing was loaded.\n  {string.Join("\n  ", mismatches)}");
        }

        int[] frozen = Tensor(FrozenName, SafetensorsType.I32, parameters.FrozenLayers.Length).ToInt32s();
        TrainingState state = ReadState(trainer.Network.Info);
        trainer.Optimizer.LoadState(trainer.Network, File, Name);
        ParameterTensors.Read(File, ModelPrefix, parameters, entries, Name);
        parameters.SetFrozenLayers([.. frozen.Select(flag => flag != 0)]);
        return state;
    }

    /// <summary>Refuses to go on in another way than the interrupted call.</summary>
    /// <exception cref="InvalidOperationException">Something that decides on the steps is different.</exception>
    internal void RequireSame(Trainer trainer, BatchSource source)
    {
        string expected = File.Metadata[TrainerKey];
        string actual = Settings(trainer);
        if (expected != actual)
        {
            throw new InvalidOperationException($"{Name} was written by a training with {expected}, but this trainer has {actual}, so it would not go on as it began; set them alike.");
        }

        if (!trainer.State.IsEpochOver && source.BatchesPerEpoch < trainer.State.Batch)
        {
            throw new InvalidOperationException($"{Name} was written after {trainer.State.Batch} batches of an epoch, but an epoch has {source.BatchesPerEpoch} now; resume with the same examples.");
        }
    }

    private static void Require(SafetensorsFile file, string path)
    {
        string format = file.Metadata.TryGetValue(FormatKey, out string? text) ? text : "missing";
        if (format != Format.ToString(CultureInfo.InvariantCulture))
        {
            throw new InvalidDataException($"{path} is no checkpoint of format {Format}: its metadata {FormatKey} is {format}.");
        }

        if (!file.Metadata.TryGetValue(ChecksumKey, out string? expected) || expected != Checksum.Of(file, ChecksumKey))
        {
            throw new InvalidDataException($"{path} is damaged: its checksum is not that of its content.");
        }
    }

    private static string Settings(Trainer trainer) => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {trainer.Seed}, batch size {trainer.BatchSize}, sampling {trainer.Sampling}, drop last {trainer.DropLast}, accumulation steps {trainer.AccumulationSteps}");

    private static void Add(SafetensorsFile file, TrainingState state)
    {
        long[] position = [state.Epoch, state.Batch, state.IsEpochOver ? 1 : 0, state.Step, state.FirstEpoch, state.StepsBefore, state.OwesValidation ? 1 : 0];
        file.Add(PositionName, [position.Length], position);
        double[] numbers = [state.RateFactor, state.MinimumRate, state.LearningRate, state.Elapsed.TotalSeconds, .. state.Sum.Numbers];
        file.Add(NumbersName, [numbers.Length], numbers);
        if (state.StopMessage is not null)
        {
            file.Metadata.Add(StopKey, state.StopMessage);
        }

        TrainingRecords.Add(file, state);
    }

    private TrainingState ReadState(NetworkInfo info)
    {
        long[] position = Tensor(PositionName, SafetensorsType.I64, 7).ToInt64s();
        double[] numbers = Tensor(NumbersName, SafetensorsType.F64, 4 + new LossSum(info).Numbers.Length).ToDoubles();
        var state = new TrainingState(info)
        {
            Epoch = (int)position[0],
            Batch = position[1],
            IsEpochOver = position[2] != 0,
            Step = position[3],
            FirstEpoch = (int)position[4],
            StepsBefore = position[5],
            OwesValidation = position[6] != 0,
            RateFactor = numbers[0],
            MinimumRate = numbers[1],
            LearningRate = numbers[2],
            Elapsed = TimeSpan.FromSeconds(numbers[3]),
        };
        state.Sum.Numbers = numbers[4..];
        state.StopMessage = File.Metadata.TryGetValue(StopKey, out string? message) ? message : null;
        TrainingRecords.Read(File, state, Name);
        return state;
    }

    private SafetensorsTensor Tensor(string name, SafetensorsType type, int count)
    {
        if (!File.Contains(name) || File[name] is not { } tensor || tensor.Type != type || tensor.Shape.Length != 1 || tensor.Shape[0] != count)
        {
            string found = File.Contains(name) ? File[name].ToString() : "none";
            throw new InvalidDataException($"{Name} should have {name} {SafetensorsTypes.Name(type)} [{count}], but has {found}; nothing was loaded.");
        }

        return tensor;
    }
}
