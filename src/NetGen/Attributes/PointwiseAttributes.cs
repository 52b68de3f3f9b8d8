namespace NetGen;

/// <summary>The identity: y = x, derivative 1.</summary>
public sealed class LinearAttribute : LayerAttribute;

/// <summary>Sine: y = sin x, derivative cos x. The argument is in radians. V. Sitzmann et al.: Implicit Neural Representations with Periodic
/// Activation Functions, 2020.</summary>
public sealed class SinAttribute : LayerAttribute;

/// <summary>Cosine: y = cos x, derivative -sin x. The argument is in radians.</summary>
public sealed class CosAttribute : LayerAttribute;

/// <summary>Exponential function: y = exp(x), derivative y. Infinite above 88.7, where the floats end.</summary>
public sealed class ExpAttribute : LayerAttribute;

/// <summary>Gaussian bell: y = exp(-alpha x^2), derivative -2 alpha x y. D. Broomhead, D. Lowe: Multivariable Functional Interpolation and Adaptive
/// Networks, 1988.</summary>
/// <param name="alpha">How narrow the bell is: 1 / (2 sigma^2), above 0.</param>
public sealed class GaussianAttribute(double alpha = 1) : LayerAttribute
{
    /// <summary>How narrow the bell is: 1 / (2 sigma^2); 1 by default.</summary>
    public double Alpha { get; } = alpha;
}
