namespace NetGen;

/// <summary>Base of the losses. Each defines a loss L_b of one example b; <see cref="Reduction"/> says how a batch combines them.</summary>
public abstract class LossAttribute : ObjectiveAttribute
{
    /// <summary>How the losses of the examples of a batch become one number; <see cref="Reduction.Mean"/> by default.</summary>
    public Reduction Reduction { get; set; } = Reduction.Mean;
}

/// <summary>Half the sum of squares: L_b = 1/2 sum_k (y[k] - t[k])^2. Targets: floats of the output's shape.</summary>
public sealed class HalfSquaredErrorAttribute : LossAttribute;

/// <summary>Mean squared error: L_b = 1/K sum_k (y[k] - t[k])^2 over the K elements of the example. Targets: floats of the output's shape.</summary>
public sealed class MeanSquaredErrorAttribute : LossAttribute;

/// <summary>Softmax and cross-entropy in one: L_b = -ln p[t] with p = softmax(y). The network's output stays the scores y.
/// Targets: one class index per example, 0 to the number of scores less 1.</summary>
public sealed class SoftmaxCrossEntropyAttribute : LossAttribute;
