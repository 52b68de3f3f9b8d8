using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Conformance.Tests.Functions;

/// <summary>Where functions of one number are tried.</summary>
internal static class Points
{
    private const int LeastExponent = -149;
    private const int LargestExponent = 127;
    private const int MantissasPerExponent = 3;

    /// <summary>Numbers at which a formula may fail that is right elsewhere.</summary>
    private static readonly float[] Special =
    [
        0, float.Epsilon, 1e-42f, 1.17549435e-38f, 1e-30f, 1e-20f, 1e-10f, 1e-8f, 3e-8f, 1e-7f, 1e-6f, 1e-5f, 3e-4f, 1e-3f, 0.01f, 0.03f,
        0.1f, 0.25f, 0.3f, 0.5f, 0.6f, 2 / 3f, 0.7f, 0.9f, 1, 1.1f, 1.25f, 1.5f, 2, 2.5f, 3, MathF.PI, 4, 5, 6, 7, 8, 9, 9.5f, 10, 12, 15, 16, 17, 18, 20, 25, 30, 40, 50,
        80, 87, 88, 88.7f, 89, 90, 100, 103, 104, 110, 1e3f, 1e4f, 1e6f, 1e8f, 1e10f, 1e13f, 1e15f, 1.8446743e19f, 1e20f, 1e30f, 1e38f, float.MaxValue,
    ];

    /// <summary>Ordinary, small and extreme numbers of both signs, and floats of every exponent.</summary>
    public static float[] All { get; } = [.. Signed(Special.Concat(EveryExponent()).Distinct())];

    /// <summary>All points, with the given places and their neighbours.</summary>
    public static float[] With(IEnumerable<double> places) =>
        [.. All.Concat(places.SelectMany(place => new[] { MathF.BitDecrement((float)place), (float)place, MathF.BitIncrement((float)place), (float)place - 0.01f, (float)place + 0.01f })).Distinct()];

    private static IEnumerable<float> EveryExponent()
    {
        var random = new Random(1);
        for (int exponent = LeastExponent; exponent <= LargestExponent; exponent++)
        {
            for (int i = 0; i < MantissasPerExponent; i++)
            {
                yield return (float)((1 + random.NextDouble()) * 0.999999 * Math.Pow(2, exponent));
            }
        }
    }

    private static IEnumerable<float> Signed(IEnumerable<float> magnitudes) => magnitudes.SelectMany(x => new[] { x, -x });
}
