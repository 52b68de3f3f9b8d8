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
    /// <param name="size">How many a row has.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentException">A probability is negative or not finite, or a row does not sum to 1; the message has the row and the value.</exception>
    public static void Distributions(ReadOnlySpan<float> targets, int size, string name) => Refuse(TargetRule.Distributions, targets, size, name);

    /// <summary>Refuses targets that are no probabilities.</summary>
    /// <param name="targets">The probabilities of all rows.</param>
    /// <param name="size">How many a row has.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentException">One is not from 0 to 1; the message has its row and value.</exception>
    public static void Probabilities(ReadOnlySpan<float> targets, int size, string name) => Refuse(TargetRule.Probabilities, targets, size, name);

    /// <summary>Refuses targets that are negative or not finite.</summary>
    /// <param name="targets">The targets of all rows.</param>
    /// <param name="size">How many a row has.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentException">One is; the message has its row and value.</exception>
    public static void NotNegative(ReadOnlySpan<float> targets, int size, string name) => Refuse(TargetRule.NotNegative, targets, size, name);

    /// <summary>Refuses targets that are not the labels -1 and +1.</summary>
    /// <param name="targets">The labels of all rows.</param>
    /// <param name="size">How many a row has.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentException">One is another number; the message has its row and value.</exception>
    public static void Signs(ReadOnlySpan<float> targets, int size, string name) => Refuse(TargetRule.Signs, targets, size, name);

    private static void Refuse(TargetRule rule, ReadOnlySpan<float> targets, int size, string name)
    {
        if (TargetFault.Find(rule, targets, size) is { } fault)
        {
            Throw($"{name} of row {fault.Row} {fault.What}, but {fault.Why}.", name);
        }
    }
}
