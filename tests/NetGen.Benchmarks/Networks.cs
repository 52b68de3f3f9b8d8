using System;

namespace NetGen.Benchmarks;

[Network(8)]
[Dense(16), Relu]
[Dense(1)]
internal sealed partial class Relu8x16x1;

[Network(20)]
[Dense(64), Relu]
[Dense(64), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
internal sealed partial class Relu20x64x64x10;

[Network(784)]
[Dense(128), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
internal sealed partial class Relu784x128x10;

[Network(512)]
[Dense(512), Relu]
[Dense(512), Relu]
[Dense(10)]
internal sealed partial class Relu512x512x512x10;

[Network(2048)]
[Dense(2048)]
internal sealed partial class Linear2048x2048;

[Network(2)]
[Dense(16), Relu]
[Dense(1)]
[SigmoidCrossEntropy]
internal sealed partial class Relu2x16x1;

[Network(784)]
[Dense(512), Relu]
[Dense(512), Relu]
[Dense(10)]
[SoftmaxCrossEntropy]
internal sealed partial class Relu784x512x512x10;

[Network(4)]
[Dense(32), Tanh]
[Dense(16), Tanh]
[Dense(4)]
[HalfSquaredError(Reduction = Reduction.Sum)]
internal sealed partial class Tanh4x32x16x4;

[Network(64)]
[Dense(64), Relu]
internal sealed partial class Layer64x64;

[Network(784)]
[Dense(128), Relu]
internal sealed partial class Layer784x128;

[Network(512)]
[Dense(512), Relu]
internal sealed partial class Layer512x512;

[Network(1024)]
[Dense(1024), Relu]
internal sealed partial class Layer1024x1024;

[Network(64)]
[Dense(64), Relu]
[Dense(64), Relu]
internal sealed partial class Relu64x64x64;

[Network(64)]
[Dense(64), Tanh]
[Dense(64), Tanh]
internal sealed partial class Tanh64x64x64;

[Network(64)]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
internal sealed partial class Sigmoid64x64x64;

[Network(64)]
[Dense(64), Gelu]
[Dense(64), Gelu]
internal sealed partial class Gelu64x64x64;

[Network(64)]
[Dense(64), GeluTanh]
[Dense(64), GeluTanh]
internal sealed partial class GeluTanh64x64x64;

[Network(64)]
[Dense(64), Silu]
[Dense(64), Silu]
internal sealed partial class Silu64x64x64;

[Network(64)]
[Dense(64), Swish]
[Dense(64), Swish]
internal sealed partial class Swish64x64x64;

[Network(64)]
[Dense(64), Elementwise(nameof(Swish))]
[Dense(64), Elementwise(nameof(Swish))]
internal sealed partial class UserSwish64x64x64
{
    private static float Swish(float x) => x / (1 + MathF.Exp(-x));
}
