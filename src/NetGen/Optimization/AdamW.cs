using System;

namespace NetGen;

/// <summary>
/// Adam with weight decay beside the gradients (Loshchilov and Hutter 2019, arXiv:1711.05101): in each step first w ← (1 − η d) w, then the step of <see cref="Adam"/>. The same as an
/// <see cref="Adam"/> whose <see cref="Optimizer.DecoupledWeightDecay"/> is set.
/// </summary>
public sealed class AdamW : Adam
{
    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η: finite, at least 0.</param>
    /// <param name="beta1">β1, at least 0 and below 1: how much of the mean gradient is kept from step to step.</param>
    /// <param name="beta2">β2, at least 0 and below 1: the same for the mean squared gradient.</param>
    /// <param name="epsilon">ε above 0: keeps steps small where gradients are near 0.</param>
    /// <param name="weightDecay">d: finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public AdamW(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
        : base(learningRate, beta1, beta2, epsilon)
    {
        WeightDecay = OptionCheck.NotNegative(weightDecay, nameof(weightDecay));
        DecoupledWeightDecay = true;
    }
}
