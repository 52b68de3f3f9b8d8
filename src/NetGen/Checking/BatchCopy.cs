using System;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>A batch with memory of its own, so that its inputs can be changed.</summary>
internal sealed class BatchCopy
{
    private BatchCopy(Minibatch batch, ImmutableArray<float[]?> inputs)
    {
        Batch = batch;
        Inputs = inputs;
    }

    /// <summary>The batch, which shows <see cref="Inputs"/>.</summary>
    internal Minibatch Batch { get; }

    /// <summary>The rows of each input of floats; null for one of ints.</summary>
    internal ImmutableArray<float[]?> Inputs { get; }

    /// <summary>Copies rows of a batch at equal distances: all, or as many as are wanted at most.</summary>
    internal static BatchCopy Of(Minibatch batch, int maxRows = int.MaxValue)
    {
        int count = Math.Min(batch.Count, maxRows);
        int[] rows = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * batch.Count / count))];
        var inputs = new float[]?[batch.InputCount];
        var inputColumns = new Column[batch.InputCount];
        for (int i = 0; i < inputs.Length; i++)
        {
            Column column = batch.Inputs[i];
            inputs[i] = column.Kind == ElementKind.Float ? Rows(batch.FloatInput(i), column.Size, rows) : null;
            inputColumns[i] = inputs[i] is { } floats ? new Column(floats, column.Size) : new Column(Rows(batch.IntInput(i), column.Size, rows), column.Size);
        }

        var targetColumns = new Column[batch.TargetCount];
        for (int i = 0; i < targetColumns.Length; i++)
        {
            Column column = batch.Targets[i];
            targetColumns[i] = column.Kind == ElementKind.Float
                ? new Column(Rows(batch.FloatTarget(i), column.Size, rows), column.Size)
                : new Column(Rows(batch.IntTarget(i), column.Size, rows), column.Size);
        }

        float[] weights = batch.HasWeights ? Rows(batch.Weights, 1, rows) : [];
        return new BatchCopy(new Minibatch([.. inputColumns], [.. targetColumns], count, weights), [.. inputs]);
    }

    private static T[] Rows<T>(ReadOnlySpan<T> source, int size, int[] rows)
    {
        var copy = new T[rows.Length * size];
        RowGather.Copy(source, size, rows, copy);
        return copy;
    }
}
