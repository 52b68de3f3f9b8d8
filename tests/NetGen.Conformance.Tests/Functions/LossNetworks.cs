using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using NetGen.Conformance.Tests.Interpreter;
using NetGen.Generator.Graph;

namespace NetGen.Conformance.Tests.Functions;

/// <summary>A network for each loss alone, whose input is the prediction, compiled together once for each kernel body.</summary>
internal static class LossNetworks
{
    private static readonly ConcurrentDictionary<KernelBody, Lazy<NetworkCompilation>> Compilations = new();

    private static readonly Lazy<Dictionary<string, ForwardGraph>> Graphs = new(() =>
    {
        NetworkSource[] sources = [.. Sources()];
        return sources.Zip(ForwardGraphs.Read(sources)).ToDictionary(pair => pair.First.ClassName, pair => pair.Second);
    });

    /// <summary>A new network.</summary>
    public static ITrainableNetwork Network(DeclaredLoss loss, int length, KernelBody body) => (ITrainableNetwork)Compilations
        .GetOrAdd(body, key => new(() => NetworkCompilation.Create($"Losses.{key}", Sources(), key, analyze: false)))
        .Value.Create(ClassName(loss, length));

    /// <summary>The same for the interpreter.</summary>
    public static ForwardGraph Graph(DeclaredLoss loss, int length) => Graphs.Value[ClassName(loss, length)];

    private static IEnumerable<NetworkSource> Sources() => DeclaredLoss.All.SelectMany(loss => loss.Lengths.Select(length => Source(loss, length)));

    private static NetworkSource Source(DeclaredLoss loss, int length)
    {
        string className = ClassName(loss, length);
        return new NetworkSource(className, FormattableString.Invariant($"[Network({length}, InputGradient = true)]\n[Linear]\n[{loss.Text}]\npublic sealed partial class {className};"));
    }

    private static string ClassName(DeclaredLoss loss, int length) => FormattableString.Invariant($"{loss.Attribute}Number{Array.IndexOf(DeclaredLoss.All, loss)}Of{length}");
}
