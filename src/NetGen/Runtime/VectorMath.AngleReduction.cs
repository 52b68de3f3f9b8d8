using System;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.V1;

public static partial class VectorMath
{
    private const int WordBits = 64;
    private const double TwoTo64 = 18446744073709551616.0;
    private const double TwoToMinus126 = 1.1754943508222875e-38;

    // The bits of 2 / pi behind the point, behind a word of zeros.
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0,
        0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561,
        0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484,
        0xE99C7026B45F7E41, 0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F,
        0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B,
        0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB, 0xF0CFBC209AF4361D,
    ];

    // Into the lanes of x that are not below the limit: r, or NaN, and n in the low bits.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReduceLargeLanes<TVector>(TVector x, float limit, float roundingShift, ref TVector r, ref TVector quarters)
        where TVector : struct
    {
        int more = (int)BitConverter.SingleToUInt32Bits(roundingShift) & 3;
        for (int lane = 0; lane < Unsafe.SizeOf<TVector>() / sizeof(float); lane++)
        {
            float value = Lane(ref x, lane);
            if (!(value < limit))
            {
                Lane(ref r, lane) = (float)ReduceLarge(value, out int n);
                Lane(ref quarters, lane) = BitConverter.Int32BitsToSingle(n + more);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float Lane<TVector>(ref TVector vector, int lane)
        where TVector : struct => ref Unsafe.Add(ref Unsafe.As<TVector, float>(ref vector), lane);

    // x = n pi/2 + r with |r| <= pi/4 for x of 2^12 or more (Payne and Hanek): n mod 4, and r, which is NaN for infinity and NaN.
    // x = m 2^e with m of 53 bits. Of x 2 / pi = sum of m 2^(e-i) over the bits i of 2 / pi, multiples of 4 are left out, then 192 bits are enough: no double is
    // nearer to a multiple of pi/2 than 2^-62 of it.
    private static double ReduceLarge(double x, out int n)
    {
        n = 0;
        if (!double.IsFinite(x))
        {
            return double.NaN;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        ulong m = ((ulong)bits & ((1UL << DoubleMantissaBits) - 1)) | (1UL << DoubleMantissaBits);
        int e = (int)(bits >> DoubleMantissaBits) - DoubleExponentBias - DoubleMantissaBits;

        // m times the 192 bits from this one on, in units of 2^-190; what is from 2^2 up falls out, and the last 64 bits too.
        int first = WordBits + e - 2;
        UInt128 product = (((UInt128)m * BitsOfTwoOverPi(first + (2 * WordBits))) >> WordBits)
            + ((UInt128)m * BitsOfTwoOverPi(first + WordBits))
            + ((UInt128)(m * BitsOfTwoOverPi(first)) << WordBits);

        // The nearest integer, and the rest as a fraction of 126 bits.
        const int Places = 126;
        UInt128 rounded = (product + (UInt128.One << (Places - 1))) >> Places;
        n = (int)rounded & 3;
        UInt128 rest = product - (rounded << Places);
        bool negative = ((UInt128.One << 127) & rest) != 0;
        UInt128 size = negative ? UInt128.Zero - rest : rest;
        double turns = ((double)(ulong)(size >> WordBits) * TwoTo64 + (double)(ulong)size) * TwoToMinus126;
        return (negative ? -turns : turns) * (Math.PI / 2);
    }

    // 64 bits from a place in the table.
    private static ulong BitsOfTwoOverPi(int first)
    {
        int word = first / WordBits;
        int shift = first % WordBits;
        ulong high = TwoOverPi[word] << shift;
        return shift == 0 ? high : high | (TwoOverPi[word + 1] >> (WordBits - shift));
    }
}
