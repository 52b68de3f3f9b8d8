using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using NetGen.Generator.Graph;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>The random networks of this run, what the interpreter says of each, and their compilations.</summary>
internal static class RandomRuns
{
    /// <summary>The environment variable with the seed of everything random.</summary>
    public const string SeedVariable = "NETGEN_INTERPRETER_SEED";

    private const int StandardCount = 300;
    private const int StandardGraphs = 200;
    private const int MostDraws = 50;

    /// <summary>Of so many graphs one may lie next to a kink whatever its numbers are, as where equal values meet in a maximum.</summary>
    private const int LeastGraphsOfOneLeftOut = 20;

    private static readonly Lazy<Case[]> AllCases = new(Prepare);

    public static int Seed { get; } = Seeds.From(SeedVariable, 1);

    /// <summary>The networks with numbers that float32 can be held to.</summary>
    public static IReadOnlyList<Case> All => AllCases.Value;

    /// <summary>How often an example of a network lay next to a kink and others were drawn.</summary>
    public static int Redrawn => All.Sum(of => of.Redrawn);

    public static RandomNetwork[] Networks { get; } =
    [
        .. RandomNetworks.Create(Seed, Seeds.From("NETGEN_INTERPRETER_NETWORKS", StandardCount)),
        .. RandomGraphs.Create(Seed, Seeds.From("NETGEN_INTERPRETER_GRAPHS", StandardGraphs)),
    ];

    /// <summary>The cases of a body. Each is compiled once, in one body after the other: that all bodies give the same bits is tested elsewhere, and compiling is what takes the time.</summary>
    public static Case[] Of(KernelBody body)
    {
        int number = Array.IndexOf(KernelBodies.Supported, body);
        return [.. All.Where((of, index) => ((of.IsGraph ? index : index / RandomNetworks.Ends) + Seed) % KernelBodies.Supported.Length == number)];
    }

    public static NetworkCompilation Compile(IEnumerable<Case> cases, KernelBody body) => NetworkCompilation.Create($"Random.{body}", cases.Select(of => of.Network.Source), body, analyze: false);

    /// <summary>A new network with the parameters of its case.</summary>
    public static INetwork Network(NetworkCompilation compilation, Case of)
    {
        INetwork network = compilation.Create(of.Network.Source.ClassName);
        foreach ((Value parameter, float[] values) in of.Batch.Parameters)
        {
            network.Parameters[parameter.Name].CopyFrom(values);
        }

        return network;
    }

    private static bool IsGraph(RandomNetwork network) => network.Source.ClassName.StartsWith("Graph", StringComparison.Ordinal);

    private static Case[] Prepare()
    {
        ForwardGraph[] graphs = ForwardGraphs.Read([.. Networks.Select(network => network.Source)]);
        Case[] cases = [.. Networks.AsParallel().AsOrdered().Select((network, index) => Draw(network, graphs[index], index)).OfType<Case>()];
        return (Networks.Length - cases.Length) * LeastGraphsOfOneLeftOut <= Networks.Count(IsGraph)
            ? cases
            : throw new InvalidOperationException($"{Networks.Length - cases.Length} of {Networks.Count(IsGraph)} graphs are next to a kink in every draw; {SeedVariable}={Seed}");
    }

    /// <summary>Draws numbers until none is so near a kink that rounding could decide on which side it is.</summary>
    private static Case? Draw(RandomNetwork network, ForwardGraph graph, int index)
    {
        for (int draw = 0; draw < MostDraws; draw++)
        {
            var batch = RandomBatch.Draw(graph, network, unchecked((Seed * 7919 + index) * MostDraws + draw));
            Evaluation training = batch.Interpret(NodeMode.Training);
            Evaluation prediction = graph.HasModes() ? batch.Interpret(NodeMode.Prediction) : training;
            if (!training.IsUncertain && !prediction.IsUncertain)
            {
                return new Case(network, graph, batch, training, prediction, draw);
            }
        }

        return IsGraph(network) ? null : throw new InvalidOperationException($"{MostDraws} draws were all next to a kink: {SeedVariable}={Seed}, {network.Source.Declaration}");
    }

    /// <summary>A network with its numbers.</summary>
    /// <param name="Network">The declaration.</param>
    /// <param name="Graph">What it says.</param>
    /// <param name="Batch">The numbers.</param>
    /// <param name="Expected">What is computed while training.</param>
    /// <param name="Predicted">What is computed in prediction; the same unless the graph has modes.</param>
    /// <param name="Redrawn">How many draws were next to a kink.</param>
    internal sealed record Case(RandomNetwork Network, ForwardGraph Graph, RandomBatch Batch, Evaluation Expected, Evaluation Predicted, int Redrawn)
    {
        /// <summary>Whether it is no chain.</summary>
        public bool IsGraph => RandomRuns.IsGraph(Network);
    }
}
