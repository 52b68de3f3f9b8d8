namespace NetGen.Conformance.Tests.Functions;

/// <summary>The declarations of pointwise activations that the tests use: each with its defaults, and with other options where it takes some.</summary>
internal static class Activations
{
    public static readonly string[] All =
    [
        "Linear", "Relu", "LeakyRelu", "LeakyRelu(0.2)", "LeakyRelu(-0.5)", "Sigmoid", "Tanh",
    ];

    /// <summary>The attribute's name without arguments.</summary>
    public static string Name(string declaration) => declaration.Split('(')[0];
}
