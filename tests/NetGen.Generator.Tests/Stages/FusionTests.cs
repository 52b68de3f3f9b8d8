using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;
using Xunit;

namespace NetGen.Generator.Tests.Stages;

/// <summary>"Map into epilogue": an activation becomes part of the kernel whose sums it takes.</summary>
public class FusionTests
{
    private static readonly Value X = Hand.Value("x", 4);
    private static readonly Value W = Hand.Value("w", 12, Extent.Shared);
    private static readonly Value Sum = Hand.Value("sum", 3);
    private static readonly Value Mapped = Hand.Value("mapped", 3);

    [Fact]
    public void A_dense_layer_and_its_relu_are_one_kernel_in_prediction()
    {
        NetworkPlan plan = Compiled.Plan("[Network(40)] [Dense(100), Relu] [Dense(10), Tanh]");
        Assert.Equal(2, plan.Prediction.Steps.Count);
        Assert.Equal(["relu1", "tanh1"], plan.Prediction.Steps.Select(step => step.Write!.Name));
        Assert.All(plan.Prediction.Steps, step => Assert.NotEqual(Epilogue.None, ((EpilogueKernel)step.Kernel).Epilogue));
        Assert.DoesNotContain(plan.Prediction.Scratch.Slots.Keys, value => value.Name == "dense1");
    }

    [Fact]
    public void A_trace_fuses_nothing_and_has_every_value()
    {
        NetworkPlan plan = Compiled.Plan("[Network(40)] [Dense(100), Relu] [Dense(10)] [SoftmaxCrossEntropy]");
        Assert.Equal(["dense1", "relu1", "dense2"], plan.Trace.Forward.Select(step => step.Write!.Name));
        Assert.All(plan.Trace.Forward.Concat(plan.Trace.Backward), step => Assert.True(step.Kernel is not EpilogueKernel { Epilogue: var epilogue } || epilogue == Epilogue.None));
        Assert.Equal(
            plan.Trace.Scratch.FloatsPerRow,
            plan.Trace.Forward.Append(plan.Trace.Loss!).Concat(plan.Trace.Backward).Where(step => step.Write!.Extent == Extent.PerExample).Sum(step => step.Write!.Shape.Size));
    }

    [Fact]
    public void The_derivative_of_an_activation_becomes_part_of_the_kernel_of_dx()
    {
        NetworkPlan plan = Compiled.Plan("[Network(40)] [Dense(100), Sigmoid] [Dense(10)] [SoftmaxCrossEntropy]");
        Assert.Contains(plan.Training!.Backward, step => step.Kernel is EpilogueKernel kernel && kernel.Epilogue != Epilogue.None && step.Reads.Any(read => read.Name == "sigmoid1"));
    }

    [Fact]
    public void The_map_takes_the_place_of_the_sum()
    {
        Step step = Assert.Single(Fusion.FuseMapsIntoEpilogues([Hand.Sum(Sum, X, W), Hand.Map(Mapped, Sum)], [Mapped]));
        Assert.Same(Mapped, step.Write);
        Assert.Equal([X, W], step.Reads);
        Assert.Equal(Expression.Tanh(Epilogue.Sum), ((EpilogueKernel)step.Kernel).Epilogue.Expression);
        Assert.Equal("SumTanh", step.Kernel.Name);
    }

    [Fact]
    public void Kernels_of_two_maps_have_two_names_though_only_a_digit_distinguishes_them()
    {
        Step Fused(string map) => Assert.Single(Fusion.FuseMapsIntoEpilogues([Hand.Sum(Sum, X, W), Hand.Map(Mapped, Sum, map)], [Mapped]));
        Assert.Equal("SumRelu6", Fused("Relu6").Kernel.Name);
        Assert.NotEqual(((EpilogueKernel)Fused("Relu6").Kernel).Epilogue.Name, ((EpilogueKernel)Fused("Relu").Kernel).Epilogue.Name);
    }

    [Fact]
    public void Maps_fuse_one_after_the_other()
    {
        Value again = Hand.Value("again", 3);
        Step step = Assert.Single(Fusion.FuseMapsIntoEpilogues([Hand.Sum(Sum, X, W), Hand.Map(Mapped, Sum), Hand.Map(again, Mapped)], [again]));
        Assert.Equal(Expression.Tanh(Expression.Tanh(Epilogue.Sum)), ((EpilogueKernel)step.Kernel).Epilogue.Expression);
    }

    /// <summary>Both maps call their operand x; renaming one after the other gave each the other's.</summary>
    [Fact]
    public void Operands_of_maps_in_a_row_stay_apart()
    {
        NetworkPlan plan = Compiled.Plan("[Network(4)] [Dense(3), Sigmoid, Tanh] [Dense(2)] [HalfSquaredError]");
        Step step = plan.Training!.Backward.Single(step => step.Write!.Name == "d dense1");
        var kernel = (EpilogueKernel)step.Kernel;
        string[] reads = [.. step.Reads.Select(read => read.Name)];
        double Value(string operand) => reads[kernel.Reads.ToList().FindIndex(read => read.Name == operand)] switch
        {
            "sigmoid1" => 0.25,
            "tanh1" => 0.5,
            string other => throw new System.ArgumentException(other),
        };
        double expected = 3 * (1 - (0.5 * 0.5)) * (0.25 * (1 - 0.25));
        Assert.Equal(expected, Evaluator.Evaluate(kernel.Epilogue.Expression, name => name == Epilogue.Sum.Name ? 3 : Value(name)), 12);
    }

    [Fact]
    public void A_kept_value_is_not_fused_away() =>
        Unfused([Hand.Sum(Sum, X, W), Hand.Map(Mapped, Sum)], [Mapped, Sum]);

    [Fact]
    public void A_value_with_two_readers_is_not_fused_away()
    {
        Value other = Hand.Value("other", 3);
        Unfused([Hand.Sum(Sum, X, W), Hand.Map(Mapped, Sum), Hand.Map(other, Sum)], [Mapped, other]);
    }

    [Fact]
    public void A_map_over_a_value_that_no_sum_makes_stays() =>
        Unfused([Hand.Map(Sum, Hand.Value("z", 3)), Hand.Map(Mapped, Sum)], [Mapped]);

    [Fact]
    public void A_program_over_rows_is_no_map() =>
        Assert.Equal(2, Compiled.Plan("[Network(40)] [Dense(10), Softmax]").Prediction.Steps.Count);

    private static void Unfused(Step[] steps, HashSet<Value> kept) => Assert.Equal(steps, Fusion.FuseMapsIntoEpilogues(steps, kept));
}
