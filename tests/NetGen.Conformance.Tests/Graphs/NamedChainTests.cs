using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using Xunit;

namespace NetGen.Conformance.Tests.Graphs;

/// <summary>Names cost nothing: a chain whose layers all say what they are called and what they read is computed by the same code.</summary>
public sealed class NamedChainTests
{
    private const string Loss = "[SoftmaxCrossEntropy]";

    private static readonly string[] Layers = ["Dense(100)", "Relu", "Dense(33, Bias = false)", "Softplus", "Dense(17)", "Softmax", "Dense(10)", "Prelu", "Dense(10)"];

    [Theory]
    [InlineData(KernelBody.Vector128), InlineData(KernelBody.Avx2), InlineData(KernelBody.Avx512)]
    public void A_chain_with_names_has_the_kernels_of_one_without(KernelBody body)
    {
        Dictionary<string, string> plain = Kernels(string.Concat(Layers.Select(layer => $"[{layer}]")), body);
        Dictionary<string, string> named = Kernels(string.Concat(Layers.Select((layer, i) => $"[{With(layer, i)}]")), body);
        Assert.NotEmpty(plain);
        Assert.Equal(plain.Keys.Order(StringComparer.Ordinal), named.Keys.Order(StringComparer.Ordinal));
        foreach ((string file, string text) in plain)
        {
            Assert.Equal(text, named[file]);
        }
    }

    private static string With(string layer, int index)
    {
        string names = FormattableString.Invariant($"Name = \"part{index}\", From = \"{(index == 0 ? "x" : "part" + (index - 1))}\"");
        return layer.EndsWith(')') ? $"{layer[..^1]}, {names})" : $"{layer}({names})";
    }

    private static Dictionary<string, string> Kernels(string layers, KernelBody body) => NetworkCompilation
        .Files([new NetworkSource("Chain", $"[Network(40)]{layers}{Loss} public sealed partial class Chain;")], body)
        .Where(file => file.Key.EndsWith($".{body.InstructionSet()}.g.cs", StringComparison.Ordinal))
        .ToDictionary(file => file.Key, file => file.Value);
}
