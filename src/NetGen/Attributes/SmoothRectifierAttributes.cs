namespace NetGen;

/// <summary>Exponential linear unit: y = x for x &gt; 0, alpha (exp(x) - 1) otherwise; derivative 1 and alpha exp(x) = y + alpha, at 0 alpha. Weights before
/// it begin with <see cref="Initial.HeNormal"/>. D.-A. Clevert, T. Unterthiner, S. Hochreiter: Fast and Accurate Deep Network Learning by Exponential
/// Linear Units (ELUs), 2016.</summary>
/// <param name="alpha">Minus the limit for large negative arguments, 0 or more.</param>
public sealed class EluAttribute(double alpha = 1) : LayerAttribute
{
    /// <summary>Minus the limit for large negative arguments; 1 by default.</summary>
    public double Alpha { get; } = alpha;
}

/// <summary>Scaled exponential linear unit: y = lambda x for x &gt; 0, lambda alpha (exp(x) - 1) otherwise, with lambda = 1.0507009873554805 and
/// alpha = 1.6732632423543772; derivative lambda and lambda alpha exp(x), at 0 lambda alpha. Weights before it begin with <see cref="Initial.LeCunNormal"/>,
/// with which activations keep mean 0 and variance 1. G. Klambauer, T. Unterthiner, A. Mayr, S. Hochreiter: Self-Normalizing Neural Networks, 2017.</summary>
public sealed class SeluAttribute : LayerAttribute;

/// <summary>Gaussian error linear unit, exactly: y = x Phi(x) = x/2 erfc(-x / sqrt 2) with the normal distribution Phi; derivative
/// Phi(x) + x exp(-x^2 / 2) / sqrt(2 pi). Weights before it begin with <see cref="Initial.HeNormal"/>. D. Hendrycks, K. Gimpel: Gaussian Error Linear
/// Units, 2016.</summary>
public sealed class GeluAttribute : LayerAttribute;

/// <summary>The approximation of <see cref="GeluAttribute"/> by tanh: y = x/2 (1 + tanh u) = x s with u = sqrt(2 / pi) (x + 0.044715 x^3) and the logistic
/// s = 1 / (1 + exp(-2 u)); derivative s + 2 x s (1 - s) u'. Weights before it begin with <see cref="Initial.HeNormal"/>. D. Hendrycks, K. Gimpel:
/// Gaussian Error Linear Units, 2016.</summary>
public sealed class GeluTanhAttribute : LayerAttribute;

/// <summary>Sigmoid linear unit: y = x s with s = 1 / (1 + exp(-x)), derivative s + x s (1 - s). Weights before it begin with <see cref="Initial.HeNormal"/>.
/// S. Elfwing, E. Uchibe, K. Doya: Sigmoid-Weighted Linear Units for Neural Network Function Approximation in Reinforcement Learning, 2018.</summary>
public sealed class SiluAttribute : LayerAttribute;

/// <summary>Swish: y = x s with s = 1 / (1 + exp(-beta x)), derivative s + beta x s (1 - s). For a beta that is trained write the function yourself as an
/// <see cref="ElementwiseAttribute"/>. Weights before it begin with <see cref="Initial.HeNormal"/>. P. Ramachandran, B. Zoph, Q. Le: Searching for
/// Activation Functions, 2017.</summary>
/// <param name="beta">How sharp the bend is: 0 is x / 2, infinity would be ReLU, 1 is <see cref="SiluAttribute"/>.</param>
public sealed class SwishAttribute(double beta = 1) : LayerAttribute
{
    /// <summary>How sharp the bend is; 1 by default.</summary>
    public double Beta { get; } = beta;
}

/// <summary>Mish: y = x t with t = tanh(ln(1 + exp(x))), derivative t + x (1 - t^2) / (1 + exp(-x)). Weights before it begin with
/// <see cref="Initial.HeNormal"/>. D. Misra: Mish: A Self Regularized Non-Monotonic Activation Function, 2019.</summary>
public sealed class MishAttribute : LayerAttribute;

/// <summary>Softplus: y = ln(1 + exp(beta x)) / beta without overflow, derivative 1 / (1 + exp(-beta x)) = 1 - exp(-beta y). C. Dugas, Y. Bengio,
/// F. Bélisle, C. Nadeau, R. Garcia: Incorporating Second-Order Functional Knowledge for Better Option Pricing, 2001.</summary>
/// <param name="beta">How sharp the bend is, above 0.</param>
public sealed class SoftplusAttribute(double beta = 1) : LayerAttribute
{
    /// <summary>How sharp the bend is; 1 by default.</summary>
    public double Beta { get; } = beta;
}
