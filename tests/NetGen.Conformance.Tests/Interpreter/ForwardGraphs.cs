using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetGen.Conformance.Tests.Compilation;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>Declared networks as the generator's front end reads them.</summary>
internal static class ForwardGraphs
{
    /// <summary>Masks that the interpreter can be given too, and every block for itself.</summary>
    private static readonly CompilerOptions Options = new(MasksAreInputs: true) { BuildsOneByOne = true };

    /// <summary>True if training computes something else than prediction.</summary>
    public static bool HasModes(this ForwardGraph graph) => graph.Nodes.Any(node => node.Mode != NodeMode.Always);

    /// <summary>The graph of each network, in order.</summary>
    public static ForwardGraph[] Read(IReadOnlyCollection<NetworkSource> networks)
    {
        var declared = NetworkCompilation.Declare("Graphs", networks);
        var faults = new List<string>();
        ForwardGraph?[] graphs = [.. networks.Select(network => Build(
            DeclarationReader.Read(declared.GetTypeByMetadataName($"{NetworkSource.Namespace}.{network.ClassName}")!, declared, CancellationToken.None), faults))];
        return faults.Count == 0 ? [.. graphs.OfType<ForwardGraph>()] : throw new InvalidOperationException(string.Join("\n", faults));
    }

    /// <summary>The graph of attributes such as <c>[Network(3)] [Dense(2)]</c>.</summary>
    public static ForwardGraph Read(string attributes) => Read([new NetworkSource("Single", attributes + "\npublic sealed partial class Single;")])[0];

    /// <summary>The analyzer reports the same problems, warnings included. One of them is no mistake here: that every gradient before a threshold is 0 is judged too.</summary>
    private static ForwardGraph? Build(NetworkDeclaration declaration, List<string> faults)
    {
        ForwardGraph? graph = GraphBuilder.Build(declaration, Options, out IReadOnlyList<Problem> problems);
        List<Problem> faulty = [.. problems.Where(problem => problem.RuleId != Rules.NoGradientPasses.Id)];
        if (graph is null || faulty.Count > 0)
        {
            faults.Add($"{declaration.Name} has problems: {string.Join("; ", faulty.Select(problem => problem.RuleId + " " + string.Join(", ", problem.Arguments)))}");
        }

        return graph;
    }
}
