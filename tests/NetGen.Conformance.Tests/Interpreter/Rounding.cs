using System;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>
/// The one place that says how far float32 may be from the interpreter. It is derived from the rounding of each operation, never from what networks happen to compute.
/// <para>A rounding is a number of mean about 0 and of at most u |result|, u = 2^-24. A result is off by sum_k c_k d_k for the roundings d_k on its way, and by Hoeffding's
/// inequality P(|sum_k c_k d_k| &gt; l e) &lt;= 2 exp(-l^2 / 2) with e = sqrt(sum_k (c_k max|d_k|)^2), as in Higham and Mary, "A new approach to probabilistic rounding error analysis"
/// (2019). The interpreter carries e beside every number, the expected error, and accepts <see cref="Deviations"/> = 6 times e: beyond lie at most 3e-8 of all numbers if each rounding is as
/// bad as it can be, and 1e-23 if roundings spread evenly, which makes the exponent three times as large. A run compares some 10^6 numbers.</para>
/// <para>The roundings of different rows may be the same ones, since rows may hold the same numbers: what is summed over rows inherits their errors linearly.</para>
/// </summary>
internal static class Rounding
{
    /// <summary>How many times the expected error is accepted.</summary>
    public const double Deviations = 6;

    /// <summary>u: the largest relative error of one rounding.</summary>
    public const double Unit = 1.0 / (1 << 24);

    /// <summary>The largest absolute error of a rounding among the denormals.</summary>
    public const double Underflow = float.Epsilon / 2.0;

    /// <summary>Functions in units in the last place (2 u), as their documentation in the runtime promises.</summary>
    public const double ExpUlps = 1;

    /// <inheritdoc cref="ExpUlps"/>
    public const double LogUlps = 1;

    /// <inheritdoc cref="ExpUlps"/>
    public const double TanhUlps = 2.4;

    /// <inheritdoc cref="ExpUlps"/>
    public const double SigmoidUlps = 2.5;

    /// <inheritdoc cref="ExpUlps"/>
    public const double ExpM1Ulps = 1.5;

    /// <inheritdoc cref="ExpUlps"/>
    public const double Log1PUlps = 1.4;

    /// <inheritdoc cref="ExpUlps"/>
    public const double SoftplusUlps = 2.5;

    /// <inheritdoc cref="ExpUlps"/>
    public const double ErfcUlps = 6.4;

    /// <inheritdoc cref="ExpUlps"/>
    public const double SinUlps = 1.9;

    /// <inheritdoc cref="ExpUlps"/>
    public const double CosUlps = 1.9;

    /// <summary>The error of a result that inherits <paramref name="squares"/> (the sum of the squares of its parts) and is rounded once.</summary>
    public static double Once(double value, double squares) => Result(value, squares, Unit);

    /// <summary>The error of a function's result, off by itself by so many units in the last place.</summary>
    public static double Function(double value, double inherited, double ulps) => Result(value, inherited * inherited, 2 * ulps * Unit);

    private static double Result(double value, double squares, double unit)
    {
        if (value == 0 && squares == 0)
        {
            return 0;
        }

        double own = Math.Max(unit * Math.Abs(value), Underflow);
        return Math.Sqrt(squares + own * own);
    }
}
