namespace NetGen;

/// <summary>Cross-entropy of probabilities y in [0, 1]: L_b = mean_k -(t[k] ln y[k] + (1 - t[k]) ln(1 - y[k])), each logarithm at least -100 as in PyTorch.
/// After <c>[Sigmoid]</c> both are trained as one, without the loss of digits near 0 and 1. Targets: floats in [0, 1] of the output's shape.</summary>
public sealed class BinaryCrossEntropyAttribute : AnyLossAttribute;

/// <summary>Sigmoid and binary cross-entropy in one: with p = 1 / (1 + exp(-y)), L_b = mean_k -(w[k] t[k] ln p[k] + (1 - t[k]) ln(1 - p[k])), w[k] = 1 unless
/// <see cref="PositiveWeights"/> says otherwise. The network's output stays the scores y. Targets: floats in [0, 1] of the output's shape.</summary>
public sealed class SigmoidCrossEntropyAttribute : AnyLossAttribute
{
    /// <summary>The weights w of the positive part, 0 or more: one number for all outputs, or one for each. Above 1 for positives that are rare; empty, by default, for 1.</summary>
    /// <example><c>[SigmoidCrossEntropy(PositiveWeights = new[] { 0.5, 2 })]</c></example>
    public double[] PositiveWeights { get; set; } = [];
}

/// <summary>The softmax of two classes with the labels -1 and +1: p(t | y) = 1 / (1 + exp(-2 t y)) and L_b = mean_k -ln p(t[k] | y[k]) = mean_k ln(1 + exp(-2 t[k] y[k])).
/// The network's output stays the scores y; <c>PredictProbabilities</c> gives p(+1 | y). Targets: floats of the output's shape, each -1 or +1.</summary>
public sealed class BinarySoftmaxAttribute : AnyLossAttribute;

/// <summary>Hinge loss of a support vector machine: L_b = mean_k max(0, margin - t[k] y[k]); its derivative is 0 at the margin itself. With margin 0 the perceptron
/// criterion. Targets: floats of the output's shape, each -1 or +1. Cortes, Vapnik: Support-Vector Networks, 1995; Rosenblatt: The Perceptron, 1958.</summary>
public sealed class HingeAttribute : AnyLossAttribute
{
    /// <summary>The product t y from which on nothing is lost, 0 or more; 1 by default.</summary>
    public double Margin { get; set; } = 1;
}

/// <summary>Squared hinge loss: L_b = mean_k max(0, margin - t[k] y[k])^2. Targets: floats of the output's shape, each -1 or +1.</summary>
public sealed class SquaredHingeAttribute : AnyLossAttribute
{
    /// <summary>The product t y from which on nothing is lost, 0 or more; 1 by default.</summary>
    public double Margin { get; set; } = 1;
}
