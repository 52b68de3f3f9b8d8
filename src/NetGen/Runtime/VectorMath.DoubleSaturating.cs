using System;

namespace NetGen.Runtime.V1;

// In double, for losses: exactly rounded operations without fused multiply-add only, so the same bits on every machine.
public static partial class VectorMath
{
    /// <summary>e^x - 1 in double, for losses, without the loss of a small x's digits. The relative error is at most 5e-14.</summary>
    /// <param name="x">Any number.</param>
    public static double ExpM1(double x)
    {
        // Beyond these e^x or -1 alone is left; NaN too goes that way.
        const double Largest = 40;
        if (!(Math.Abs(x) < Largest))
        {
            return Exp(x) - 1;
        }

        // e^x = 2^(n / 64) (1 + tail). Only for n = 0 the power cancels the 1, and then it does so exactly. -0 would lose its sign.
        double tail = ExpTail(x, out long n);
        double power = Powers[(int)n & ((1 << PowerBits) - 1)] * PowerOfTwo(n >> PowerBits);
        return x == 0 ? x : power * tail + (power - 1);
    }

    /// <summary>tanh x in double, for losses; tanh(-x) = -tanh(x). The relative error is at most 5e-14.</summary>
    /// <param name="x">Any number.</param>
    public static double Tanh(double x)
    {
        // From 20 on the result is 1. NaN passes.
        double exp = ExpM1(2 * (Math.Abs(x) > 20 ? 20 : Math.Abs(x)));
        return Math.CopySign(exp / (exp + 2), x);
    }

    /// <summary>1 / (1 + e^-x) in double, for losses, without overflow. At most 3 units in the last place off, in the lower tail too.</summary>
    /// <param name="x">Any number.</param>
    public static double Sigmoid(double x)
    {
        double exp = Exp(-Math.Abs(x));
        return (x < 0 ? exp : 1) / (1 + exp);
    }

    /// <summary>ln(1 + e^x) in double, for losses, without overflow; e^x far below 0. At most 4 units in the last place off.</summary>
    /// <param name="x">Any number.</param>
    public static double Softplus(double x) => (x < 0 ? 0 : x) + Log1P(Exp(-Math.Abs(x)));
}
