using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;

namespace NetGen.Conformance.Tests.Chains;

/// <summary>The random chains of this run, compiled together once for each kernel body.</summary>
internal static class ChainRuns
{
    /// <summary>The rows of the batch that gradients are computed of.</summary>
    public const int Rows = 6;

    private const int Count = 40;

    private static readonly ConcurrentDictionary<KernelBody, Lazy<NetworkCompilation>> Compilations = new();

    /// <summary>The seed of everything random; NETGEN_CHAIN_SEED changes it.</summary>
    public static int Seed { get; } = Seeds.From("NETGEN_CHAIN_SEED", 1);

    public static Chain[] All { get; } = RandomChains.Create(Seed, Count);

    /// <summary>Parameters and a batch; every other chain has example weights.</summary>
    public static ChainData Data(int index, int rows = Rows) =>
        ChainData.Create(All[index], rows, weighted: index % 2 == 1, unchecked(Seed * 7919 + index));

    /// <summary>A new network of a chain with given parameters.</summary>
    public static ITrainableNetwork Network(int index, KernelBody body, IReadOnlyDictionary<string, float[]> parameters)
    {
        var compilation = Compilations.GetOrAdd(body, key => new(() => NetworkCompilation.Create(
            $"Chains.{key}", All.Select(chain => chain.Source), key)));
        var network = (ITrainableNetwork)compilation.Value.Create(All[index].ClassName);
        foreach ((string name, float[] values) in parameters)
        {
            network.Parameters[name].CopyFrom(values);
        }

        return network;
    }

    /// <summary>What a message needs for a failure to be repeated.</summary>
    public static string Describe(int index) => $"seed {Seed}, {All[index]}";
}
