namespace NetGen;

/// <summary>Base of the losses. Each defines a loss L_b of one example b; <see cref="Reduction"/> says how a batch combines them.</summary>
public abstract class AnyLossAttribute : ObjectiveAttribute
{
    /// <summary>How the losses of the examples of a batch become one number; <see cref="Reduction.Mean"/> by default.</summary>
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Half the sum of squares: L_b = 1/2 sum_k (y[k] - t[k])^2. Targets: floats of the output's shape.</summary>
public sealed class HalfSquaredErrorAttribute : AnyLossAttribute;

/// <summary>Mean squared error: L_b = 1/K sum_k (y[k] - t[k])^2 over the K elements of the example. Targets: floats of the output's shape.</summary>
public sealed class MeanSquaredErrorAttribute : AnyLossAttribute;

/// <summary>Softmax and cross-entropy in one: with p = softmax(y), L_b = -ln p[t] for the index t of the right class, or L_b = -sum_k t[k] ln p[k] for a
/// distribution t. The network's output stays the scores y.</summary>
public sealed class SoftmaxCrossEntropyAttribute : AnyLossAttribute
{
    /// <summary>What the targets are: by default one class index per example, 0 to the number of scores less 1.</summary>
    public Target Target { get; set; } = Target.Index;
}

/// <summary>Cross-entropy of probabilities y in [0, 1]: L_b = mean_k -(t[k] ln y[k] + (1 - t[k]) ln(1 - y[k])), each logarithm at least -100 as in PyTorch.
/// After <c>[Sigmoid]</c> both are trained as one, without the loss of digits near 0 and 1. Targets: floats in [0, 1] of the output's shape.</summary>
public sealed class BinaryCrossEntropyAttribute : AnyLossAttribute;

/// <summary>Sigmoid and binary cross-entropy in one: with p = 1 / (1 + exp(-y)), L_b = mean_k -(t[k] ln p[k] + (1 - t[k]) ln(1 - p[k])).
/// The network's output stays the scores y. Targets: floats in [0, 1] of the output's shape.</summary>
public sealed class SigmoidCrossEntropyAttribute : AnyLossAttribute;
