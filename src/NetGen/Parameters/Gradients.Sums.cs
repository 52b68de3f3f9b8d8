using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

// Sums of gradients, for steps over more examples than fit at once.
public sealed partial class Gradients
{
    /// <summary>Adds a multiple of other gradients: this ← this + f · other. Allocates nothing; of tables only the rows that <paramref name="other"/> has are read.</summary>
    /// <remarks>
    /// <para>One step over k batches of equal size: <see cref="ParameterBuffer.Clear"/> the sum, then for each batch <c>network.Gradient(batch, gradients, workspace)</c> and
    /// <c>sum.Add(gradients, 1.0 / k)</c>, then <c>optimizer.Step(network, sum)</c>. Where batches differ in size f is a batch's share of the examples. What a batch normalization found
    /// of each batch is averaged alike, so the factors of a step should sum to 1.</para>
    /// </remarks>
    /// <param name="other">Gradients of the same network class.</param>
    /// <param name="factor">f: finite.</param>
    /// <exception cref="ArgumentException">They are of another network class.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not finite as a float.</exception>
    public void Add(Gradients other, double factor = 1)
    {
        ArgumentNullException.ThrowIfNull(other);
        float f = Finite(factor);
        if (!ReferenceEquals(other.Layout, Layout))
        {
            throw new ArgumentException("The gradients belong to another network class.", nameof(other));
        }

        Span<float> sum = Block.Span;
        ReadOnlySpan<float> added = other.Block.Span;
        foreach (StorageRange range in _ranges)
        {
            AddScaled(sum.Slice(range.Offset, range.Length), added.Slice(range.Offset, range.Length), f);
        }

        // Both have the tables of one layout, in one order.
        for (int i = 0; i < _tables.Length; i++)
        {
            int width = _tables[i].Table.Shape[1];
            foreach (int row in other._tables[i].Rows)
            {
                _tables[i].Touch(row);
                int start = _tables[i].Table.Offset + (row * width);
                AddScaled(sum.Slice(start, width), added.Slice(start, width), f);
            }
        }
    }

    /// <summary>Multiplies everything by a factor. Allocates nothing; of tables only the rows that were touched are read.</summary>
    /// <param name="factor">Finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not finite as a float.</exception>
    public void Scale(double factor)
    {
        float f = Finite(factor);
        Span<float> storage = Block.Span;
        foreach (StorageRange range in _ranges)
        {
            Multiply(storage.Slice(range.Offset, range.Length), f);
        }

        foreach (TouchedRows table in _tables)
        {
            int width = table.Table.Shape[1];
            foreach (int row in table.Rows)
            {
                Multiply(storage.Slice(table.Table.Offset + (row * width), width), f);
            }
        }
    }

    /// <summary>Multiplies what stands in the place of running statistics: of gradients that were added up as they are, these are to be averaged all the same.</summary>
    internal void ScaleStatistics(double factor)
    {
        foreach (LayerPart part in Layout.Layers.Statistics)
        {
            Multiply(Block.Span.Slice(part.Entry.Offset, part.Entry.StorageLength), Finite(factor));
        }
    }

    private static float Finite(double factor) => float.IsFinite((float)factor)
        ? (float)factor
        : throw new ArgumentOutOfRangeException(nameof(factor), factor, FormattableString.Invariant($"factor is {factor}, but must be finite as a float."));

    /// <summary>The storage without the tables.</summary>
    private static IEnumerable<StorageRange> RangesBetween(IEnumerable<TouchedRows> tables, int length)
    {
        int done = 0;
        foreach (ParameterEntry table in tables.Select(each => each.Table).OrderBy(table => table.Offset))
        {
            yield return new StorageRange(done, table.Offset - done);
            done = table.Offset + table.StorageLength;
        }

        yield return new StorageRange(done, length - done);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled(Span<float> sum, ReadOnlySpan<float> added, float factor)
    {
        Span<Vector<float>> s = MemoryMarshal.Cast<float, Vector<float>>(sum);
        ReadOnlySpan<Vector<float>> a = MemoryMarshal.Cast<float, Vector<float>>(added)[..s.Length];
        for (int i = 0; i < s.Length; i++)
        {
            s[i] += a[i] * factor;
        }

        // Rows of a table have a tail.
        for (int i = s.Length * Vector<float>.Count; i < sum.Length; i++)
        {
            sum[i] += added[i] * factor;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(Span<float> values, float factor)
    {
        Span<Vector<float>> v = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (int i = 0; i < v.Length; i++)
        {
            v[i] *= factor;
        }

        for (int i = v.Length * Vector<float>.Count; i < values.Length; i++)
        {
            values[i] *= factor;
        }
    }
}
