using System;
using System.Collections.Concurrent;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;

namespace NetGen.Conformance.Tests.Functions;

/// <summary>A network for each activation over a vector, compiled together once for each kernel body: it takes the gradient of its output and gives that of its input.</summary>
internal static class VectorActivationNetworks
{
    private static readonly (string Shape, string Layers)[] All =
    [
        ("1", "LogSoftmax"), ("3", "LogSoftmax"), ("40", "LogSoftmax"), ("3, 2", "LogSoftmax(Axis = 0)"),
        ("1", "Sparsemax"), ("3", "Sparsemax"), ("40", "Sparsemax"), ("3, 2", "Sparsemax(Axis = 0)"),
        ("6", "Maxout(1)"), ("6", "Maxout(3)"), ("6", "Maxout(6)"), ("2, 4", "Maxout(2)"),
        ("3", "Prelu"), ("2, 3", "Prelu(0.5)"), ("20", "Prelu(-1)"),
        ("4", "Dense(9), Sign"), ("4", "Dense(9), Tanh, Dense(3), Step, Dense(2)"),
    ];

    private static readonly ConcurrentDictionary<KernelBody, Lazy<NetworkCompilation>> Compilations = new();

    /// <summary>A new network of these layers.</summary>
    public static ITrainableNetwork Network(string shape, string layers, KernelBody body) => (ITrainableNetwork)Compilations
        .GetOrAdd(body, key => new(() => NetworkCompilation.Create($"Vectors.{key}", All.Select(Source), key, analyze: false)))
        .Value.Create(ClassName(Array.IndexOf(All, (shape, layers))));

    private static NetworkSource Source((string Shape, string Layers) network, int index) => new(
        ClassName(index),
        $"[Network({network.Shape}, InputGradient = true)]\n[{network.Layers}]\n[OutputGradient]\npublic sealed partial class {ClassName(index)};");

    private static string ClassName(int index) => FormattableString.Invariant($"Vector{index}");
}
