using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using NetGen.Generator.Graph;
using NetGen.Generator.Operators;
using Xunit;
using Xunit.Abstractions;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>Hundreds of random networks against the interpreter: one test for each kernel body that reports all failures together.</summary>
public sealed class RandomNetworkTests(RandomNetworkReport report, ITestOutputHelper output) : IClassFixture<RandomNetworkReport>
{
    private const int MostShown = 20;

    public static TheoryData<KernelBody> Bodies => [.. KernelBodies.Supported];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Random_networks_compute_what_the_interpreter_says(KernelBody body)
    {
        RandomRuns.Case[] cases = RandomRuns.Of(body);
        NetworkCompilation compilation = RandomRuns.Compile(cases, body);
        var failures = new List<string>();
        foreach (RandomRuns.Case of in cases)
        {
            Judgement judgement = Judge(of, compilation);
            report.Add(body, judgement);
            if (judgement.Faults.Count > 0)
            {
                failures.Add($"{of.Network.Source.Declaration}\n{of.Network.Rows} rows{(of.Network.HasWeights ? " with weights" : "")}\n  {string.Join("\n  ", judgement.Faults)}");
            }
        }

        output.WriteLine(report.Text(body));
        Assert.True(
            failures.Count == 0,
            $"{failures.Count} of {cases.Length} networks disagree; {RandomRuns.SeedVariable}={RandomRuns.Seed} repeats them.\n\n{string.Join("\n\n", failures.Take(MostShown))}");
    }

    [Fact]
    public void Random_networks_hold_every_attribute()
    {
        string all = string.Concat(RandomRuns.Networks.Select(network => network.Source.Declaration)).Replace("[", " ", StringComparison.Ordinal);
        Assert.All(
            OperatorCatalog.Attributes.Select(attribute => attribute["NetGen.".Length..]),
            kind => Assert.Contains(new[] { ",", "]", "(" }, end => all.Contains(" " + kind + end, StringComparison.Ordinal)));
    }

    /// <summary>The tolerances are narrow enough: a network with one weight off by a hundredth of its usual size is another network.</summary>
    [Fact]
    public void A_wrong_weight_is_seen()
    {
        // The weight of a dead unit, or one in front of a softmax of a single number, changes nothing.
        const double LeastPart = 0.75;
        const int MostWrong = 60;
        int networks = 0;
        int seen = 0;
        foreach (RandomRuns.Case of in RandomRuns.All.Where(of => of.Graph.Objective is not null && of.Graph.Parameters.Count > 0).Take(MostWrong))
        {
            networks++;
            Evaluation wrong = of.Batch.InterpretWithWrongWeight(0.01);
            var judgement = new Judgement();
            judgement.Compare("output", Floats(wrong[of.Graph.Output].Value), of.Expected[of.Graph.Output].Value.Elements);
            judgement.Compare("loss", wrong.Loss!.Value.Value, of.Expected.Loss!.Value);
            foreach (Value parameter in of.Graph.Parameters.Select(parameter => parameter.Value).Where(parameter => wrong[parameter].Gradient is not null))
            {
                judgement.Compare(parameter.Name, Floats(wrong[parameter].Gradient!), of.Expected[parameter].Gradient!.Elements);
            }

            seen += judgement.Faults.Count > 0 ? 1 : 0;
        }

        output.WriteLine($"seen in {seen} of {networks} networks");
        Assert.True(seen >= LeastPart * networks, $"One wrong weight was seen in {seen} of {networks} networks only; {RandomRuns.SeedVariable}={RandomRuns.Seed}");
    }

    private static float[] Floats(Tensor tensor) => Array.ConvertAll(tensor.Elements.ToArray(), element => (float)element.Value);

    private static Judgement Judge(RandomRuns.Case of, NetworkCompilation compilation)
    {
        var judgement = new Judgement();
        try
        {
            INetwork network = RandomRuns.Network(compilation, of);
            JudgeBatch(network, of, judgement);
            JudgeTrace(network, of, judgement);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            judgement.Require(false, exception.ToString());
        }

        return judgement;
    }

    private static void JudgeBatch(INetwork network, RandomRuns.Case of, Judgement judgement)
    {
        Minibatch batch = of.Batch.Minibatch();
        ReadOnlySpan<Rounded> outputs = of.Expected[of.Graph.Output].Value.Elements;
        if (network is not ITrainableNetwork trainable)
        {
            judgement.Compare("output", NetworkRun.Predict(network, batch, float.NaN), outputs);
            return;
        }

        NetworkRun run = NetworkRun.Evaluate(trainable, batch, float.NaN);
        judgement.Compare("output", run.Output, outputs);
        judgement.Compare("loss", run.Loss, of.Expected.Loss!.Value);
        List<Value> derived = [.. of.Graph.Parameters.Select(parameter => parameter.Value)];
        if (of.Graph.InputGradient)
        {
            derived.Add(of.Graph.Input);
        }

        judgement.Require(run.Gradients.Count == derived.Count, $"there are {run.Gradients.Count} gradients, expected {derived.Count}");
        foreach (Value value in derived)
        {
            string name = value == of.Graph.Input ? NetworkRun.Input : value.Name;
            judgement.Compare("gradient of " + name, run.Gradients[name], of.Expected[value].Gradient!.Elements);
        }
    }

    private static void JudgeTrace(INetwork network, RandomRuns.Case of, Judgement judgement)
    {
        int row = of.Network.Rows - 1;
        Trace trace = network.Trace(of.Batch.Minibatch(), row);
        Evaluation expected = of.Batch.InterpretRow(row);
        List<Value> values = [of.Graph.Input, .. of.Graph.Nodes.Select(node => node.Output)];
        judgement.Require(trace.Values.Select(value => value.Name).SequenceEqual(values.Select(value => value.Name)), "the trace has other values than the graph");
        judgement.Require(trace.Loss is null == expected.Loss is null, "the trace has no loss, or one of nothing");
        if (trace.Loss is double loss && expected.Loss is { } expectedLoss)
        {
            judgement.Compare("traced loss", loss, expectedLoss);
        }

        HashSet<Value> trained = Trained(of.Graph);
        foreach (Value value in values)
        {
            TracedValue traced = trace[value.Name];
            judgement.Compare("traced " + value.Name, traced.Value, expected[value].Value.Elements);
            bool hasGradient = expected.Loss is not null && trained.Contains(value);
            judgement.Require(traced.Gradient is not null == hasGradient, $"the trace has {(hasGradient ? "no gradient" : "a gradient")} of {value.Name}");
            if (traced.Gradient is not null && hasGradient)
            {
                judgement.Compare("traced gradient of " + value.Name, traced.Gradient, expected[value].Gradient!.Elements);
            }
        }
    }

    /// <summary>What depends on a parameter, or on an input whose gradient is asked for: these have gradients.</summary>
    private static HashSet<Value> Trained(ForwardGraph graph)
    {
        var trained = new HashSet<Value>(graph.Parameters.Select(parameter => parameter.Value));
        if (graph.InputGradient)
        {
            trained.Add(graph.Input);
        }

        foreach (Node node in graph.Nodes.Where(node => node.Inputs.Any(trained.Contains)))
        {
            trained.Add(node.Output);
        }

        return trained;
    }
}
