namespace NetGen;

/// <summary>The logarithm of softmax along one axis: y[k] = z[k] - m - ln sum_j exp(z[j] - m) with m = max_j z[j], which never overflows and is right where a
/// probability is too small for a float; derivative dz[k] = dy[k] - exp(y[k]) sum_j dy[j].</summary>
public sealed class LogSoftmaxAttribute : LayerAttribute
{
    /// <summary>The axis of one example along which exp(y) sums to 1; negative numbers count from the end, -1 (the default) is the last axis.</summary>
    public int Axis { get; set; } = -1;
}
