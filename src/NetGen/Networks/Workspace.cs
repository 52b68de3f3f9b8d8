using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Threading;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>Scratch of one caller that computes losses and gradients of one network. Two callers must not use one workspace at once.</summary>
/// <remarks>Memory: <see cref="NetworkInfo.WorkspaceFixedFloats"/> floats that the rows share; for each row of the capacity its loss (a double), its scale and, if
/// asked for, the input's gradient; then what forward keeps for backward, for the rows of a block: the slot with row offset o and row width w starts
/// <c>BlockRows * o</c> floats into it, and its row r starts r * w floats later.</remarks>
public sealed class Workspace
{
    private const int Granule = 16;
    private const int FloatsOfLoss = 2;

    private readonly int _losses;
    private readonly int _scales;
    private readonly int _inputGradient;
    private readonly int _rowMemory;
    private TeamPass? _pass;
    private int _rows;
    private int _threads = Environment.ProcessorCount;

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
        long scales = losses + (FloatsOfLoss * rows);
        long inputGradient = scales + rows;
        long rowMemory = inputGradient + (Network.HasInputGradient ? rows * Network.Inputs[0].Size : 0);
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
        _inputGradient = (int)inputGradient;
        _rowMemory = (int)rowMemory;
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

    /// <summary>The derivative of the loss with respect to the input, one row per example of the last call of <c>Gradient</c>; empty before the first.
    /// Valid until the workspace is used again.</summary>
    /// <exception cref="InvalidOperationException">The network was not declared with <c>InputGradient = true</c>.</exception>
    public ReadOnlySpan<float> InputGradient
    {
        get
        {
            if (!Network.HasInputGradient)
            {
                throw new InvalidOperationException($"{Network.Name} computes no input gradient; declare it with [Network(..., InputGradient = true)].");
            }

            return Buffer.Span.Slice(_inputGradient, _rows * Network.Inputs[0].Size);
        }
    }

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

    /// <summary>The loss of each example. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref double Losses => ref Unsafe.As<float, double>(ref Unsafe.Add(ref Buffer.Reference, _losses));

    /// <summary>The memory of the input's gradient. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float InputGradientMemory => ref Unsafe.Add(ref Buffer.Reference, _inputGradient);

    /// <summary>What the gradient of each example is multiplied by. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float Scales => ref Unsafe.Add(ref Buffer.Reference, _scales);

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

    /// <summary>Records how many rows of the input's gradient are valid. For generated code, at the end of a gradient (and with 0 before it overwrites them).</summary>
    /// <param name="rows">0 to <see cref="Capacity"/>.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Completed(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Capacity);
        _rows = rows;
    }

    /// <summary>Takes what <see cref="KeepPass"/> was given last; null before that, and while a computation has it. So two callers who use one workspace at once, though they must not,
    /// get wrong numbers but never each other's memory. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TeamPass? TakePass() => Interlocked.Exchange(ref _pass, null);

    /// <summary>Keeps a pass for the next computation. For generated code.</summary>
    /// <param name="pass">A pass that no longer runs.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void KeepPass(TeamPass pass) => Volatile.Write(ref _pass, pass);

    private static long RoundUp(long rows) => (rows + Granule - 1) / Granule * Granule;
}
