using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using NetGen.Conformance.Tests.Interpreter;
using NetGen.Generator.Graph;
using NetGen.Generator.Operators;
using Xunit;

namespace NetGen.Conformance.Tests.Functions;

/// <summary>The emitted code of every loss against its definition in double: value and derivative of single examples, at extremes and at kinks.</summary>
public sealed class LossTests
{
    private const int MostShown = 8;

    public static TheoryData<KernelBody, int> Cases
    {
        get
        {
            var cases = new TheoryData<KernelBody, int>();
            foreach (KernelBody body in KernelBodies.Supported)
            {
                for (int loss = 0; loss < DeclaredLoss.All.Length; loss++)
                {
                    cases.Add(body, loss);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Losses_and_derivatives_are_right_over_all_predictions(KernelBody body, int number)
    {
        DeclaredLoss loss = DeclaredLoss.All[number];
        var faults = new List<string>();
        (int examples, int uncertain) = (0, 0);
        foreach (int length in loss.Lengths)
        {
            ForwardGraph graph = LossNetworks.Graph(loss, length);
            var network = new Evaluated(LossNetworks.Network(loss, length, body));
            foreach (float[] prediction in loss.Draw(length))
            {
                foreach (float[] target in LossTargets.Of(graph.Objective!, prediction))
                {
                    Interpreter.Evaluation expected = GraphInterpreter.EvaluateExample(graph, Given(graph, prediction, target));
                    (double value, float[] gradient) = network.Gradient(prediction, target);
                    examples++;
                    uncertain += expected.IsUncertain ? 1 : 0;
                    faults.AddRange(Faults(value, gradient, expected, graph.Input)
                        .Select(fault => FormattableString.Invariant($"{fault} for predictions {string.Join(", ", prediction)} and targets {string.Join(", ", target)}")));
                }
            }
        }

        Assert.True(examples > 90);
        Assert.True(uncertain * 20 < examples, $"{uncertain} of {examples} examples are next to a kink.");
        Assert.True(faults.Count == 0, $"{loss}: {faults.Count} faults in {examples} examples\n{string.Join("\n", faults.Take(MostShown))}");
    }

    [Fact]
    public void Every_loss_of_the_generator_is_tried()
    {
        // A user's own loss, and the caller's own gradient, of which nothing is known; those of several values are held against the interpreter as nodes of graphs.
        string[] others = ["Loss", "OutputGradient", "GaussianNegativeLogLikelihood", "CosineEmbedding", "SkipGram"];
        Assert.Empty(OperatorCatalog.Attributes.Where(attribute => OperatorCatalog.FindObjective(attribute) is not null)
            .Select(attribute => attribute["NetGen.".Length..]).Except(others).Except(DeclaredLoss.All.Select(loss => loss.Attribute)));
    }

    private static IEnumerable<string> Faults(double value, float[] gradient, Interpreter.Evaluation expected, Value input)
    {
        if (FloatJudgement.Fault(value, expected.Loss!.Value) is { } fault)
        {
            yield return "loss " + fault;
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            // At a kink either side will do, but no NaN.
            Rounded slope = expected.IsUncertain ? new Rounded(0, double.PositiveInfinity) : expected[input].Gradient![i];
            if (FloatJudgement.Fault(gradient[i], slope) is { } wrong)
            {
                yield return FormattableString.Invariant($"derivative {i} {wrong}");
            }
        }
    }

    private static Dictionary<Value, double[]> Given(ForwardGraph graph, float[] prediction, float[] target) => new()
    {
        [graph.Input] = Array.ConvertAll(prediction, value => (double)value),
        [graph.Objective!.Target!] = Array.ConvertAll(target, value => (double)value),
    };

    /// <summary>A network with what a gradient needs.</summary>
    private sealed class Evaluated(ITrainableNetwork network)
    {
        private readonly Workspace _workspace = new(network, 1);
        private readonly Gradients _gradients = new(network);

        public (double Loss, float[] Gradient) Gradient(float[] prediction, float[] target)
        {
            Minibatch example = network.Info.Targets[0].Kind == ElementKind.Int
                ? Minibatch.From(prediction, prediction.Length, new[] { (int)target[0] })
                : Minibatch.From(prediction, prediction.Length, target, target.Length);
            double loss = network.Gradient(example, _gradients, _workspace);
            return (loss, _workspace.InputGradient.ToArray());
        }
    }
}
