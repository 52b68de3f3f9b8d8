namespace NetGen;

/// <summary>What momentum means in <see cref="Sgd"/>, which has the formulas. While the rate is constant the first two give one trajectory, the third that of a rate 1 − µ times as large,
/// and the last two give another one; under a changing rate all five differ.</summary>
public enum MomentumForm
{
    /// <summary>A sum of gradients, multiplied by the present rate (PyTorch).</summary>
    HeavyBall,

    /// <summary>A sum of steps, each with the rate of its time (Keras, Sutskever).</summary>
    Velocity,

    /// <summary>A running mean of gradients, whose size does not depend on the momentum.</summary>
    ExponentialAverage,

    /// <summary>The gradient is taken ahead of the step, as a sum of gradients (PyTorch).</summary>
    Nesterov,

    /// <summary>The gradient is taken ahead of the step, as a sum of steps.</summary>
    NesterovVelocity,
}
