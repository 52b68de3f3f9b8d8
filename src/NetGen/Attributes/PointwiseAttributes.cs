namespace NetGen;

/// <summary>The identity: y = x, derivative 1.</summary>
public sealed class LinearAttribute : LayerAttribute;

/// <summary>Rectified linear unit: y = max(x, 0); derivative 1 for x &gt; 0 and 0 otherwise, at 0 too. NaN stays NaN.</summary>
public sealed class ReluAttribute : LayerAttribute;

/// <summary>Leaky ReLU: y = x for x &gt; 0, slope x otherwise; derivative 1 and slope, at 0 slope. Maas, Hannun, Ng: Rectifier Nonlinearities Improve Neural
/// Network Acoustic Models, 2013.</summary>
/// <param name="slope">The slope for negative arguments.</param>
public sealed class LeakyReluAttribute(double slope = 0.01) : LayerAttribute
{
    /// <summary>The slope for negative arguments; 0.01 by default.</summary>
    public double Slope { get; } = slope;
}

/// <summary>Logistic function: y = 1 / (1 + exp(-x)), derivative y (1 - y).</summary>
public sealed class SigmoidAttribute : LayerAttribute;

/// <summary>Hyperbolic tangent: y = tanh(x), derivative 1 - y^2.</summary>
public sealed class TanhAttribute : LayerAttribute;
