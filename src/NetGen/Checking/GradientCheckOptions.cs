using System;

namespace NetGen;

/// <summary>How <see cref="GradientCheck"/> works.</summary>
public sealed record GradientCheckOptions
{
    private readonly int _entriesPerTensor = 32;
    private readonly double _tolerance = 0.005;

    /// <summary>How many entries of each tensor are checked at most, at least 1; 32 by default. A quarter of them have the largest derivatives, the others are drawn.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int EntriesPerTensor
    {
        get => _entriesPerTensor;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _entriesPerTensor = value;
        }
    }

    /// <summary>How far a derivative may be off, as a share of its tensor's largest one; above 0, 0.005 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 or not finite.</exception>
    public double Tolerance
    {
        get => _tolerance;
        init => _tolerance = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), FormattableString.Invariant($"The tolerance is {value}, but must be above 0 and finite."));
    }

    /// <summary>Fixes which entries are drawn, and the masks of dropout.</summary>
    public long Seed { get; init; }
}
