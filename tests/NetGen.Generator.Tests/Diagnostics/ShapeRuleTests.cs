using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NG2001, NG2002, NG2003: sizes and shapes.</summary>
public class ShapeRuleTests
{
    private const string ShapeRange = "but it must be from 1 to 268435456 on each axis and in all";

    [Fact, Triggers("NG2001")]
    public void An_input_axis_of_zero() => Expect.Problems(
        "using NetGen; [Network({|NG2001:0|})] [Dense(3)] partial class A;", "the input shape of A is [0], " + ShapeRange);

    [Fact, Triggers("NG2001")]
    public void A_negative_input_axis_among_others() => Expect.Problems(
        "using NetGen; [Network(28, {|NG2001:-3|}, 1, InputGradient = true)] [Dense(3)] partial class A;", "the input shape of A is [28, -3, 1], " + ShapeRange);

    [Fact, Triggers("NG2001")]
    public void Two_negative_input_axes() => Expect.Problems(
        "using NetGen; [Network({|NG2001:-2|}, -2)] [Dense(3)] partial class A;", "the input shape of A is [-2, -2], " + ShapeRange);

    [Fact, Triggers("NG2001")]
    public void No_input_axis() => Expect.Problems(
        "using NetGen; [{|NG2001:Network()|}] [Dense(3)] partial class A;", "the input shape of A is empty, " + ShapeRange);

    [Fact, Triggers("NG2001")]
    public void No_input_axis_and_no_list() => Expect.Problems(
        "using NetGen; [{|NG2001:Network(InputGradient = true)|}] [Dense(3)] partial class A;", "the input shape of A is empty, " + ShapeRange);

    [Fact, Triggers("NG2001")]
    public void An_input_axis_too_long() => Expect.Problems(
        "using NetGen; [Network(2, {|NG2001:1 << 30|})] [Dense(3)] partial class A;", "the input shape of A is [2, 1073741824], " + ShapeRange);

    /// <summary>2^32, which is 0 in 32 bits.</summary>
    [Fact, Triggers("NG2001")]
    public void Input_axes_whose_product_is_too_large() => Expect.Problems(
        "using NetGen; [Network({|NG2001:65536|}, 65536)] [Dense(3)] partial class A;", "the input shape of A is [65536, 65536], " + ShapeRange);

    [Fact, Triggers("NG2001")]
    public void Input_axes_as_an_array() => Expect.Problems(
        "using NetGen; [Network({|NG2001:new[] { 3, 0 }|})] [Dense(3)] partial class A;", "the input shape of A is [3, 0], " + ShapeRange);

    /// <summary>The place is that of [Network], wherever it stands.</summary>
    [Fact, Triggers("NG2001")]
    public void An_impossible_input_after_the_layers() => Expect.Problems(
        "using NetGen; [Dense(3)] [Relu] [Network({|NG2001:0|})] partial class A;", "the input shape of A is [0], " + ShapeRange);

    [Fact, Triggers("NG2001")]
    public void No_units() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(4), Dense({|NG2001:0|})] partial class A;", "the size of dense2 is 0, but it must be from 1 to 268435456");

    [Fact, Triggers("NG2001")]
    public void Negative_units_by_name() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense({|NG2001:units: -3|}, Name = \"stem\")] partial class A;",
        "the size of stem is -3, but it must be from 1 to 268435456");

    [Fact, Triggers("NG2001")]
    public void Too_many_units() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense({|NG2001:1 << 30|})] partial class A;", "the size of dense1 is 1073741824, but it must be from 1 to 268435456");

    [Fact, Triggers("NG2001")]
    public void Too_many_units_over_the_rows() => Expect.Problems(
        "using NetGen; [Network(1024, 1024, 2)] [Dense({|NG2001:1024|})] partial class A;", "the size of dense1 (1048576 rows) is 1024, but it must be from 1 to 256");

    [Fact, Triggers("NG2001")]
    public void Too_many_weights() => Expect.Problems(
        "using NetGen; [Network(65536)] [Dense({|NG2001:65536|})] partial class A;", "the size of dense1 is 65536, but it must be from 1 to 4031");

    [Fact, Triggers("NG2001")]
    public void Too_many_weights_in_all() => Expect.Problems(
        "using NetGen; [Network(4000)] [Dense(40000)] [Dense({|NG2001:4000|})] partial class A;", "the size of dense2 is 4000, but it must be from 1 to 2639");

    [Fact, Triggers("NG2001")]
    public void Too_many_values_in_all() => Expect.Problems(
        "using NetGen; [Network(1 << 28)] [Relu] [Tanh] [{|NG2001:Relu|}] [Tanh] [HalfSquaredError] partial class A;",
        "the sum of all values of A up to relu2 is 805306368, but it must be from 1 to 536870912");

    [Fact, NearMiss("NG2001")]
    public void The_least_and_the_largest() => Expect.Clean(
        "using NetGen; [Network(1)] [Dense(1)] [HalfSquaredError] partial class A;",
        "using NetGen; [Network(1, 1, 1, 1)] [Dense(1)] [HalfSquaredError] partial class A;",
        "using NetGen; [Network(16384, 16384)] [Tanh] [HalfSquaredError] partial class A;",
        "using NetGen; [Network(1, 1 << 20)] [Dense(191)] [HalfSquaredError] partial class A;");

    [Fact, Triggers("NG2002")]
    public void An_axis_above_the_last() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3)] [Softmax({|NG2002:Axis = 1|})] partial class A;",
        "axis 1 of softmax1 does not exist: its input has the shape [3], so the axis must be from -1 to 0");

    [Fact, Triggers("NG2002")]
    public void An_axis_below_the_first() => Expect.Problems(
        "using NetGen; [Network(2, 3)] [Softmax({|NG2002:Axis = -3|}, Name = \"attention\")] partial class A;",
        "axis -3 of attention does not exist: its input has the shape [2, 3], so the axis must be from -2 to 1");

    [Fact, NearMiss("NG2002")]
    public void The_first_and_the_last_axis() => Expect.Clean(
        "using NetGen; [Network(2, 3)] [Softmax(Axis = 0)] [Softmax(Axis = 1)] [Softmax(Axis = -1)] [Softmax(Axis = -2)] [Softmax] [HalfSquaredError] partial class A;");

    [Fact, Triggers("NG2003")]
    public void Classes_over_several_axes() => Expect.Problems(
        "using NetGen; [Network(2, 3)] [Dense(5)] [{|NG2003:SoftmaxCrossEntropy|}] partial class A;",
        "SoftmaxCrossEntropy expects one vector of scores, [classes], but dense1 gives [2, 5]");

    [Fact, Triggers("NG2003")]
    public void An_input_too_long_for_any_weights() => Expect.Problems(
        "using NetGen; [Network(1 << 28)] [{|NG2003:Dense(1)|}] partial class A;",
        "dense1 expects at most 4129775 values on the last axis, so that all weights fit an array, but the value above gives 268435456");

    [Fact, Triggers("NG2003")]
    public void Pieces_that_do_not_divide_the_last_axis() => Expect.Problems(
        "using NetGen; [Network(6, 4)] [Dense(8)] [Maxout({|NG2003:3|})] partial class A;",
        "maxout1 expects a last axis that 3 pieces divide, but dense1 gives [6, 8]");

    [Fact, Triggers("NG2001")]
    public void No_pieces() => Expect.Problems(
        "using NetGen; [Network(6)] [Maxout({|NG2001:pieces: 0|})] partial class A;", "the size of maxout1 is 0, but it must be from 1 to 268435456");

    [Fact, Triggers("NG2002")]
    public void An_axis_of_LogSoftmax() => Expect.Problems(
        "using NetGen; [Network(6)] [LogSoftmax({|NG2002:Axis = 1|})] partial class A;",
        "axis 1 of logSoftmax1 does not exist: its input has the shape [6], so the axis must be from -1 to 0");

    [Fact, Triggers("NG2002")]
    public void An_axis_of_Sparsemax() => Expect.Problems(
        "using NetGen; [Network(6)] [Sparsemax({|NG2002:Axis = -2|})] partial class A;",
        "axis -2 of sparsemax1 does not exist: its input has the shape [6], so the axis must be from -1 to 0");

    [Fact, NearMiss("NG2003")]
    public void Pieces_that_divide_the_last_axis() => Expect.Clean(
        "using NetGen; [Network(6, 4)] [Dense(8)] [Maxout(8)] [Maxout(1)] partial class A;",
        "using NetGen; [Network(9)] [Maxout(pieces: 3)] [Dense(1)] [HalfSquaredError] partial class A;");

    [Fact, NearMiss("NG2003")]
    public void Classes_along_one_axis_and_the_longest_input() => Expect.Clean(
        "using NetGen; [Network(3)] [Dense(1)] [SoftmaxCrossEntropy] partial class A;",
        "using NetGen; [Network(2, 3)] [Dense(5)] [MeanSquaredError] partial class A;",
        "using NetGen; [Network(4129775)] [Dense(1)] partial class A;");
}
