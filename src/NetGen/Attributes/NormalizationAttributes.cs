namespace NetGen;

/// <summary>Batch normalization of each feature f, an index of the last axis, over the batch and all other axes: y = (x - mean[f]) / sqrt(var[f] + epsilon) * w[f] + b[f].
/// Training takes mean and biased variance of the batch and differentiates through them; prediction takes the running ones. Ioffe, Szegedy: Batch Normalization, 2015.</summary>
/// <remarks>A step of an optimizer moves the running statistics, running = (1 - momentum) running + momentum s, where s is the batch's mean or its unbiased variance, as in
/// PyTorch. In files: <c>batchNorm1.weight</c> [features], at first 1, <c>batchNorm1.bias</c> [features], at first 0, <c>batchNorm1.running_mean</c> [features], at first 0, and
/// <c>batchNorm1.running_var</c> [features], at first 1. Without <see cref="Affine"/> there is no weight and no bias. A frozen layer keeps its running statistics.</remarks>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>The share of a step's statistics in the running ones, from 0 to 1; 0.1 by default. (Keras writes 1 - momentum.)</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>What is added to the variance so that its root is no 0, above 0; 1e-5 by default.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether each feature has a trained scale w and shift b; true by default.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>Whether training takes the running statistics too, as constants, and leaves them as they are: for fine tuning with batches that are small or unlike those before.
    /// False by default.</summary>
    public bool Running { get; set; }
}

/// <summary>Layer normalization over the last axes of each example: y = (x - mean) / sqrt(var + epsilon) * w + b, with mean and biased variance over the n values of those axes,
/// the same in training and prediction. Ba, Kiros, Hinton: Layer Normalization, 2016.</summary>
/// <remarks>In files: <c>layerNorm1.weight</c>, at first 1, and <c>layerNorm1.bias</c>, at first 0, both of the shape of the last <see cref="Axes"/> axes. Without
/// <see cref="Affine"/> there are none.</remarks>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>How many of the last axes are normalized together, at least 1; 1 by default.</summary>
    public int Axes { get; set; } = 1;

    /// <summary>What is added to the variance so that its root is no 0, above 0; 1e-5 by default.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether each element has a trained scale w and shift b; true by default.</summary>
    public bool Affine { get; set; } = true;
}

/// <summary>Normalization of the last axis by its root mean square: y[i] = x[i] / sqrt(1/n sum_j x[j]^2 + epsilon) * w[i]. Zhang, Sennrich: Root Mean Square Layer Normalization,
/// 2019.</summary>
/// <remarks>In files: <c>rmsNorm1.weight</c> [n], at first 1.</remarks>
public sealed class RmsNormAttribute : LayerAttribute
{
    /// <summary>What is added to the mean square so that its root is no 0, above 0; 1e-6 by default.</summary>
    public double Epsilon { get; set; } = 1e-6;
}

/// <summary>Normalization of the data: y = (x - offset[f]) / scale[f] for each feature f, an index of the last axis, with numbers that <c>model.Adapt(train)</c> takes from examples once;
/// before that, y = x. Not trained.</summary>
/// <remarks>In files: the buffers <c>normalize1.offset</c> [features] and <c>normalize1.scale</c> [features], so that a loaded model normalizes as the saved one. A feature that is
/// the same in all examples has the scale 1.</remarks>
/// <param name="kind">What offset and scale are.</param>
public sealed class NormalizeAttribute(NormalizationKind kind = NormalizationKind.MeanAndDeviation) : LayerAttribute
{
    /// <summary>What offset and scale are; mean and standard deviation by default.</summary>
    public NormalizationKind Kind { get; } = kind;
}
