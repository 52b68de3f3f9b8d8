namespace NetGen;

/// <summary>Negative log-likelihood of a normal distribution whose mean and variance the network predicts: L_b = mean_k (exp(-s[k]) (t[k] - m[k])^2 + s[k]) / 2 with the mean m and
/// s = ln of the variance, without the constant ln(2 pi) / 2. Targets: floats of the mean's shape. Nix, Weigend: Estimating the Mean and Variance of the Target Probability
/// Distribution, 1994.</summary>
/// <param name="mean">The name of the layer or input that is m.</param>
/// <param name="logVariance">The name of that which is s, of the same shape.</param>
public sealed class GaussianNegativeLogLikelihoodAttribute(string mean, string logVariance) : AnyLossAttribute
{
    /// <summary>The name of the value that is the mean.</summary>
    public string Mean { get; } = mean;

    /// <summary>The name of the value that is the logarithm of the variance.</summary>
    public string LogVariance { get; } = logVariance;
}

/// <summary>Pulls pairs that belong together to the same direction and others apart: with c = cos(a, b) = a.b / (|a| |b|), L_b = 1 - c for the target +1 and max(0, c - margin) for -1,
/// as PyTorch's CosineEmbeddingLoss. Targets: one float for each example, -1 or +1.</summary>
/// <param name="first">The name of the layer or input that is a.</param>
/// <param name="second">The name of that which is b, of the same shape.</param>
public sealed class CosineEmbeddingAttribute(string first, string second) : AnyLossAttribute
{
    /// <summary>The name of the value that is a.</summary>
    public string First { get; } = first;

    /// <summary>The name of the value that is b.</summary>
    public string Second { get; } = second;

    /// <summary>The cosine below which pairs that do not belong together cost nothing, from -1 to 1; 0 by default.</summary>
    public double Margin { get; set; }
}

/// <summary>Skip-gram with negative sampling: with the vector v of a word, u of a word near it and n[k] of words drawn at random, L_b = -ln s(u.v) - sum_k ln s(-n[k].v), where
/// s(z) = 1 / (1 + exp(-z)). Takes no targets. Mikolov, Sutskever, Chen, Corrado, Dean: Distributed Representations of Words and Phrases and their Compositionality,
/// 2013.</summary>
/// <param name="centre">The name of the layer that is v, of shape [width].</param>
/// <param name="context">The name of that which is u, of shape [width].</param>
/// <param name="negatives">The name of that which is n, of shape [words, width].</param>
public sealed class SkipGramAttribute(string centre, string context, string negatives) : AnyLossAttribute
{
    /// <summary>The name of the value that is the word's vector.</summary>
    public string Centre { get; } = centre;

    /// <summary>The name of the value that is the near word's vector.</summary>
    public string Context { get; } = context;

    /// <summary>The name of the value that is the vectors of words drawn at random.</summary>
    public string Negatives { get; } = negatives;
}
