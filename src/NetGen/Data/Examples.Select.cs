using System;
using System.Collections.Immutable;

namespace NetGen;

public sealed partial class Examples
{
    /// <summary>Copies chosen examples, with their weights, in the order given.</summary>
    /// <param name="rows">Their numbers, from 0; at least one. A number may come more than once.</param>
    /// <exception cref="ArgumentException">There are no rows, or the weights of all of them are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Examples Select(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
        {
            throw new ArgumentException("rows is empty, but at least one example must be selected.", nameof(rows));
        }

        foreach (int row in rows)
        {
            if ((uint)row >= (uint)Count)
            {
                throw new ArgumentOutOfRangeException(nameof(rows), $"There is no example {row}; there are 0 to {Count - 1}.");
            }
        }

        Memory<float> weights = AlignedMemory.Floats(Weights.IsEmpty ? 0 : rows.Length);
        if (!weights.IsEmpty)
        {
            RowGather.Copy(Weights, 1, rows, weights.Span);
        }

        return new Examples(Select(Inputs, rows), Select(Targets, rows), weights, "weights");
    }

    /// <summary>Copies the first examples.</summary>
    /// <param name="count">How many, from 1 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many, or <paramref name="count"/> is below 1.</exception>
    public Examples Take(int count)
    {
        if (count < 1 || count > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"{count} examples cannot be taken of {Count}; take 1 to {Count}.");
        }

        return Range(0, count);
    }

    /// <summary>Copies all but the first examples.</summary>
    /// <param name="count">How many to leave out, from 0 to <see cref="Count"/> less 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">None would be left, or <paramref name="count"/> is negative.</exception>
    public Examples Skip(int count)
    {
        if (count < 0 || count >= Count)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"{count} examples cannot be left out of {Count}; leave out 0 to {Count - 1}.");
        }

        return Range(count, Count - count);
    }

    /// <summary>Copies these examples and others after them. Where only one of both has weights, those of the other are 1.</summary>
    /// <param name="other">The others, with as many inputs and targets, of the same kinds and sizes.</param>
    /// <exception cref="ArgumentException">The inputs or targets differ in number, kind or size.</exception>
    public Examples Concat(Examples other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count > Array.MaxLength - other.Count)
        {
            throw new ArgumentException($"{Count} and {other.Count} examples are more than one object can hold.", nameof(other));
        }

        Memory<float> weights = default;
        if (!Weights.IsEmpty || !other.Weights.IsEmpty)
        {
            weights = AlignedMemory.Floats(Count + other.Count);
            weights.Span.Fill(1);
            Weights.CopyTo(weights.Span);
            other.Weights.CopyTo(weights.Span[Count..]);
        }

        return new Examples(Joined(Inputs, other.Inputs, "input"), Joined(Targets, other.Targets, "target"), weights, "weights");
    }

    private Examples Range(int first, int count)
    {
        var rows = new int[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = first + i;
        }

        return Select(rows);
    }

    private static ImmutableArray<Column> Select(ImmutableArray<Column> columns, ReadOnlySpan<int> rows)
    {
        ImmutableArray<Column>.Builder parts = ImmutableArray.CreateBuilder<Column>(columns.Length);
        foreach (Column column in columns)
        {
            var part = new GatheredColumn(column, rows.Length);
            part.Gather(rows);
            parts.Add(part.Column);
        }

        return parts.MoveToImmutable();
    }

    private static ImmutableArray<Column> Joined(ImmutableArray<Column> first, ImmutableArray<Column> other, string role)
    {
        if (first.Length != other.Length)
        {
            throw new ArgumentException($"The other examples have {other.Length} {role}s, but these have {first.Length}.", nameof(other));
        }

        ImmutableArray<Column>.Builder joined = ImmutableArray.CreateBuilder<Column>(first.Length);
        for (int i = 0; i < first.Length; i++)
        {
            if (first[i].Kind != other[i].Kind || first[i].Size != other[i].Size)
            {
                throw new ArgumentException($"{role} {i} of the other examples has {Text(other[i])} per row, but that of these has {Text(first[i])}.", nameof(other));
            }

            joined.Add(Joined(first[i], other[i]));
        }

        return joined.MoveToImmutable();

        static string Text(Column column) => $"{column.Size} {(column.Kind == ElementKind.Float ? "floats" : "ints")}";
    }

    private static Column Joined(Column first, Column second)
    {
        if (first.Kind == ElementKind.Int)
        {
            int[] ints = [.. first.Ints, .. second.Ints];
            return new Column(ints, first.Size);
        }

        Memory<float> floats = AlignedMemory.Floats(checked(first.Floats.Length + second.Floats.Length));
        first.Floats.CopyTo(floats.Span);
        second.Floats.CopyTo(floats.Span[first.Floats.Length..]);
        return new Column(floats, first.Size);
    }
}
