using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.V1;

/// <summary>The targets that a loss can take. Whoever refuses one names its row and value.</summary>
public static partial class Check
{
    /// <summary>Refuses targets that are no class indices.</summary>
    /// <param name="targets">One class index per row.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentException">One is negative or not below <paramref name="classes"/>; the message has its row and value.</exception>
    public static void ClassIndices(ReadOnlySpan<int> targets, int classes, string name)
    {
        // Whole vectors first, as unsigned numbers, of which negative ones are the largest. The elements then say which one it is.
        ReadOnlySpan<uint> unsigned = MemoryMarshal.Cast<int, uint>(targets);
        int start = 0;
        while (start <= unsigned.Length - Vector<uint>.Count && Vector.LessThanAll(new Vector<uint>(unsigned[start..]), new Vector<uint>((uint)classes)))
        {
            start += Vector<uint>.Count;
        }

        for (int row = start; row < targets.Length; row++)
        {
            if ((uint)targets[row] >= (uint)classes)
            {
                Throw($"{name} of row {row} is class {targets[row]}, but there are {classes} classes, 0 to {classes - 1}.", name);
            }
        }
    }

    /// <summary>Refuses targets that are no distributions over classes.</summary>
    /// <param name="targets">The probabilities of all rows.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentException">A probability is negative or not finite, or a row does not sum to 1; the message has the row and the value.</exception>
    public static void Distributions(ReadOnlySpan<float> targets, int classes, string name)
    {
        for (int row = 0; row * classes < targets.Length; row++)
        {
            double sum = 0;
            foreach (float probability in targets.Slice(row * classes, classes))
            {
                if (!(probability >= 0 && float.IsFinite(probability)))
                {
                    Throw(FormattableString.Invariant($"{name} of row {row} holds {probability}, but the probabilities of classes are finite and not negative."), name);
                }

                sum += probability;
            }

            // Sums of float probabilities are off by a few units in the last place; anything more is another kind of target.
            if (Math.Abs(sum - 1) > 1e-4)
            {
                Throw(FormattableString.Invariant($"{name} of row {row} sums to {sum}, but the probabilities of the {classes} classes sum to 1."), name);
            }
        }
    }

    /// <summary>Refuses targets that are no probabilities.</summary>
    /// <param name="targets">The probabilities of all rows.</param>
    /// <param name="size">How many a row has.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentException">One is not from 0 to 1; the message has its row and value.</exception>
    public static void Probabilities(ReadOnlySpan<float> targets, int size, string name)
    {
        for (int i = StartOfOthers(targets, 0, 1); i < targets.Length; i++)
        {
            if (!(targets[i] >= 0 && targets[i] <= 1))
            {
                Throw(FormattableString.Invariant($"{name} of row {i / size} holds {targets[i]}, but a probability is from 0 to 1."), name);
            }
        }
    }

    /// <summary>Refuses targets that are negative or not finite.</summary>
    /// <param name="targets">The targets of all rows.</param>
    /// <param name="size">How many a row has.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentException">One is; the message has its row and value.</exception>
    public static void NotNegative(ReadOnlySpan<float> targets, int size, string name)
    {
        for (int i = StartOfOthers(targets, 0, float.MaxValue); i < targets.Length; i++)
        {
            if (!(targets[i] >= 0 && float.IsFinite(targets[i])))
            {
                Throw(FormattableString.Invariant($"{name} of row {i / size} holds {targets[i]}, but it must be finite and not negative."), name);
            }
        }
    }

    /// <summary>Refuses targets that are not the labels -1 and +1.</summary>
    /// <param name="targets">The labels of all rows.</param>
    /// <param name="size">How many a row has.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentException">One is another number; the message has its row and value.</exception>
    public static void Signs(ReadOnlySpan<float> targets, int size, string name)
    {
        int start = 0;
        while (start <= targets.Length - Vector<float>.Count && Vector.EqualsAll(Vector.Abs(new Vector<float>(targets[start..])), Vector<float>.One))
        {
            start += Vector<float>.Count;
        }

        for (int i = start; i < targets.Length; i++)
        {
            if (Math.Abs(targets[i]) != 1)
            {
                Throw(FormattableString.Invariant($"{name} of row {i / size} holds {targets[i]}, but a label is -1 or +1."), name);
            }
        }
    }

    /// <summary>A place before which all are from <paramref name="least"/> to <paramref name="most"/>: whole vectors go first. NaN compares as false, and the elements then say which one it is.</summary>
    private static int StartOfOthers(ReadOnlySpan<float> targets, float least, float most)
    {
        int start = 0;
        while (start <= targets.Length - Vector<float>.Count)
        {
            var several = new Vector<float>(targets[start..]);
            if (!Vector.GreaterThanOrEqualAll(several, new Vector<float>(least)) || !Vector.LessThanOrEqualAll(several, new Vector<float>(most)))
            {
                break;
            }

            start += Vector<float>.Count;
        }

        return start;
    }
}
