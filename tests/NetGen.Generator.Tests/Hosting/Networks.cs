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
}
