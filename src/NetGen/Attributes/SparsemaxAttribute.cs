namespace NetGen;

/// <summary>Sparsemax along one axis: the point of the probability simplex nearest to z, p[k] = max(z[k] - t, 0) with t such that the p[k] sum to 1. Small scores
/// get exactly 0. Derivative dz[k] = dp[k] - the mean of dp over the k with p[k] &gt; 0, and 0 elsewhere. Equal scores get equal shares.
/// Martins, Astudillo: From Softmax to Sparsemax, 2016.</summary>
public sealed class SparsemaxAttribute : LayerAttribute
{
    /// <summary>The axis of one example along which the values sum to 1; negative numbers count from the end, -1 (the default) is the last axis.</summary>
    public int Axis { get; set; } = -1;
}
