namespace NetGen;

/// <summary>Softmax and cross-entropy in one: with p = softmax(y), L_b = -ln p[t] for the index t of the right class, or L_b = -sum_k t[k] ln p[k] for a
/// distribution t. The network's output stays the scores y.</summary>
public sealed class SoftmaxCrossEntropyAttribute : AnyLossAttribute
{
    /// <summary>What the targets are: by default one class index per example, 0 to the number of scores less 1.</summary>
    public Target Target { get; set; } = Target.Index;

    /// <summary>The share s of the target that is spread evenly over the K classes, from 0 to below 1; 0 by default. A distribution t becomes (1 - s) t + s / K, an index
    /// the same of its distribution. Szegedy and others: Rethinking the Inception Architecture for Computer Vision, 2016.</summary>
    public double LabelSmoothing { get; set; }

    /// <summary>A weight w of 0 or more for each class, by which its part of the loss is multiplied; empty, by default, for 1. With an index as target, L_b = -w[t] ln p[t],
    /// and a mean over the examples is divided by the sum of their w[t]; with a distribution by the number of examples, as in PyTorch. Smoothing weighs the part of
    /// each class with its own weight.</summary>
    /// <example><c>[SoftmaxCrossEntropy(ClassWeights = new[] { 1, 2.5, 0.5 })]</c></example>
    public double[] ClassWeights { get; set; } = [];
}

/// <summary>Cross-entropy of probabilities y: L_b = -ln y[t] for the index t of the right class, or L_b = -sum_k t[k] ln y[k] for a distribution t. The logarithm of 0 counts
/// as -104, below that of every positive float. After <c>[Softmax]</c> both are trained as one, without the loss of digits.</summary>
public sealed class CrossEntropyAttribute : AnyLossAttribute
{
    /// <summary>What the targets are: by default one class index per example, 0 to the number of probabilities less 1.</summary>
    public Target Target { get; set; } = Target.Index;

    /// <summary>A weight of 0 or more for each class, as that of <see cref="SoftmaxCrossEntropyAttribute.ClassWeights"/>; empty, by default, for 1.</summary>
    public double[] ClassWeights { get; set; } = [];
}

/// <summary>Negative log-likelihood of log-probabilities y: L_b = -y[t] for the index t of the right class. After <c>[LogSoftmax]</c> both are trained as one.</summary>
public sealed class NegativeLogLikelihoodAttribute : AnyLossAttribute
{
    /// <summary>A weight w of 0 or more for each class: L_b = -w[t] y[t], and a mean over the examples is divided by the sum of their w[t]; empty, by default, for 1.</summary>
    public double[] ClassWeights { get; set; } = [];
}

/// <summary>Divergence of Kullback and Leibler of a predicted distribution from the target's: L_b = sum_k t[k] (ln t[k] - y[k]) of log-probabilities y, or
/// L_b = sum_k t[k] (ln t[k] - ln y[k]) of probabilities y, where the logarithm of 0 counts as -104. Targets: floats of the output's shape that are not negative
/// and sum to 1; where one is 0, nothing is added. Kullback, Leibler: On Information and Sufficiency, 1951.</summary>
public sealed class KullbackLeiblerAttribute : AnyLossAttribute
{
    /// <summary>True if y is the logarithms of the probabilities, false if it is the probabilities; true by default.</summary>
    public bool LogInput { get; set; } = true;
}

/// <summary>
/// The loss that belongs to sparsemax as cross-entropy does to softmax: with p = sparsemax(y), its support S and threshold tau, and q the target's distribution (of an
/// index t the one that is 1 at t), L_b = -sum_k q[k] y[k] + 1/2 sum_(k in S) (y[k]^2 - tau^2) + 1/2 sum_k q[k]^2, with the derivative p - q. The network's output stays
/// the scores y. Martins, Astudillo: From Softmax to Sparsemax, 2016.
/// </summary>
public sealed class SparsemaxLossAttribute : AnyLossAttribute
{
    /// <summary>What the targets are: by default one class index per example, 0 to the number of scores less 1.</summary>
    public Target Target { get; set; } = Target.Index;
}
