namespace NetGen;

/// <summary>Why <see cref="Lbfgs"/> returned.</summary>
public enum LbfgsStop
{
    /// <summary>The gradient became as small as asked for.</summary>
    GradientTolerance,

    /// <summary>No step along the gradient makes the loss smaller in the precision of the network's floats. As near to a minimum as this network can tell, unless the loss has kinks.</summary>
    NoProgress,

    /// <summary>All iterations that were asked for are done.</summary>
    IterationLimit,

    /// <summary>The caller cancelled. The model is as the last completed iteration left it.</summary>
    Cancelled,

    /// <summary>The loss or the gradient was NaN or infinite before the first iteration. The model is as it was.</summary>
    LossNotFinite,
}

/// <summary>What <see cref="Lbfgs"/> did.</summary>
/// <param name="Iterations">The completed iterations.</param>
/// <param name="Evaluations">How often loss and gradient were computed.</param>
/// <param name="Loss">The loss of the model as it is now; NaN, as the norm is, when it was cancelled before anything was computed.</param>
/// <param name="GradientNorm">The root of the sum of all squared derivatives there.</param>
/// <param name="Reason">Why it ended.</param>
public sealed record LbfgsResult(int Iterations, int Evaluations, double Loss, double GradientNorm, LbfgsStop Reason);
