using System;
using System.Numerics;

namespace NetGen.Runtime.V1;

/// <summary>The first target that a loss cannot take.</summary>
/// <param name="Row">The example's row.</param>
/// <param name="What">What it is: <c>holds 2</c>.</param>
/// <param name="Why">What it would have to be.</param>
internal sealed record TargetFault(int Row, string What, string Why)
{
    /// <summary>Null if a loss of this rule takes all of them.</summary>
    /// <param name="rule">The rule, of targets that are floats.</param>
    /// <param name="targets">The targets of all rows.</param>
    /// <param name="size">How many a row has.</param>
    internal static TargetFault? Find(TargetRule rule, ReadOnlySpan<float> targets, int size) => rule switch
    {
        TargetRule.Distributions => FindDistribution(targets, size),
        TargetRule.Probabilities => At(FirstOutside(targets, 0, 1), targets, size, "a probability is from 0 to 1"),
        TargetRule.Signs => At(FirstWithoutSign(targets), targets, size, "a label is -1 or +1"),
        TargetRule.NotNegative => At(FirstOutside(targets, 0, float.MaxValue), targets, size, "it must be finite and not negative"),
        _ => null,
    };

    private static TargetFault? At(int index, ReadOnlySpan<float> targets, int size, string why) =>
        index < 0 ? null : new TargetFault(index / size, FormattableString.Invariant($"holds {targets[index]}"), why);

    private static TargetFault? FindDistribution(ReadOnlySpan<float> targets, int classes)
    {
        int wrong = FirstOutside(targets, 0, float.MaxValue);
        int rows = (wrong < 0 ? targets.Length : wrong) / classes;
        for (int row = 0; row < rows; row++)
        {
            double sum = 0;
            foreach (float probability in targets.Slice(row * classes, classes))
            {
                sum += probability;
            }

            // Sums of float probabilities are off by a few units in the last place; anything more is another kind of target.
            if (Math.Abs(sum - 1) > 1e-4)
            {
                return new TargetFault(row, FormattableString.Invariant($"sums to {sum}"), FormattableString.Invariant($"the probabilities of the {classes} classes sum to 1"));
            }
        }

        return At(wrong, targets, classes, "the probabilities of classes are finite and not negative");
    }

    /// <summary>The first number that is not from <paramref name="least"/> to <paramref name="most"/>, NaN for one; -1 if there is none.</summary>
    private static int FirstOutside(ReadOnlySpan<float> targets, float least, float most)
    {
        // Whole vectors first: NaN compares as false, and the elements then say which one it is.
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

        for (int i = start; i < targets.Length; i++)
        {
            if (!(targets[i] >= least && targets[i] <= most))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The first number that is neither -1 nor +1; -1 if there is none.</summary>
    private static int FirstWithoutSign(ReadOnlySpan<float> targets)
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
                return i;
            }
        }

        return -1;
    }
}
