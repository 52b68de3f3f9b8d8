using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;
using Xunit;

namespace NetGen.Generator.Tests.Stages;

/// <summary>"Map into map" and "map into sums": chains of activations are one expression, which becomes part of the kernel whose sums it goes over.</summary>
public class FusionTests
{
    private static readonly Value X = Hand.Value("x", 4);
    private static readonly Value W = Hand.Value("w", 12, Extent.Shared);
    private static readonly Value Sum = Hand.Value("sum", 3);
    private static readonly Value Mapped = Hand.Value("mapped", 3);

    [Fact]
    public void A_dense_layer_and_its_relu_are_one_kernel_in_prediction()
    {
        NetworkPlan plan = Compiled.Plan("[Network(40)] [Dense(100), Relu] [Dense(10), Relu]");
        Assert.Equal(2, plan.Prediction.Steps.Count);
        Assert.Equal(["relu1", "relu2"], plan.Prediction.Steps.Select(step => step.Write!.Name));
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
            plan.Trace.Forward.Concat(plan.Trace.Losses).Concat(plan.Trace.Backward).Where(step => step.Write!.Extent == Extent.PerExample).Sum(step => step.Write!.Shape.Size));
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
        Step step = Assert.Single(Fusion.Fuse([Hand.Sum(Sum, X, W), Hand.Map(Mapped, Sum)], [Mapped]));
        Assert.Same(Mapped, step.Write);
        Assert.Equal([X, W], step.Reads);
        Assert.Equal(0.5 * Epilogue.Sum, ((EpilogueKernel)step.Kernel).Epilogue.Expression);
        Assert.Equal("SumHalf", step.Kernel.Name);
    }

    [Fact]
    public void Kernels_of_two_maps_have_two_names_though_only_a_digit_distinguishes_them()
    {
        Step Fused(string map) => Assert.Single(Fusion.Fuse([Hand.Sum(Sum, X, W), Hand.Map(Mapped, Sum, map)], [Mapped]));
        Assert.Equal("SumRelu6", Fused("Relu6").Kernel.Name);
        Assert.NotEqual(((EpilogueKernel)Fused("Relu6").Kernel).Epilogue.Name, ((EpilogueKernel)Fused("Relu").Kernel).Epilogue.Name);
    }

    /// <summary>A function of the runtime is a pass of its own over some rows, written once and not for each sum of a tile.</summary>
    [Fact]
    public void A_costly_map_goes_over_the_sums_in_place()
    {
        Step step = Assert.Single(Fusion.Fuse([Hand.Sum(Sum, X, W), Hand.Tanh(Mapped, Sum)], [Mapped]));
        var kernel = Assert.IsType<MappedKernel>(step.Kernel);
        Assert.Equal(("SumTanh", "Sum", "Tanh"), (kernel.Name, kernel.Sums.Name, kernel.Map.Name));
        Assert.Equal(["x", "weights"], kernel.Reads.Select(read => read.Name));
        Assert.Equal(["result"], kernel.Operands);
        Assert.Equal([X, W], step.Reads);
        Assert.Equal([kernel.Sums, kernel.Map], kernel.Callees);
    }

    [Fact]
    public void A_costly_map_may_read_more_than_the_sums()
    {
        Value other = Hand.Value("other", 3), slopes = Hand.Value("slopes", 3, Extent.Shared);
        Expression body = (new Variable("x") * Expression.Tanh(new Variable("weights"))) + (new Variable("y") * new Variable("slope"));
        Step map = Hand.Map(Mapped, "Mixed", body, ("x", other), ("weights", Sum), ("y", other), ("slope", slopes));
        Step step = Assert.Single(Fusion.Fuse([Hand.Sum(Sum, X, W), map], [Mapped]));
        var kernel = Assert.IsType<MappedKernel>(step.Kernel);
        Assert.Equal(["xOf2", "result", "xOf2", "slope"], kernel.Operands);
        Assert.Equal(["x", "weights", "xOf2", "slope"], kernel.Reads.Select(read => read.Name));
        Assert.Equal([X, W, other, slopes], step.Reads);
        Assert.Equal("xOf2 * tanh(sum) + xOf2 * slope", kernel.AsEpilogue().Epilogue.Expression.ToString());
    }

    [Fact]
    public void A_chain_of_maps_is_one_expression()
    {
        Value again = Hand.Value("again", 3);
        Step[] maps = [Hand.Tanh(Mapped, Sum), Hand.Map(again, Mapped)];
        Step step = Assert.Single(Fusion.Fuse(maps, [again]));
        Assert.Equal(("TanhHalf", 0.5 * Expression.Tanh(new Variable("x"))), (step.Kernel.Name, ((RowKernel)step.Kernel).Map));
        Assert.Equal([Sum], step.Reads);
        Assert.Equal("SumTanhHalf", Assert.Single(Fusion.Fuse([Hand.Sum(Sum, X, W), .. maps], [again])).Kernel.Name);
        Assert.Equal(maps, Fusion.Fuse(maps, [Mapped, again]));
    }

    /// <summary>With numbers of features a row is the last axis, of which an example has several.</summary>
    [Fact]
    public void Maps_of_a_chain_agree_on_the_row()
    {
        Value slopes = Hand.Value("slopes", 3, Extent.Shared), fewer = Hand.Value("fewer", 1, Extent.Shared), again = Hand.Value("again", 3);
        Step ByFeature(Value write, Value read, Value shared) => Hand.Map(write, "Scaled", new Variable("x") * new Variable("slope"), ("x", read), ("slope", shared));
        Step run = Hand.Map(again, Mapped) with { RowsPerExample = 7 };
        var kernel = (RowKernel)Assert.Single(Fusion.Fuse([ByFeature(Mapped, Sum, slopes), run], [again])).Kernel;
        Assert.Equal(["x Input", "slope Feature", "result Output"], kernel.Operands.Select(operand => $"{operand.Name} {operand.Kind}"));
        Assert.Equal(1, Assert.Single(Fusion.Fuse([ByFeature(Mapped, Sum, slopes), run], [again])).RowsPerExample);

        Step other = ByFeature(again, Mapped, fewer);
        other = other with { Kernel = (RowKernel)other.Kernel with { Length = 1 }, RowsPerExample = 3 };
        Assert.Equal(2, Fusion.Fuse([ByFeature(Mapped, Sum, slopes), other], [again]).Count);
        Assert.Equal(2, Fusion.Fuse([Hand.Sum(Mapped, X, W), other], [again]).Count);
    }

    [Fact]
    public void What_both_maps_read_is_read_once()
    {
        Value other = Hand.Value("other", 3), again = Hand.Value("again", 3);
        Step first = Hand.Map(Mapped, "Product", new Variable("x") * new Variable("y"), ("x", Sum), ("y", other));
        Step second = Hand.Map(again, "Difference", new Variable("y") - new Variable("x"), ("x", other), ("y", Mapped));
        Step step = Assert.Single(Fusion.Fuse([first, second], [again]));
        Assert.Equal([Sum, other], step.Reads);
        Assert.Equal("x * y - y", ((RowKernel)step.Kernel).Map!.ToString());
    }

    /// <summary>It is called for each element alone, with vectors before and after.</summary>
    [Fact]
    public void A_method_that_cannot_be_read_stays_a_step()
    {
        Value called = Hand.Value("called", 3), again = Hand.Value("again", 3);
        Step call = Hand.Map(called, "Opaque", new Invocation("global::User.F", [new Variable("x")]), ("x", Mapped));
        Unfused([Hand.Map(Mapped, Sum), call, Hand.Map(again, called)], [again]);
        Unfused([Hand.Sum(Mapped, X, W), call], [called]);
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

    /// <summary>Layers of several widths share the kernel of a map with a number for each feature.</summary>
    [Fact]
    public void Numbers_of_features_have_no_length_of_their_own() =>
        Assert.Equal(2, Compiled.Plan("[Network(4)] [Dense(3), Prelu, Tanh] [Dense(40), Prelu] [HalfSquaredError]").Prediction.Steps.Count);

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
    public void A_map_over_a_value_that_a_program_makes_stays() =>
        Unfused([Hand.Step(Sum, X), Hand.Map(Mapped, Sum)], [Mapped]);

    [Fact]
    public void A_program_over_rows_is_no_map() =>
        Assert.Equal(2, Compiled.Plan("[Network(40)] [Dense(10), Softmax]").Prediction.Steps.Count);

    private static void Unfused(Step[] steps, HashSet<Value> kept) => Assert.Equal(steps, Fusion.Fuse(steps, kept));
}
