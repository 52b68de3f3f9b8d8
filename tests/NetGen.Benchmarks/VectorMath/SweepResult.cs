using System;

namespace NetGen.Benchmarks;

/// <summary>What a <see cref="FloatSweep"/> found.</summary>
/// <param name="Count">The floats visited.</param>
/// <param name="WorstError">The largest error of the form for one number, in units in the last place.</param>
/// <param name="WorstAt">The first float with that error.</param>
/// <param name="Single">The hash of the output bits of the form for one number.</param>
/// <param name="Four">Of 128 bits.</param>
/// <param name="Eight">Of 256 bits.</param>
/// <param name="Sixteen">Of 512 bits.</param>
public readonly record struct SweepResult(ulong Count, double WorstError, float WorstAt, ulong Single, ulong Four, ulong Eight, ulong Sixteen)
{
    // FNV-1a, a float at a time instead of a byte.
    internal const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Before the first float.</summary>
    public static SweepResult Empty { get; } = new(0, 0, 0, Basis, Basis, Basis, Basis);

    /// <summary>Whether all forms gave the same bits.</summary>
    public bool AllWidthsAgree => Four == Single && Eight == Single && Sixteen == Single;

    internal SweepResult Then(SweepResult next) => new(
        Count + next.Count,
        Math.Max(WorstError, next.WorstError),
        next.WorstError > WorstError ? next.WorstAt : WorstAt,
        Mixed(Single, next.Single),
        Mixed(Four, next.Four),
        Mixed(Eight, next.Eight),
        Mixed(Sixteen, next.Sixteen));

    internal static ulong Mixed(ulong hash, float value) => Mixed(hash, BitConverter.SingleToUInt32Bits(float.IsNaN(value) ? float.NaN : value));

    private static ulong Mixed(ulong hash, ulong value) => (hash ^ value) * Prime;
}
