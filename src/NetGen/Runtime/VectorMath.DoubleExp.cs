using System;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.V1;

public static partial class VectorMath
{
    // Adding 1.5 * 2^52 rounds to an integer, which then stands in the low bits.
    private const double DoubleRoundingShift = 6755399441055744;

    private const int DoubleMantissaBits = 52;
    private const int DoubleExponentBias = 1023;

    private const int PowerBits = 6;

    // 2^(i / 64), rounded.
    private static ReadOnlySpan<double> Powers =>
    [
        1.0, 1.0108892860517005, 1.0218971486541166, 1.0330248790212284,
        1.0442737824274138, 1.0556451783605572, 1.0671404006768237, 1.0787607977571199,
        1.0905077326652577, 1.102382583307841, 1.1143867425958924, 1.1265216186082418,
        1.1387886347566916, 1.1511892299529827, 1.1637248587775775, 1.1763969916502812,
        1.189207115002721, 1.202156731452703, 1.215247359980469, 1.22848053610687,
        1.241857812073484, 1.255380757024691, 1.2690509571917332, 1.2828700160787783,
        1.2968395546510096, 1.3109612115247644, 1.3252366431597413, 1.339667524053303,
        1.3542555469368927, 1.3690024229745905, 1.383909881963832, 1.3989796725383112,
        1.4142135623730951, 1.42961333839197, 1.4451808069770467, 1.460917794180647,
        1.4768261459394993, 1.4929077282912648, 1.5091644275934228, 1.5255981507445384,
        1.5422108254079407, 1.559004400237837, 1.5759808451078865, 1.593142151342267,
        1.6104903319492543, 1.6280274218573478, 1.645755478153965, 1.6636765803267364,
        1.681792830507429, 1.7001063537185235, 1.718619298122478, 1.7373338352737062,
        1.7562521603732995, 1.7753764925265212, 1.7947090750031072, 1.8142521755003989,
        1.8340080864093424, 1.8539791250833855, 1.8741676341103, 1.8945759815869656,
        1.9152065613971474, 1.9360617934922943, 1.9571441241754002, 1.978456026387951,
    ];

    /// <summary>e^x in double, for losses. Above 709.782712893384 +infinity; below -708.3964185322641 the right denormals, then 0. At most 1.1 units in
    /// the last place off, by exactly rounded operations without fused multiply-add only: the same bits on every machine.</summary>
    /// <param name="x">Any number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double x)
    {
        // |x| < 704: 2^(n / 64) and the result are normal numbers. For infinities and NaN too n is beyond the bounds.
        const long Bound = 65000;
        double tail = ExpTail(x, out long n);
        if ((ulong)(n + Bound) >= 2 * Bound)
        {
            return ExpAtTheEnds(x);
        }

        long power = BitConverter.DoubleToInt64Bits(Powers[(int)n & ((1 << PowerBits) - 1)]) + (n >> PowerBits << DoubleMantissaBits);
        return Raise(BitConverter.Int64BitsToDouble(power), tail);
    }

    // x = n ln 2 / 64 + r with |r| <= ln 2 / 128; e^x = 2^(n / 64) e^r. This is e^r - 1 = r + r^2 / 2 + r^3 p(r), p of degree 2 fitted to that interval
    // (Remez) for the least absolute error, 2^-57.9. The pairs of terms do not wait for each other (Estrin).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ExpTail(double x, out long n)
    {
        const double StepsPerUnit = 92.33248261689366;

        // ln 2 / 64 in two parts: the first has 33 bits, so that its product with n is exact.
        const double StepHigh = 0.010830424695086549;
        const double StepLow = 1.162596423439437e-12;

        double shifted = x * StepsPerUnit + DoubleRoundingShift;
        double rounded = shifted - DoubleRoundingShift;
        n = BitConverter.DoubleToInt64Bits(shifted) - BitConverter.DoubleToInt64Bits(DoubleRoundingShift);
        double r = x - rounded * StepHigh - rounded * StepLow;

        double square = r * r;
        double first = r + square * (0.5 + 0.166666666666565 * r);
        double last = 0.04166670308963222 + 0.008333342619823183 * r;
        return first + square * square * last;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Raise(double power, double tail) => power + power * tail;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ExpAtTheEnds(double x)
    {
        // Beyond these the result is +infinity or 0.
        const double Largest = 709.782712893384;
        const double Smallest = -745.1332191019412;
        if (double.IsNaN(x))
        {
            return x;
        }

        if (x > Largest)
        {
            return double.PositiveInfinity;
        }

        if (x < Smallest)
        {
            return 0;
        }

        // 2^exponent in two factors, so that neither is beyond the normal numbers: the first product is exact, the second rounds once, into the denormals too.
        double tail = ExpTail(x, out long n);
        int exponent = (int)(n >> PowerBits);
        int half = exponent / 2;
        return Raise(Powers[(int)n & ((1 << PowerBits) - 1)], tail) * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    // -1022 <= exponent <= 1023.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double PowerOfTwo(long exponent) => BitConverter.Int64BitsToDouble((exponent + DoubleExponentBias) << DoubleMantissaBits);
}
