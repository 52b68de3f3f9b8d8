namespace NetGen.Generator.Tests.Hosting;

/// <summary>Declarations that several tests use.</summary>
internal static class Networks
{
    public const string Xor = """
        using NetGen;

        namespace Samples;

        [Network(2, InputGradient = true)]
        [Dense(16), Tanh]
        [Dense(1), Sigmoid]
        [HalfSquaredError]
        public sealed partial class Xor;
        """;

    public const string Mnist1D = """
        using NetGen;

        [Network(40)]
        [Dense(100), Relu]
        [Dense(100), Relu]
        [Dense(10)]
        [SoftmaxCrossEntropy]
        public sealed partial class Mnist1D;
        """;

    /// <summary>Several axes, a softmax along the first of them, no bias, no loss.</summary>
    public const string Mixer = """
        using NetGen;

        namespace Samples
        {
            public partial class Models
            {
                [Network(6, 5)]
                [Dense(3, Bias = false, Name = "mix"), Softmax(Axis = 0)]
                public sealed partial class Mixer;
            }
        }
        """;

    /// <summary>Users' functions: with trained numbers, with a helper and a derivative by hand, and as loss.</summary>
    public const string Wavelet = """
        using System;
        using NetGen;

        [Network(3)]
        [Dense(4), Elementwise(nameof(Swish))]
        [Elementwise(nameof(Gabor))]
        [Elementwise(typeof(Roots), nameof(Roots.Cube))]
        [Loss(nameof(Quantile))]
        public sealed partial class Wavelet
        {
            private static float Swish(float x) => x / (1 + MathF.Exp(-x));

            private static float Gabor(float x, [Initial(0.25)] float phase, float frequency = 2)
            {
                float angle = phase + 0.06f * frequency * x;
                return MathF.Sin(angle) * MathF.Exp(-angle * angle / 8);
            }

            private static float Quantile(float prediction, float target, float share = 0.9f) =>
                target > prediction ? share * (target - prediction) : (1 - share) * (prediction - target);
        }

        internal static class Roots
        {
            [Derivative(nameof(CubeDerivative))]
            public static float Cube(float x) => MathF.Cbrt(x);

            public static float CubeDerivative(float x) => 1 / (3 * MathF.Cbrt(x) * MathF.Cbrt(x));
        }
        """;
}
