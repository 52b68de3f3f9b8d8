using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Threading;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>Scratch of one caller that computes losses and gradients of one network. Two callers must not use one workspace at once.</summary>
/// <remarks>Memory: <see cref="NetworkInfo.WorkspaceFixedFloats"/> floats that the rows share; for each row of the capacity its losses (doubles) and its scales, one of each for
/// each of <see cref="NetworkInfo.ObjectiveCount"/>, and, if asked for, the gradients of the inputs of floats; then what forward keeps for backward, for the rows of a block: the
/// slot with row offset o and row width w starts <c>BlockRows * o</c> floats into it, and its row r starts r * w floats later.</remarks>
public sealed class Workspace
{
    private const int Granule = 16;
    private const int FloatsOfLoss = 2;

    private readonly int _losses;
    private readonly int _scales;
    private readonly int[] _inputGradients;
    private readonly int _roundedRows;
    private readonly int _rowMemory;
    private readonly double[] _parts;
    private TeamPass? _pass;
    private int _rows;
    private int _threads = Environment.ProcessorCount;
    private long _step;

    /// <summary>Allocates the scratch.</summary>
    /// <param name="network">The network it serves.</param>
    /// <param name="capacity">The largest number of rows of a batch; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1, or so large that the scratch does not fit an array.</exception>
    public Workspace(INetwork network, int capacity)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network.Info;
        if (capacity < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity), $"The capacity of a workspace of {Network.Name} is {capacity}, but at least 1 row is needed.");
        }

        long rows = RoundUp(capacity);
        long blockRows = Math.Min(rows, RoundUp(Math.Min(Network.WorkspaceBlockRows, capacity)));
        long losses = Network.WorkspaceFixedFloats;
        long scales = losses + (FloatsOfLoss * rows * Network.ObjectiveCount);
        long inputGradients = scales + (rows * Network.ObjectiveCount);
        long rowMemory = inputGradients + (rows * SizeOfInputGradients(Network, Network.Inputs.Length));
        long floats = rowMemory + (blockRows * Network.WorkspaceFloatsPerRow);
        if (floats > AlignedBuffer.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(capacity),
                $"A workspace of {Network.Name} for {capacity} rows needs {floats} floats, but an array holds at most {AlignedBuffer.MaxLength}; use smaller batches.");
        }

        Capacity = capacity;
        BlockRows = (int)blockRows;
        _losses = (int)losses;
        _scales = (int)scales;
        _roundedRows = (int)rows;
        _inputGradients = new int[Network.Inputs.Length];
        for (int input = 0; input < _inputGradients.Length; input++)
        {
            _inputGradients[input] = (int)(inputGradients + (rows * SizeOfInputGradients(Network, input)));
        }

        _rowMemory = (int)rowMemory;
        _parts = new double[Network.ObjectiveCount];
        Buffer = new AlignedBuffer((int)floats);
    }

    /// <summary>The largest number of rows of a batch, as asked for.</summary>
    public int Capacity { get; }

    /// <summary>The network the workspace was made for.</summary>
    public NetworkInfo Network { get; }

    /// <summary>The most threads that a gradient with this workspace may use, at least 1; unless set otherwise, as many as there are processors. A small one uses fewer,
    /// and one that begins while another caller's threads are at work uses one. The result is the same, to the bit. A loss without gradient uses one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Threads
    {
        get => _threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _threads = value;
        }
    }

    /// <summary>The seed of the random numbers of a gradient, such as the masks of dropout; 0 unless set otherwise. Workspaces that compute parts of one step side by side
    /// need seeds of their own, because row r of each batch would get the same masks.</summary>
    public long Seed { get; set; }

    /// <summary>Which of many independent sequences the random numbers of the next gradient come from, 0 or more. A gradient adds 1 at its end; set it back to repeat a step's
    /// masks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long Step
    {
        get => _step;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _step = value;
        }
    }

    /// <summary>The part of the last loss that depends on the parameters alone; 0 for a network without such.</summary>
    internal double Penalty { get; private set; }

    /// <summary>The derivative of the loss with respect to the network's first input, one row per example of the last call of <c>Gradient</c>; empty before the first.
    /// Valid until the workspace is used again.</summary>
    /// <exception cref="InvalidOperationException">The network was not declared with <c>InputGradient = true</c>, or its first input holds ints.</exception>
    public ReadOnlySpan<float> InputGradient => InputGradientOf(0);

    /// <summary>The memory, laid out as the remarks say. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public AlignedBuffer Buffer { get; }

    /// <summary>Rows of the memory that forward and backward share: the capacity, but at most <see cref="NetworkInfo.WorkspaceBlockRows"/>; a multiple of 16,
    /// so that every slot starts on a 64-byte boundary. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int BlockRows { get; }

    /// <summary>The memory that all rows share. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float SharedMemory => ref Buffer.Reference;

    /// <summary>The memory of a block's rows. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float RowMemory => ref Unsafe.Add(ref Buffer.Reference, _rowMemory);

    /// <summary>The loss of each example, by the first objective. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref double Losses => ref LossesOf(0);

    /// <summary>The memory of the first input's gradient. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float InputGradientMemory => ref InputGradientMemoryOf(0);

    /// <summary>What the gradient of each example is multiplied by, of the first objective. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float Scales => ref ScalesOf(0);

    /// <summary>The derivative of the loss with respect to one input, one row per example of the last call of <c>Gradient</c>; empty before the first.
    /// Valid until the workspace is used again.</summary>
    /// <param name="input">The index in <see cref="NetworkInfo.Inputs"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such input.</exception>
    /// <exception cref="InvalidOperationException">The network was not declared with <c>InputGradient = true</c>, or the input holds ints.</exception>
    public ReadOnlySpan<float> InputGradientOf(int input)
    {
        if ((uint)input >= (uint)Network.Inputs.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(input), $"There is no input {input}; {Network.Name} has {Network.Inputs.Length}.");
        }

        if (!Network.HasInputGradient)
        {
            throw new InvalidOperationException($"{Network.Name} computes no input gradient; declare it with [Network(..., InputGradient = true)].");
        }

        FieldInfo field = Network.Inputs[input];
        return field.Kind == ElementKind.Float
            ? Buffer.Span.Slice(_inputGradients[input], _rows * field.Size)
            : throw new InvalidOperationException($"The input {field.Name} of {Network.Name} holds ints, so the loss has no derivative by it; InputGradientOf gives that of another input.");
    }

    /// <summary>The memory of an input's gradient. For generated code.</summary>
    /// <param name="input">The index of an input of floats, of a network that computes its gradient.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float InputGradientMemoryOf(int input) => ref Unsafe.Add(ref Buffer.Reference, _inputGradients[input]);

    /// <summary>The loss of each example, by one objective. For generated code.</summary>
    /// <param name="objective">0 to <see cref="NetworkInfo.ObjectiveCount"/> less 1.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref double LossesOf(int objective) =>
        ref Unsafe.As<float, double>(ref Unsafe.Add(ref Buffer.Reference, _losses + (FloatsOfLoss * _roundedRows * objective)));

    /// <summary>What the gradient of each example by one objective is multiplied by. For generated code.</summary>
    /// <param name="objective">0 to <see cref="NetworkInfo.ObjectiveCount"/> less 1.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float ScalesOf(int objective) => ref Unsafe.Add(ref Buffer.Reference, _scales + (_roundedRows * objective));

    /// <summary>How many rows to take at a time, so that the blocks of a batch are about equally large. For generated code.</summary>
    /// <param name="rows">Rows of the batch.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int BlockOf(int rows)
    {
        if (rows <= BlockRows)
        {
            return rows;
        }

        int blocks = (rows + BlockRows - 1) / BlockRows;
        return (int)RoundUp((rows + blocks - 1) / blocks);
    }

    /// <summary>Records how many rows of the inputs' gradients are valid. For generated code, at the end of a gradient, which is then a step more (and with 0 before it overwrites
    /// them).</summary>
    /// <param name="rows">0 to <see cref="Capacity"/>.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Completed(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Capacity);
        _rows = rows;
        _step += rows > 0 ? 1 : 0;
    }

    /// <summary>Remembers an objective's part of the loss of a batch, for who puts the losses of several batches together. For generated code.</summary>
    /// <param name="objective">0 to <see cref="NetworkInfo.ObjectiveCount"/> less 1.</param>
    /// <param name="loss">The part.</param>
    /// <returns>The part.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public double Part(int objective, double loss) => _parts[objective] = loss;

    /// <summary>Remembers the penalty of the parameters. For generated code.</summary>
    /// <param name="penalty">The penalty.</param>
    /// <returns>The penalty.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public double PenaltyPart(double penalty) => Penalty = penalty;

    /// <summary>Takes what <see cref="KeepPass"/> was given last; null before that, and while a computation has it. So two callers who use one workspace at once, though they must not,
    /// get wrong numbers but never each other's memory. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TeamPass? TakePass() => Interlocked.Exchange(ref _pass, null);

    /// <summary>Keeps a pass for the next computation. For generated code.</summary>
    /// <param name="pass">A pass that no longer runs.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void KeepPass(TeamPass pass) => Volatile.Write(ref _pass, pass);

    /// <summary>An objective's part of the last loss.</summary>
    internal double PartOfLoss(int objective) => _parts[objective];

    /// <summary>The floats for each row of the gradients of the inputs before one.</summary>
    private static long SizeOfInputGradients(NetworkInfo network, int before)
    {
        long size = 0;
        for (int input = 0; input < before && network.HasInputGradient; input++)
        {
            size += network.Inputs[input].Kind == ElementKind.Float ? network.Inputs[input].Size : 0;
        }

        return size;
    }

    private static long RoundUp(long rows) => (rows + Granule - 1) / Granule * Granule;
}
