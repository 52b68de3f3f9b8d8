using System;
using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.V1;

/// <summary>The checks of arguments that generated code makes before its first write. Kernels behind them check nothing.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Check
{
    /// <summary>Refuses a span that is not exactly one example.</summary>
    /// <param name="x">The span.</param>
    /// <param name="size">The number of values of one example.</param>
    /// <param name="argument">The argument's name.</param>
    /// <param name="network">The network's name.</param>
    /// <exception cref="ArgumentException">The length is another.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Example(ReadOnlySpan<float> x, int size, string argument, string network)
    {
        if (x.Length != size)
        {
            ThrowLength(x.Length, size, "example", argument, network);
        }
    }

    /// <summary>Refuses a span that is not exactly one prediction.</summary>
    /// <param name="y">The span.</param>
    /// <param name="size">The number of values of one prediction.</param>
    /// <param name="argument">The argument's name.</param>
    /// <param name="network">The network's name.</param>
    /// <exception cref="ArgumentException">The length is another.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prediction(ReadOnlySpan<float> y, int size, string argument, string network)
    {
        if (y.Length != size)
        {
            ThrowLength(y.Length, size, "prediction", argument, network);
        }
    }

    /// <summary>Refuses a span that is not exactly one target.</summary>
    /// <param name="target">The span.</param>
    /// <param name="size">The number of values of one target.</param>
    /// <param name="argument">The argument's name.</param>
    /// <param name="network">The network's name.</param>
    /// <exception cref="ArgumentException">The length is another.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Target(ReadOnlySpan<float> target, int size, string argument, string network)
    {
        if (target.Length != size)
        {
            ThrowLength(target.Length, size, "target", argument, network);
        }
    }

    /// <summary>Refuses spans that are not the same whole number of rows.</summary>
    /// <param name="inputLength">The length of the input's span.</param>
    /// <param name="inputSize">The values of one row of the input.</param>
    /// <param name="inputName">The input argument's name.</param>
    /// <param name="outputLength">The length of the output's span.</param>
    /// <param name="outputSize">The values of one row of the output.</param>
    /// <param name="outputName">The output argument's name.</param>
    /// <param name="network">The network's name.</param>
    /// <returns>The number of rows, 0 included.</returns>
    /// <exception cref="ArgumentException">A length is no multiple of its row, or the numbers of rows differ.</exception>
    public static int Rows(int inputLength, int inputSize, string inputName, int outputLength, int outputSize, string outputName, string network)
    {
        int rows = WholeRows(inputLength, inputSize, inputName, network);
        int outputRows = WholeRows(outputLength, outputSize, outputName, network);
        if (rows != outputRows)
        {
            Throw(
                $"{outputName} has {Values(outputLength)}, room for {outputRows} rows of {outputSize}, but {inputName} holds {rows} rows of {inputSize} for {network}; "
                + $"{outputName} must have {(long)rows * outputSize}.",
                outputName);
        }

        return rows;
    }

    /// <summary>Refuses an output that shares memory with an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="inputName">The input argument's name.</param>
    /// <param name="output">The output.</param>
    /// <param name="outputName">The output argument's name.</param>
    /// <exception cref="ArgumentException">They share memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NoOverlap(ReadOnlySpan<float> input, string inputName, Span<float> output, string outputName)
    {
        if (input.Overlaps(output))
        {
            ThrowOverlap(inputName, outputName);
        }
    }

    /// <summary>Refuses less than one thread.</summary>
    /// <param name="threads">The most threads that may be used.</param>
    /// <param name="argument">The argument's name.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static void Threads(int threads, string argument)
    {
        if (threads < 1)
        {
            throw new ArgumentOutOfRangeException(argument, threads, $"{argument} is {threads}, but at least 1 thread is needed.");
        }
    }

    /// <summary>Refuses a batch whose inputs are not the network's in number, kind or size.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="info">The network.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static void Inputs(Minibatch batch, NetworkInfo info)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(info);
        Fields(batch.Inputs, info.Inputs, "input", info.Name);
    }

    /// <summary>Refuses a batch or workspace with which a loss or gradient cannot be computed. Values of targets have checks of their own.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="info">The network.</param>
    /// <param name="workspace">The workspace.</param>
    /// <exception cref="ArgumentException">A field is not the network's; the batch is empty or larger than the workspace; the workspace is another
    /// network's; a weight is negative or not finite, or all are 0 where the loss is their mean.</exception>
    public static void Training(Minibatch batch, NetworkInfo info, Workspace workspace)
    {
        Inputs(batch, info);
        Fields(batch.Targets, info.Targets, "target", info.Name);
        Workspace(batch.Count, info, workspace);
        Weights(batch.Weights, info);
    }

    /// <summary>Refuses a number of rows that is 0 or too large for the workspace, and another network's workspace.</summary>
    /// <param name="rows">The number of examples.</param>
    /// <param name="info">The network.</param>
    /// <param name="workspace">The workspace.</param>
    /// <exception cref="ArgumentException">There are no rows or more than the workspace has room for, or it was made for another network.</exception>
    public static void Workspace(int rows, NetworkInfo info, Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(workspace);
        if (!ReferenceEquals(workspace.Network, info))
        {
            Throw($"The workspace was made for {workspace.Network.Name}, but is used with {info.Name}; make one with new Workspace(network, capacity).", nameof(workspace));
        }

        if (rows < 1)
        {
            Throw($"The batch has no examples, but a loss of {info.Name} needs at least 1.", "batch");
        }

        if (rows > workspace.Capacity)
        {
            Throw($"The batch has {rows} examples, but the workspace has room for {workspace.Capacity}; make a larger one.", nameof(workspace));
        }
    }

    /// <summary>Refuses a row that the batch does not have.</summary>
    /// <param name="row">The row.</param>
    /// <param name="batch">The batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The row is negative or not below the number of examples.</exception>
    public static void Row(int row, Minibatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if ((uint)row >= (uint)batch.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(row), $"Row {row} was asked for, but the batch has {batch.Count} examples, 0 to {batch.Count - 1}.");
        }
    }

    /// <summary>Refuses gradients made for another network.</summary>
    /// <param name="gradients">The gradients.</param>
    /// <param name="info">The network.</param>
    /// <exception cref="ArgumentException">They have another layout.</exception>
    public static void Gradients(Gradients gradients, NetworkInfo info)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        ArgumentNullException.ThrowIfNull(info);
        if (!ReferenceEquals(gradients.Layout, info.Layout))
        {
            Throw($"The gradients belong to another network than {info.Name}; make them with new Gradients(network).", nameof(gradients));
        }
    }

    private static void Fields(ImmutableArray<Column> columns, ImmutableArray<FieldInfo> fields, string role, string network)
    {
        if (columns.Length != fields.Length)
        {
            Throw($"The batch has {columns.Length} {role}s, but {network} has {fields.Length}.", "batch");
        }

        for (int i = 0; i < fields.Length; i++)
        {
            if (columns[i].Kind != fields[i].Kind)
            {
                Throw($"The {role} {fields[i].Name} of the batch holds {Noun(columns[i].Kind)}, but {network} expects {Noun(fields[i].Kind)}.", "batch");
            }

            if (columns[i].Size != fields[i].Size)
            {
                Throw($"The {role} {fields[i].Name} of the batch has {Values(columns[i].Size)} per example, but one example of {network} has {fields[i].Size}.", "batch");
            }
        }
    }

    private static void Weights(ReadOnlySpan<float> weights, NetworkInfo info)
    {
        double sum = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            if (!(weights[row] >= 0 && float.IsFinite(weights[row])))
            {
                Throw(FormattableString.Invariant($"The weight of row {row} is {weights[row]}, but weights of examples are finite and not negative."), "batch");
            }

            sum += weights[row];
        }

        if (weights.Length > 0 && sum == 0 && info.Reduction == Reduction.Mean)
        {
            Throw($"All weights of the batch are 0, but the loss of {info.Name} is divided by their sum.", "batch");
        }
    }

    private static int WholeRows(int length, int size, string name, string network)
    {
        (int rows, int rest) = Math.DivRem(length, size);
        if (rest != 0)
        {
            Throw($"{name} has {Values(length)}, but must be a whole number of rows of {size} for {network}.", name);
        }

        return rows;
    }

    private static string Values(int count) => count == 1 ? "1 value" : $"{count} values";

    private static string Noun(ElementKind kind) => kind == ElementKind.Float ? "floats" : "ints";

    // Apart from the comparisons, so that those are small enough to be inlined.
    [DoesNotReturn]
    private static void ThrowLength(int length, int size, string what, string argument, string network) =>
        Throw($"{argument} has {Values(length)}, but one {what} of {network} has {size}.", argument);

    [DoesNotReturn]
    private static void ThrowOverlap(string inputName, string outputName) =>
        Throw($"{outputName} overlaps {inputName} in memory, but must be separate from it; copy one of them.", outputName);

    [DoesNotReturn]
    private static void Throw(string message, string argument) => throw new ArgumentException(message, argument);
}
