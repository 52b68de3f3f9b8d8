using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>A tensor that the loss is differentiated by: where its numbers are, and their derivatives as the network computes them.</summary>
internal sealed class CheckedTensor
{
    /// <summary>The largest step of a difference, in the tensor's root mean square.</summary>
    private const double LargestStep = 1.0 / 8;

    /// <summary>Numbers that are 0 at first, such as biases, stand beside others of about this size.</summary>
    private const double LeastScale = 0.5;

    private readonly Place _place;

    internal CheckedTensor(string name, ImmutableArray<int> shape, Place place, float[] analytic)
    {
        Name = name;
        Shape = shape;
        _place = place;
        Analytic = analytic;
        Largest = analytic.Length == 0 ? 0 : analytic.Max(value => (double)Math.Abs(value));
        double squares = Enumerable.Range(0, analytic.Length).Sum(entry => Square(place(entry)));
        Step = LargestStep * Math.Max(LeastScale, Math.Sqrt(squares / Math.Max(1, analytic.Length)));
    }

    /// <summary>Where the number of an entry, by its row-major index, is in memory.</summary>
    internal delegate ref float Place(int entry);

    internal string Name { get; }

    internal ImmutableArray<int> Shape { get; }

    /// <summary>The derivatives in row-major order.</summary>
    internal float[] Analytic { get; }

    /// <summary>The largest absolute derivative; NaN if one is.</summary>
    internal double Largest { get; }

    /// <summary>The entry with the largest derivative.</summary>
    internal int OfLargest => Array.FindIndex(Analytic, value => Math.Abs(value) >= Largest) is >= 0 and int entry ? entry : 0;

    /// <summary>The step of a difference to begin with.</summary>
    internal double Step { get; }

    internal ref float At(int entry) => ref _place(entry);

    /// <summary>All entries if they are few enough; else a quarter of those with the largest derivatives, and others at random. Ascending.</summary>
    internal int[] Choose(int count, ref RandomStream random)
    {
        if (Analytic.Length <= count)
        {
            return [.. Enumerable.Range(0, Analytic.Length)];
        }

        var largest = new PriorityQueue<int, (float, int)>();
        int wanted = (count + 3) / 4;
        for (int entry = 0; entry < Analytic.Length; entry++)
        {
            // What is not a number must be looked at first of all.
            float size = float.IsNaN(Analytic[entry]) ? float.PositiveInfinity : Math.Abs(Analytic[entry]);
            largest.Enqueue(entry, (size, -entry));
            if (largest.Count > wanted)
            {
                largest.Dequeue();
            }
        }

        var chosen = new SortedSet<int>(largest.UnorderedItems.Select(item => item.Element));
        while (chosen.Count < count)
        {
            chosen.Add(random.NextBounded(Analytic.Length));
        }

        return [.. chosen];
    }

    internal ImmutableArray<int> IndicesOf(int entry)
    {
        int[] indices = new int[Shape.Length];
        for (int axis = Shape.Length - 1; axis >= 0; axis--)
        {
            (entry, indices[axis]) = Math.DivRem(entry, Shape[axis]);
        }

        return [.. indices];
    }

    private static double Square(double value) => value * value;
}
