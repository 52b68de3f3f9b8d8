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
        foreach (RandomRuns.Case of in RandomRuns.All.Where(of => of.Graph.Objective is not null && of.Graph.Parameters.Any(parameter => parameter.IsTrained)).Take(MostWrong))
        {
            networks++;
            Evaluation wrong = of.Batch.InterpretWithWrongWeight(0.01);
            var judgement = new Judgement();
            foreach (Output output in of.Graph.Outputs)
            {
                judgement.Compare("output", Floats(wrong[output.Value].Value), of.Expected[output.Value].Value.Elements);
            }

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
        Rounded[] outputs = [.. of.Graph.Outputs.SelectMany(output => of.Predicted[output.Value].Value.Elements.ToArray())];
        if (network is not ITrainableNetwork trainable)
        {
            judgement.Compare("output", NetworkRun.Predict(network, batch, float.NaN), outputs);
            return;
        }

        NetworkRun run = NetworkRun.Evaluate(trainable, batch, float.NaN, of.Graph.HasModes());
        judgement.Compare("output", run.Output, outputs);
        judgement.Compare("loss", run.Loss, of.Predicted.Loss!.Value);
        judgement.Compare("loss of training", run.TrainingLoss, of.Expected.Loss!.Value);
        JudgeGradients(run, of, judgement);
        foreach (Node node in of.Graph.Nodes.Where(node => node.StatisticOf is not null))
        {
            judgement.Compare("statistic " + node.StatisticOf!.Name, run.Statistics[node.StatisticOf.Name], Statistic(node, of));
        }
    }

    /// <summary>The newest value of a running statistic; a variance that is not biased is n / (n - 1) times the one by which a batch is normalized.</summary>
    private static Rounded[] Statistic(Node node, RandomRuns.Case of)
    {
        if (node.Operation is not UnbiasedVariance unbiased)
        {
            return of.Expected[node.Output].Value.Elements.ToArray();
        }

        double count = (double)of.Network.Rows * unbiased.RowsPerExample;
        Rounded factor = Rounded.Constant(count / (count - 1));
        return Array.ConvertAll(of.Expected[node.Inputs[0]].Value.Elements.ToArray(), variance => factor * variance);
    }

    private static void JudgeGradients(NetworkRun run, RandomRuns.Case of, Judgement judgement)
    {
        Dictionary<string, Value> derived = of.Graph.Parameters.Where(parameter => parameter.IsTrained).ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        for (int i = 0; of.Graph.InputGradient && i < of.Graph.Inputs.Count; i++)
        {
            if (of.Graph.Inputs[i].Kind == Generator.Graph.ElementKind.Float)
            {
                derived.Add(NetworkRun.InputName(i), of.Graph.Inputs[i]);
            }
        }

        judgement.Require(run.Gradients.Count == derived.Count, $"there are {run.Gradients.Count} gradients, expected {derived.Count}");
        // What is drawn otherwise has no gradient by its definition.
        foreach ((string name, Value value) in derived.Where(each => !RandomBatch.IsMask(each.Value)))
        {
            // Behind what passes no gradient it is 0.
            Operand operand = of.Expected[value];
            judgement.Compare("gradient of " + name, run.Gradients[name], operand.Gradient is { } gradient ? gradient.Elements : new Rounded[operand.Value.Count]);
        }
    }

    private static void JudgeTrace(INetwork network, RandomRuns.Case of, Judgement judgement)
    {
        int row = of.Network.Rows - 1;
        Trace trace = network.Trace(of.Batch.Minibatch(), row);
        Evaluation expected = of.Batch.InterpretRow(row);
        List<Value> values =
        [
            .. of.Graph.Inputs.Where(input => input.Kind == Generator.Graph.ElementKind.Float),
            .. Modes.Prediction(of.Graph.Nodes).Nodes.Select(node => node.Output).Where(value => value.Extent == Extent.PerExample),
        ];
        judgement.Require(trace.Values.Select(value => value.Name).SequenceEqual(values.Select(value => value.Name)), "the trace has other values than the graph");
        // What is looked at is a prediction; its gradients are those of training where both compute the same.
        bool hasLoss = expected.Loss is not null && !of.Graph.HasModes();
        judgement.Require(trace.Loss is not null == hasLoss, "the trace has no loss, or one of nothing");
        if (hasLoss && trace.Loss is double loss && expected.Loss is { } expectedLoss)
        {
            judgement.Compare("traced loss", loss, expectedLoss);
        }

        HashSet<Value> trained = Trained(of.Graph);
        foreach (Value value in values)
        {
            TracedValue traced = trace[value.Name];
            judgement.Compare("traced " + value.Name, traced.Value, expected[value].Value.Elements);
            bool hasGradient = hasLoss && trained.Contains(value) && (expected[value].Gradient is not null || of.Graph.Inputs.Contains(value));
            judgement.Require(traced.Gradient is not null == hasGradient, $"the trace has {(hasGradient ? "no gradient" : "a gradient")} of {value.Name}");
            if (traced.Gradient is not null && hasGradient)
            {
                judgement.Compare("traced gradient of " + value.Name, traced.Gradient, expected[value].Gradient is { } gradient ? gradient.Elements : new Rounded[traced.Gradient.Length]);
            }
        }
    }

    /// <summary>What depends on a parameter, or on an input whose gradient is asked for: these have gradients.</summary>
    private static HashSet<Value> Trained(ForwardGraph graph)
    {
        var trained = new HashSet<Value>(graph.Parameters.Where(parameter => parameter.IsTrained).Select(parameter => parameter.Value));
        if (graph.InputGradient)
        {
            trained.UnionWith(graph.Inputs);
        }

        foreach (Node node in graph.Nodes.Where(node => node.Operation is not StopGradient && node.Inputs.Any(trained.Contains)))
        {
            trained.Add(node.Output);
        }

        return trained;
    }
}
