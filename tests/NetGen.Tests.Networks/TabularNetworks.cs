namespace NetGen.Tests.Networks;

// What scikit-learn's MLPClassifier was measured with: relu, one hidden layer of 16 or two of 32 and 16, and alpha 1e-4, which it divides by the number of examples of a batch of 32.

[Network(4), L2(3.125e-6), Normalize]
[Dense(16), Relu]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class Iris16;

[Network(4), L2(3.125e-6), Normalize]
[Dense(32), Relu, Dense(16), Relu]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class Iris32And16;

[Network(13), L2(3.125e-6), Normalize]
[Dense(16), Relu]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class Wine16;

[Network(13), L2(3.125e-6), Normalize]
[Dense(32), Relu, Dense(16), Relu]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class Wine32And16;

[Network(30), L2(3.125e-6), Normalize]
[Dense(16), Relu]
[Dense(2)]
[SoftmaxCrossEntropy]
public sealed partial class BreastCancer16;

[Network(30), L2(3.125e-6), Normalize]
[Dense(32), Relu, Dense(16), Relu]
[Dense(2)]
[SoftmaxCrossEntropy]
public sealed partial class BreastCancer32And16;

[Network(64), L2(3.125e-6), ScaleAndShift(0.0625, 0)]
[Dense(16), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class Digits16;

[Network(64), L2(3.125e-6), ScaleAndShift(0.0625, 0)]
[Dense(32), Relu, Dense(16), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
public sealed partial class Digits32And16;
