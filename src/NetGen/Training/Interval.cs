using System;

namespace NetGen;

/// <summary>How often something is done in training: every so many epochs or steps.</summary>
public readonly record struct Interval
{
    private Interval(long count, bool isOfSteps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Count = count;
        IsOfSteps = isOfSteps;
    }

    /// <summary>The number of epochs or steps, at least 1; 0 means never.</summary>
    public long Count { get; }

    /// <summary>Whether steps are counted; otherwise epochs.</summary>
    public bool IsOfSteps { get; }

    /// <summary>Not at all.</summary>
    public static Interval Never => default;

    /// <summary>Every so many epochs, after the epoch.</summary>
    /// <param name="count">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static Interval Epochs(int count = 1) => new(count, isOfSteps: false);

    /// <summary>Every so many steps, after the step.</summary>
    /// <param name="count">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static Interval Steps(long count) => new(count, isOfSteps: true);

    /// <summary>Whether it is due after a step.</summary>
    /// <param name="step">The number of steps made.</param>
    public bool IsDueAfterStep(long step) => IsOfSteps && step % Count == 0;

    /// <summary>Whether it is due after an epoch.</summary>
    /// <param name="epoch">The number of epochs made.</param>
    public bool IsDueAfterEpoch(int epoch) => !IsOfSteps && Count > 0 && epoch % Count == 0;

    /// <summary>In words, such as <c>every 10 epochs</c>.</summary>
    public override string ToString() => Count == 0 ? "never" : FormattableString.Invariant($"every {Count} {(IsOfSteps ? "steps" : "epochs")}");
}
