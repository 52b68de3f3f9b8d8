using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Operators;
using Xunit;

namespace NetGen.Generator.Tests.Stages;

/// <summary>Each verifier accepts what the stage before it makes and refuses it once it is broken.</summary>
public class VerifierTests
{
    private static readonly ForwardGraph Forward = Compiled.Forward("[Network(4, InputGradient = true)] [Dense(3), Relu] [Dense(2)] [SoftmaxCrossEntropy]");

    [Fact]
    public void Sound_graphs_pass()
    {
        ForwardGraphVerifier.Verify(Forward);
        TrainingGraphVerifier.Verify(Differentiator.Differentiate(Forward)!);
    }

    [Fact]
    public void A_value_read_before_it_is_made() => Refused("relu1 reads dense1[3] before it is made", () => ForwardGraphVerifier.Verify(With([.. Forward.Nodes.Skip(1)])));

    [Fact]
    public void A_value_made_twice() => Refused("dense1[3] is made twice", () => ForwardGraphVerifier.Verify(With([Forward.Nodes[0], .. Forward.Nodes])));

    [Fact]
    public void A_shape_that_the_operation_does_not_infer()
    {
        var wrong = new Node(new Dense(7), Forward.Nodes[0].Inputs, Forward.Nodes[0].Output, "dense1");
        Refused("dense1 declares dense1[3] but its operation infers [7]", () => ForwardGraphVerifier.Verify(With([wrong, .. Forward.Nodes.Skip(1)])));
    }

    [Fact]
    public void An_output_that_no_layer_makes() => Refused("the output dense2[2] is not made by any layer", () => ForwardGraphVerifier.Verify(With([.. Forward.Nodes.Take(2)])));

    [Fact]
    public void A_parameter_without_a_gradient() => Refused("No gradient reaches dense1.bias[3]", () => Training(gradients => gradients.Remove(Find("dense1.bias"))));

    [Fact]
    public void An_input_without_a_gradient() => Refused("No gradient reaches x[4]", () => Training(gradients => gradients.Remove(Forward.Input)));

    [Fact]
    public void A_gradient_of_another_shape() => Refused(
        "The gradient of dense2.bias[2] has the shape [3]",
        () => Training(gradients => gradients[Find("dense2.bias")] = gradients[Find("dense1.bias")]));

    [Fact]
    public void A_backward_pass_that_reads_what_was_not_made() =>
        Refused("before it is made", () => Training(_ => { }, backward => backward.Reverse()));

    [Fact]
    public void A_plan_that_reads_before_it_writes()
    {
        (Value x, Value a, Value b) = (Hand.Value("x", 4), Hand.Value("a", 4), Hand.Value("b", 4));
        Refused("Any reads a[4] before it is written", () => PlanVerifier.Verify([Hand.Step(b, a), Hand.Step(a, x)], new HashSet<Value> { x }, Hand.Scratch()));
    }

    [Fact]
    public void A_step_with_too_few_values()
    {
        (Value x, Value a) = (Hand.Value("x", 4), Hand.Value("a", 4));
        Step tooShort = Hand.Step(a, x, x) with { Reads = [x] };
        Refused("Any takes 2 values but is given 1", () => PlanVerifier.Verify([tooShort], new HashSet<Value> { x }, Hand.Scratch()));
    }

    [Theory]
    [InlineData(0, 3, 1, 2, true)]
    [InlineData(3, 4, 0, 3, true)]
    [InlineData(4, 5, 0, 3, false)]
    [InlineData(0, 3, 4, 5, false)]
    public void Two_live_values_in_the_same_memory(int first, int last, int otherFirst, int otherLast, bool refused)
    {
        (Value a, Value b) = (Hand.Value("a", 4), Hand.Value("b", 4));
        ScratchPlan plan = Hand.Scratch((a, new ScratchSlot(0, 4, first, last)), (b, new ScratchSlot(3, 4, otherFirst, otherLast)));
        void Verify() => PlanVerifier.Verify([], new HashSet<Value>(), plan);
        if (refused)
        {
            Refused("b[4] and a[4] are alive at the same time in the same memory", Verify);
        }
        else
        {
            Verify();
        }
    }

    [Fact]
    public void Values_of_each_example_and_of_all_have_memories_of_their_own() => PlanVerifier.Verify(
        [],
        new HashSet<Value>(),
        Hand.Scratch((Hand.Value("a", 4), new ScratchSlot(0, 4, 0, 9)), (Hand.Value("b", 4, Extent.Shared), new ScratchSlot(0, 4, 0, 9))));

    private static Value Find(string parameter) => Forward.Parameters.Single(candidate => candidate.Name == parameter).Value;

    private static ForwardGraph With(Node[] nodes) => new()
    {
        Name = Forward.Name,
        Inputs = Forward.Inputs,
        Outputs = Forward.Outputs,
        Nodes = nodes,
        Layers = Forward.Layers,
        Parameters = Forward.Parameters,
        Objectives = Forward.Objectives,
        InputGradient = Forward.InputGradient,
    };

    private static void Training(Action<Dictionary<Value, Value>> breakGradients, Action<List<Node>>? breakBackward = null)
    {
        TrainingGraph sound = Differentiator.Differentiate(Forward)!;
        Dictionary<Value, Value> gradients = sound.Gradients.ToDictionary(pair => pair.Key, pair => pair.Value);
        List<Node> backward = [.. sound.Backward];
        breakGradients(gradients);
        breakBackward?.Invoke(backward);
        TrainingGraphVerifier.Verify(new TrainingGraph
        {
            Forward = Forward,
            Nodes = sound.Nodes,
            Objectives = sound.Objectives,
            Backward = backward,
            Gradients = gradients,
            Statistics = sound.Statistics,
            Evaluation = sound.Evaluation,
        });
    }

    private static void Refused(string reason, Action verify) =>
        Assert.Contains(reason, Assert.Throws<InvalidOperationException>(verify).Message, StringComparison.Ordinal);
}
