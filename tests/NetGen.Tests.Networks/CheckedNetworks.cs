namespace NetGen.Tests.Networks;

[Network(6, InputGradient = true)]
[Dense(12), Tanh]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class TanhNetwork;

[Network(6)]
[Dense(40), Relu]
[Dense(40), Relu]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class ReluNetwork;

[Network(6)]
[Dense(16), Relu, Dropout(0.4)]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class DropoutNetwork;

[Network(6)]
[Dense(10), BatchNorm, Elu]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class BatchNormNetwork;

[Network(6), L2(0.01)]
[Dense(10), Sigmoid]
[Dense(2), Softmax]
[MeanSquaredError]
public sealed partial class SoftmaxNetwork;

/// <summary>Two inputs, one of them an index; a block three times.</summary>
[Network(4)]
[Input("word", Kind = ElementKind.Int)]
[Embedding(7, 4, From = "word", Name = "words")]
[Concat("x", "words")]
[Residual(Units = 8, Repeat = 3)]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class BlocksNetwork;

[Block, Dense(nameof(Units)), HardTanh(-0.5, 0.5), Add("x", "hardTanh1")]
public sealed partial class ResidualAttribute : BlockAttribute
{
    public int Units { get; set; }
}

[Network(6)]
[Dense(5)]
[Dense(2), Tanh]
[HalfSquaredError]
public sealed partial class BoundedOutput;

/// <summary>A function whose derivative is written by hand, and is wrong by a factor.</summary>
[Network(6)]
[Dense(8), Elementwise(nameof(Square))]
[Dense(2)]
[HalfSquaredError]
public sealed partial class WrongDerivative
{
    [Derivative(nameof(SquareDerivative))]
    private static float Square(float x) => x * x;

    private static float SquareDerivative(float x) => 2.1f * x;
}
