namespace NetGen.Tests.Networks;

/// <summary>All that a step may depend on: batch statistics, masks, penalties.</summary>
[Network(3)]
[Dense(16), BatchNorm, Relu]
[Dropout(0.25)]
[Dense(3)]
[L2(0.001)]
[SoftmaxCrossEntropy]
public sealed partial class Everything;

/// <summary>Without batch statistics, so that any division into batches gives the same gradients.</summary>
[Network(3)]
[Dense(8), Tanh]
[Dense(3)]
[L1(0.01)]
[SoftmaxCrossEntropy]
public sealed partial class Penalized;

/// <summary>The same as a sum.</summary>
[Network(3)]
[Dense(8), Tanh]
[Dense(3)]
[L1(0.01)]
[SoftmaxCrossEntropy(Reduction = Reduction.Sum)]
public sealed partial class PenalizedSum;

/// <summary>A mean by class weights, and a sum.</summary>
[Network(3), L2(0.01)]
[Dense(8), Tanh]
[Dense(3, Name = "kind")]
[Output("kind")]
[Dense(1, Name = "size", From = "tanh1")]
[Output("size")]
[SoftmaxCrossEntropy(From = "kind", ClassWeights = new[] { 1.0, 2.0, 0.5 })]
[HalfSquaredError(From = "size", Reduction = Reduction.Sum, Weight = 0.5)]
public sealed partial class TwoHeads;

/// <summary>Wide enough for several threads.</summary>
[Network(64)]
[Dense(256), Relu]
[Dense(256), Relu]
[Dropout(0.1)]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class Wide;

/// <summary>Overflows where its input is large.</summary>
[Network(1)]
[Dense(4), Exp]
[Dense(1)]
[HalfSquaredError]
public sealed partial class Overflowing;

/// <summary>Nothing to learn.</summary>
[Network(2)]
[Tanh]
[HalfSquaredError]
public sealed partial class WithoutParameters;

/// <summary>Batch statistics, and a mean.</summary>
[Network(2)]
[Dense(4), BatchNorm]
[Dense(1)]
[HalfSquaredError]
public sealed partial class NormalizedMean;

/// <summary>The same as a sum.</summary>
[Network(2)]
[Dense(4), BatchNorm]
[Dense(1)]
[HalfSquaredError(Reduction = Reduction.Sum)]
public sealed partial class NormalizedSum;
