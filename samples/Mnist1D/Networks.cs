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
