namespace NetGen.Samples.Mnist1D;

/// <summary>Logistic regression: one linear score per class.</summary>
[Network(40)]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class LogisticRegression;

/// <summary>Two hidden layers of 100 rectified linear units.</summary>
[Network(40)]
[Dense(100), Relu]
[Dense(100), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class Mlp;

/// <summary>The published network: a layer of 100 units, a residual step of 100 and the scores, 15,210 parameters.</summary>
[Network(40)]
[Dense(100), Relu]
[Step(Units = 100)]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class Residual;

/// <summary>A residual step, which adds what it learns to what it reads: y = x + relu(W x + b).</summary>
[Block, Dense(nameof(Units)), Relu, Add("x", "relu1")]
public sealed partial class StepAttribute : BlockAttribute
{
    /// <summary>The width, that of x.</summary>
    public int Units { get; set; }
}
