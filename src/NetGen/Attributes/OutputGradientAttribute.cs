namespace NetGen;

/// <summary>In place of a loss: the caller supplies the derivative g = dL/dy of a loss of its own as the targets, floats of the output's shape.
/// The reported loss is sum_b w_b sum_k g[k] y[k], with w_b the weight of the example (1 if the batch has none).</summary>
public sealed class OutputGradientAttribute : ObjectiveAttribute;
