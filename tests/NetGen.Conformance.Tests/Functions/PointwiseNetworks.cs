using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using NetGen.Conformance.Tests.Interpreter;
using NetGen.Conformance.Tests.Interpreter.Judges;
using NetGen.Generator.Graph;

namespace NetGen.Conformance.Tests.Functions;

/// <summary>A network for each activation alone, of lengths with ragged and whole vectors, compiled together once for each kernel body.</summary>
internal static class PointwiseNetworks
{
    private static readonly ConcurrentDictionary<KernelBody, Lazy<NetworkCompilation>> Compilations = new();

    private static readonly Lazy<Dictionary<string, PointwiseDefinition>> Judges = new(Define);

    /// <summary>The elements of an example, in turn: one number and whole vectors with a rest of one, a part of a vector and whole vectors with or without a rest.</summary>
    public static int[] Lengths(string activation) => Array.IndexOf(Activations.All, activation) % 2 == 0 ? [1, 17] : [3, 24];

    /// <summary>A new network of one activation that takes the gradient of its output and gives that of its input.</summary>
    public static ITrainableNetwork Network(string activation, int length, KernelBody body) => (ITrainableNetwork)Compilations
        .GetOrAdd(body, key => new(() => NetworkCompilation.Create($"Functions.{key}", Activations.All.SelectMany(each => Lengths(each).Select(size => Source(each, size))), key, analyze: false)))
        .Value.Create(ClassName(activation, length));

    /// <summary>What the activation is by its mathematical definition.</summary>
    public static PointwiseDefinition Judge(string activation) => Judges.Value[activation];

    private static Dictionary<string, PointwiseDefinition> Define()
    {
        ForwardGraph[] graphs = ForwardGraphs.Read([.. Activations.All.Select(activation => Source(activation, Lengths(activation)[0]))]);
        return Activations.All.Zip(graphs).ToDictionary(pair => pair.First, pair => JudgeCatalog.Of(pair.Second.Nodes[0].Operation) is PointwiseJudge judge
            ? judge.Define(pair.Second.Nodes[0].Operation)
            : throw new InvalidOperationException($"{pair.First} is no function of one number."));
    }

    private static NetworkSource Source(string activation, int length)
    {
        string className = ClassName(activation, length);
        return new NetworkSource(className, FormattableString.Invariant($"[Network({length}, InputGradient = true)]\n[{activation}]\n[OutputGradient]\npublic sealed partial class {className};"));
    }

    private static string ClassName(string activation, int length) =>
        FormattableString.Invariant($"{Activations.Name(activation)}Number{Array.IndexOf(Activations.All, activation)}Of{length}");
}
