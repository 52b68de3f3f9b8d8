namespace NetGen.Conformance.Tests.Functions;

/// <summary>The declarations of pointwise activations that the tests use: each with its defaults, and with other options where it takes some.</summary>
internal static class Activations
{
    public static readonly string[] All =
    [
        "Linear", "Sign", "Step",
        "Relu", "Relu6", "LeakyRelu", "LeakyRelu(0.2)", "LeakyRelu(-0.5)", "Elu", "Elu(0.7)", "Selu",
        "Gelu", "GeluTanh", "Silu", "Swish", "Swish(1.5)", "Swish(-0.6)", "HardSwish", "Mish", "Softplus", "Softplus(2)", "Softplus(0.3)",
        "Sigmoid", "LogSigmoid", "HardSigmoid", "HardSigmoid(0.2, 0.5)", "HardSigmoid(-0.7, 0.1)", "Tanh", "HardTanh", "HardTanh(-0.3, 2)", "Softsign",
        "Sin", "Cos", "Exp", "Gaussian", "Gaussian(0.5)",
    ];

    /// <summary>The attribute's name without arguments.</summary>
    public static string Name(string declaration) => declaration.Split('(')[0];
}
