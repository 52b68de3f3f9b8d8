using System;

namespace NetGen.Benchmarks;

/// <summary>The error function and its complement in double, by a series and a continued fraction, slow and with nothing fitted.</summary>
internal static class ErrorFunctionOracle
{
    // From here on the continued fraction is short enough; before, 1 - erf loses less than 3 digits.
    private const double Border = 2;

    private const int Fractions = 70;

    // Beyond these erf is +-1 in double, and erfc is 0 in float.
    private const double Saturated = 6;
    private const double Vanished = 11;

    // NaN goes to the series, which returns it.
    public static double Erf(double x) => !(Math.Abs(x) >= Border) ? Series(x) : x > Saturated ? 1 : x < -Saturated ? -1 : Math.Sign(x) * (1 - Tail(Math.Abs(x)));

    public static double Erfc(double x) => !(Math.Abs(x) >= Border) ? 1 - Series(x) : x > Vanished ? 0 : x < -Saturated ? 2 : x > 0 ? Tail(x) : 2 - Tail(-x);

    // erf x = 2 / sqrt(pi) e^-x^2 (x + 2 x^3 / 3 + 4 x^5 / 15 + ...): all terms have one sign.
    private static double Series(double x)
    {
        double term = x;
        double sum = x;
        for (int k = 3; Math.Abs(term) > 1e-18 * Math.Abs(sum); k += 2)
        {
            term *= 2 * x * x / k;
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // erfc x = e^-x^2 / sqrt(pi) / (x + (1/2) / (x + 1 / (x + (3/2) / (x + ...)))), from its end.
    private static double Tail(double x)
    {
        double fraction = x;
        for (int k = Fractions; k > 0; k--)
        {
            fraction = x + k / 2.0 / fraction;
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}
