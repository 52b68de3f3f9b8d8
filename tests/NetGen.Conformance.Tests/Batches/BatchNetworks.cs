using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Chains;
using NetGen.Conformance.Tests.Compilation;
using NetGen.Runtime.V1;

namespace NetGen.Conformance.Tests.Batches;

/// <summary>Dense networks of ragged sizes for tests with many rows: most layers end beside a vector, a panel or a tile.</summary>
internal static class BatchNetworks
{
    /// <summary>The most rows of a batch.</summary>
    public const int MostRows = 8000;

    private const int StandardCount = 8;
    private const int MostDense = 3;
    private const int TwoBlocks = 700;
    private const double MultiplyAddsOfThreeThreads = 3.2 * (1 << 17);

    private static readonly int[] Sizes = [1, 2, 3, 4, 7, 8, 9, 10, 15, 16, 17, 24, 31, 33, 47, 48, 49, 63, 64, 65, 79, 96, 100, 112, 127, 128, 129, 130, 144];

    /// <summary>Inputs for long dots, and for operands of which each row lies in a page of its own.</summary>
    private static readonly int[] LongSizes = [1040, 256, 300];

    private static readonly ConcurrentDictionary<KernelBody, Lazy<NetworkCompilation>> Compilations = new();

    /// <summary>The seed of everything random; NETGEN_BATCH_SEED changes it, and NETGEN_BATCH_NETWORKS how many networks there are.</summary>
    public static int Seed { get; } = Seeds.From("NETGEN_BATCH_SEED", 1);

    public static Chain[] All { get; } = [.. Enumerable.Range(0, Seeds.From("NETGEN_BATCH_NETWORKS", StandardCount)).Select(Draw)];

    /// <summary>Parameters and examples, the same for every body.</summary>
    public static ChainData Data(int index, int rows) => ChainData.Create(All[index], rows, weighted: index % 4 == 3, unchecked(Seed * 104_729 + index));

    /// <summary>A new network with the parameters of its data.</summary>
    public static ITrainableNetwork Network(int index, KernelBody body, ChainData data)
    {
        var compilation = Compilations.GetOrAdd(body, key => new(() => NetworkCompilation.Create($"Batches.{key}", All.Select(chain => chain.Source), key, analyze: false)));
        var network = (ITrainableNetwork)compilation.Value.Create(All[index].ClassName);
        foreach ((string name, float[] values) in data.Parameters)
        {
            network.Parameters[name].CopyFrom(values);
        }

        return network;
    }

    /// <summary>So many rows that prediction alone is worth three threads, if the data has as many, and that a gradient of all but the smallest networks takes two blocks.</summary>
    public static int RowsForThreads(int index)
    {
        Chain chain = All[index];
        int[][] shapes = chain.Shapes;
        long multiplyAdds = chain.Layers.Select((layer, i) => layer.Operation == Operation.Dense ? (long)shapes[i].Aggregate(1, (size, axis) => size * axis) * layer.Units : 0).Sum();
        return (int)Math.Clamp(Math.Ceiling(MultiplyAddsOfThreeThreads / multiplyAdds), TwoBlocks, MostRows);
    }

    /// <summary>What a message needs for a failure to be repeated.</summary>
    public static string Describe(int index) => $"NETGEN_BATCH_SEED={Seed}, {All[index]}";

    private static Chain Draw(int index)
    {
        var random = new Random(unchecked(Seed * 1_000_003 + index));
        int Size() => Sizes[random.Next(Sizes.Length)];
        bool isClassifier = index % 3 == 2;
        int[] shape = !isClassifier && index % 5 == 1 ? [random.Next(2, 5), Size()] : [index % 4 == 0 ? LongSizes[index / 4 % LongSizes.Length] : Size()];
        var layers = new List<ChainLayer>();
        int dense = random.Next(1, MostDense + 1);
        for (int i = 1; i <= dense; i++)
        {
            bool isLast = i == dense;
            layers.Add(new ChainLayer(Operation.Dense, $"dense{i}", isLast && isClassifier ? Math.Max(2, Size()) : Size(), Bias: isLast || random.Next(4) > 0));
            if (!isLast)
            {
                // One kind with a sign, one with an exponential: different epilogues and gradients.
                Operation activation = random.Next(3) == 0 ? Operation.Tanh : Operation.Relu;
                layers.Add(new ChainLayer(activation, $"{(activation == Operation.Tanh ? "tanh" : "relu")}{layers.Count(layer => layer.Operation == activation) + 1}"));
            }
        }

        return new Chain($"Batch{index}", shape, layers, isClassifier ? Objective.IndexCrossEntropy : Objective.HalfSquaredError, isClassifier ? Reduction.Mean : Reduction.Sum);
    }
}
