using System;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>How <see cref="OverfitCheck"/> works.</summary>
public sealed record OverfitCheckOptions
{
    private readonly int _steps = 1000;
    private readonly double _share = 0.01;
    private readonly ImmutableArray<double> _learningRates = [0.01, 0.001, 0.1];

    /// <summary>The most steps of an attempt, at least 1; 1,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Steps
    {
        get => _steps;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _steps = value;
        }
    }

    /// <summary>To which share of its start the loss must fall, above 0 and below 1; 0.01 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public double Share
    {
        get => _share;
        init => _share = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), FormattableString.Invariant($"The share is {value}, but must be above 0 and below 1."));
    }

    /// <summary>The loss that must be reached instead of a <see cref="Share"/> of its start, for losses whose least value is not 0; null: none.</summary>
    public double? Target { get; init; }

    /// <summary>The learning rates that Adam tries one after the other until the network learns, each from the network's own parameters; 0.01, 0.001 and 0.1 by default.</summary>
    /// <exception cref="ArgumentException">There is none, or one is not above 0.</exception>
    public ImmutableArray<double> LearningRates
    {
        get => _learningRates;
        init => _learningRates = !value.IsDefaultOrEmpty && value.All(rate => rate > 0)
            ? value
            : throw new ArgumentException("There must be at least one learning rate, and all must be above 0.", nameof(value));
    }

    /// <summary>Makes the steps instead of Adam, with its own learning rate; it must be new, and is reset afterwards. Null: Adam.</summary>
    public Optimizer? Optimizer { get; init; }

    /// <summary>Whether dropout and penalties stay as they are. False by default: they are set to 0 during the check, because they are there to prevent what it tries.</summary>
    public bool Regularized { get; init; }

    /// <summary>Fixes the masks of dropout.</summary>
    public long Seed { get; init; }
}
