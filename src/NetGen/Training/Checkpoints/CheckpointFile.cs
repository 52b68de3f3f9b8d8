using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>All that later training depends on, as a safetensors file: <c>model.</c> the parameters by name with the settings, <c>optimizer.</c> and <c>callback.</c> what those remember,
/// <c>trainer.</c> position and records. Its metadata says what made it, and holds a checksum.</summary>
internal sealed class CheckpointFile
{
    private const int Format = 1;
    private const string FormatKey = "netgen_checkpoint";
    private const string ChecksumKey = "sha256";
    private const string TrainerKey = "trainer";
    private const string StopKey = "stop";
    private const string ModelPart = "model";
    private const string ParametersName = "parameters";
    private const string FrozenName = "frozen";
    private const string TrainerPart = "trainer";
    private const string PositionName = "position";
    private const string NumbersName = "numbers";

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
        StateTensors.Add(file, $"{ModelPart}.{ParametersName}/", parameters, parameters.Layout.Owners);
        long[] frozen = [.. parameters.FrozenLayers.ToArray().Select(isFrozen => isFrozen ? 1 : 0)];
        file.Add($"{ModelPart}.{FrozenName}", [frozen.Length], frozen);
        Add(file, trainer.State, trainer.Optimizer.LearningRate);
        trainer.Optimizer.SaveState(file);
        new CallbackList(trainer.Callbacks, trainer.Progress).SaveState(trainer.Network, file);
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
        INetwork network = trainer.Network;
        ParameterLayout layout = network.Parameters.Layout;
        var values = new ParameterBuffer(layout);
        var model = new StateTensors(File, ModelPart);
        model.Read(ParametersName, values, layout.Owners);
        long[] frozen = model.Longs(FrozenName, network.Parameters.FrozenLayers.Length);
        model.RequireFit(network, Name);
        TrainingState state = ReadState(network);
        trainer.Optimizer.LoadState(network, File, Name);
        values.SetFrozenLayers([.. frozen.Select(flag => flag != 0)]);
        network.Parameters.CopyFrom(values);
        trainer.Optimizer.LearningRate = state.OwnRate ?? trainer.Optimizer.LearningRate;
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

        if (trainer.State.BatchSize != source.BatchSize && trainer.State.BatchSize > 0)
        {
            throw new InvalidOperationException($"{Name} was written by a training with batch size {trainer.State.BatchSize}, but it is {source.BatchSize} now, so it would not go on as it began; set it alike.");
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

    private static string Settings(Trainer trainer)
    {
        // A schedule is known by what it gives the next step.
        TrainingState state = trainer.State;
        double? rate = trainer.Schedule?.RateAt(state.Step, state.IsEpochOver ? state.Epoch : state.Epoch - 1);
        string schedule = rate is double next ? string.Create(CultureInfo.InvariantCulture, $"a schedule that gives the next step the rate {next}") : "no schedule";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"seed {trainer.Seed}, sampling {trainer.Sampling}, drop last {trainer.DropLast}, accumulation steps {trainer.AccumulationSteps}, validation {trainer.ValidateEvery}, {schedule}");
    }

    private static void Add(SafetensorsFile file, TrainingState state, double rate)
    {
        long[] position = [state.Epoch, state.Batch, state.IsEpochOver ? 1 : 0, state.Step, state.FirstEpoch, state.StepsBefore, state.OwesValidation ? 1 : 0, state.BatchSize];
        file.Add($"{TrainerPart}.{PositionName}", [position.Length], position);
        // A rate that was set since the last step is the next step's own.
        double ownRate = state.OwnRate is double own && rate == state.LearningRate ? own : rate;
        double[] numbers = [ownRate, state.RateFactor, state.MinimumRate, state.LearningRate, state.Elapsed.TotalSeconds, .. state.Sum.Numbers];
        file.Add($"{TrainerPart}.{NumbersName}", [numbers.Length], numbers);
        if (state.StopMessage is not null)
        {
            file.Metadata.Add(StopKey, state.StopMessage);
        }

        TrainingRecords.Add(file, state);
    }

    private TrainingState ReadState(INetwork network)
    {
        const int Positions = 8;
        int sums = new LossSum(network.Info).Numbers.Length;
        var tensors = new StateTensors(File, TrainerPart);
        long[] position = [.. tensors.Longs(PositionName, Positions), .. new long[Positions]];
        double[] numbers = [.. tensors.Doubles(NumbersName, 5 + sums), .. new double[5 + sums]];
        var state = new TrainingState(network.Info)
        {
            Epoch = (int)position[0],
            Batch = position[1],
            IsEpochOver = position[2] != 0,
            Step = position[3],
            FirstEpoch = (int)position[4],
            StepsBefore = position[5],
            OwesValidation = position[6] != 0,
            BatchSize = (int)position[7],
            OwnRate = numbers[0],
            RateFactor = numbers[1],
            MinimumRate = numbers[2],
            LearningRate = numbers[3],
            Elapsed = TimeSpan.FromSeconds(numbers[4]),
        };
        state.Sum.Numbers = numbers[5..(5 + sums)];
        state.StopMessage = File.Metadata.TryGetValue(StopKey, out string? message) ? message : null;
        TrainingRecords.Read(File, tensors, state);
        tensors.RequireFit(network, Name);
        return state;
    }
}
