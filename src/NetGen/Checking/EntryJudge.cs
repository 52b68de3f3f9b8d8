using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary>Compares one derivative with estimates of it from smaller and smaller steps.</summary>
/// <remarks>A large step can have a kink in it and a small one drowns in rounding; which steps are good differs from entry to entry. So a derivative is right if an estimate that is certain
/// enough says so, and at a kink if that of one side does. It is wrong if there are such estimates and none says so.</remarks>
/// <param name="function">The loss.</param>
/// <param name="loss">Its value at the present parameters.</param>
/// <param name="noise">The standard deviation of its rounding.</param>
internal sealed class EntryJudge(LossFunction function, double loss, double noise)
{
    /// <summary>The smallest step is 2^-13 of the largest.</summary>
    private const int Steps = 14;

    /// <summary>Two estimates may agree by chance, with kinks between their points; so many that agree do not.</summary>
    private const int Witnesses = 3;

    /// <summary>An estimate this many times as uncertain as the best one still has a say.</summary>
    private const double Comparable = 8;

    internal enum Verdict
    {
        Right,
        Wrong,
        Unclear,
    }

    /// <summary>Judges one entry.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="entry">The row-major index.</param>
    /// <param name="allowed">How far the derivative may be off.</param>
    internal (Verdict Verdict, Derivative Numeric) Judge(CheckedTensor tensor, int entry, double allowed)
    {
        double analytic = tensor.Analytic[entry];
        var differences = new List<Difference>();
        var central = new List<Derivative>();
        for (int i = 0; i < Steps; i++)
        {
            double step = Math.ScaleB(tensor.Step, -i);
            differences.Add(Difference.Between(function.At(tensor, entry, -step), loss, function.At(tensor, entry, step), noise));
            if (i < 2)
            {
                continue;
            }

            if (analytic == 0 && differences.TrueForAll(difference => difference.IsFlat))
            {
                // The entry has no part in the loss: a unit that is off, a row of a table that no example names.
                return (Verdict.Right, default);
            }

            (Difference fine, Difference coarse, Difference coarsest) = (differences[^1], differences[^2], differences[^3]);
            central.Add(fine.Central(coarse, coarsest));
            foreach (Derivative estimate in new[] { central[^1], fine.OnLeft(coarse, coarsest), fine.OnRight(coarse, coarsest) })
            {
                if (estimate.Uncertainty <= allowed / 2 && Math.Abs(analytic - estimate.Value) <= allowed)
                {
                    return (Verdict.Right, estimate);
                }
            }
        }

        bool wrong = double.IsNaN(analytic) || IsDenied(analytic, central, allowed);
        return (wrong ? Verdict.Wrong : Verdict.Unclear, Best(central));
    }

    /// <summary>Whether estimates that are certain enough exclude a derivative, or it is far from all that are about as certain as the best.</summary>
    private static bool IsDenied(double analytic, List<Derivative> central, double allowed)
    {
        if (central.Count(estimate => estimate.Uncertainty <= allowed / 2) >= Witnesses)
        {
            return true;
        }

        double best = Best(central).Uncertainty;
        Derivative[] witnesses = [.. central.Where(estimate => estimate.Uncertainty <= Comparable * best)];
        return witnesses.Length >= Witnesses && witnesses.All(estimate => Math.Abs(analytic - estimate.Value) > allowed + (2 * estimate.Uncertainty));
    }

    private static Derivative Best(List<Derivative> estimates) => estimates.Aggregate(Derivative.Unknown, (best, estimate) => best.OrBetter(estimate));
}
