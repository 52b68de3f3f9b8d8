namespace NetGen;

/// <summary>The identity: y = x, derivative 1.</summary>
public sealed class LinearAttribute : LayerAttribute;

/// <summary>Rectified linear unit: y = max(x, 0); derivative 1 for x &gt; 0 and 0 otherwise, at 0 too. NaN stays NaN.</summary>
public sealed class ReluAttribute : LayerAttribute;

/// <summary>Logistic function: y = 1 / (1 + exp(-x)), derivative y (1 - y).</summary>
public sealed class SigmoidAttribute : LayerAttribute;

/// <summary>Hyperbolic tangent: y = tanh(x), derivative 1 - y^2.</summary>
public sealed class TanhAttribute : LayerAttribute;
