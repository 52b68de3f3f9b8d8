namespace NetGen;

/// <summary>Softmax along one axis: p[k] = exp(z[k] - m) / sum_j exp(z[j] - m) with m = max_j z[j], which never overflows.</summary>
public sealed class SoftmaxAttribute : LayerAttribute
{
    /// <summary>The axis of one example along which the values sum to 1; negative numbers count from the end, -1 (the default) is the last axis.</summary>
    public int Axis { get; set; } = -1;
}
