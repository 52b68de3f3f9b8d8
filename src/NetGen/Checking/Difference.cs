using System;

namespace NetGen;

/// <summary>An estimate of a derivative.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Uncertainty">By how much it may be off; NaN if nothing is known.</param>
internal readonly record struct Derivative(double Value, double Uncertainty)
{
    internal static Derivative Unknown { get; } = new(double.NaN, double.PositiveInfinity);

    internal Derivative OrBetter(Derivative other) => other.Uncertainty < Uncertainty ? other : this;
}

/// <summary>The loss on both sides of a point, one step away: what it says of the slope.</summary>
/// <param name="Left">The mean slope from the left point.</param>
/// <param name="Right">The mean slope to the right point.</param>
/// <param name="Slope">The mean slope from the left point to the right one.</param>
/// <param name="Noise">By how much rounding may make <paramref name="Slope"/> wrong.</param>
internal readonly record struct Difference(double Left, double Right, double Slope, double Noise)
{
    /// <summary>A slope has the rounding of two losses over twice the step, with a deviation of 0.7 noise / step; three deviations are hardly ever exceeded.</summary>
    private const double Deviations = 2.1;

    /// <summary>Whether the loss is the same at all three points, to the bit.</summary>
    internal bool IsFlat => Left == 0 && Right == 0;

    internal static Difference Between((double Loss, double Moved) left, double middle, (double Loss, double Moved) right, double noise)
    {
        double distance = right.Moved - left.Moved;
        return new(
            (left.Loss - middle) / left.Moved,
            (right.Loss - middle) / right.Moved,
            (right.Loss - left.Loss) / distance,
            Deviations * noise / (distance / 2));
    }

    /// <summary>The slope at the point itself: as it is, or extrapolated to step 0, as the error of a smooth loss goes with the square of the step.</summary>
    /// <param name="coarse">The difference of twice the step.</param>
    /// <param name="coarsest">The difference of four times the step.</param>
    internal Derivative Central(Difference coarse, Difference coarsest)
    {
        double value = Slope + ((Slope - coarse.Slope) / 3);
        double before = coarse.Slope + ((coarse.Slope - coarsest.Slope) / 3);
        double kink = Kink(coarse) / 2;
        return new Derivative(value, Math.Abs(value - before) + (2 * Noise) + kink).OrBetter(new Derivative(Slope, Math.Abs(Slope - coarse.Slope) + Noise + kink));
    }

    /// <summary>The slope on the left, where a kink on the right does no harm: as it is, or extrapolated to step 0, as the error of a smooth loss goes with the step.</summary>
    internal Derivative OnLeft(Difference coarse, Difference coarsest) => OneSided(Left, coarse.Left, coarsest.Left);

    /// <summary>The slope on the right.</summary>
    internal Derivative OnRight(Difference coarse, Difference coarsest) => OneSided(Right, coarse.Right, coarsest.Right);

    // A slope of one side has twice the rounding of a central one; extrapolated, that of the finer one counts twice.
    private Derivative OneSided(double fine, double coarse, double coarsest)
    {
        double value = (2 * fine) - coarse;
        return new Derivative(value, Math.Abs(value - ((2 * coarse) - coarsest)) + (5 * Noise)).OrBetter(new Derivative(fine, Math.Abs(fine - coarse) + (2 * Noise)));
    }

    /// <summary>How much the slope jumps near the point: what bends smoothly bends half as much within half the step, and a kink as much as before.</summary>
    private double Kink(Difference coarser) => Math.Abs((2 * (Right - Left)) - (coarser.Right - coarser.Left));
}
