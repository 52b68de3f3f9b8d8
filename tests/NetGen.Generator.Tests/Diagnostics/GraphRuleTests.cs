using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NG1011 to NG1014, NG1017 to NG1020 and NG2003: what layers read, what is left unread, whose parameters are shared.</summary>
public class GraphRuleTests
{
    [Fact, Triggers("NG1011")]
    public void Names_that_are_near_another() => Expect.Problems(
        """
        using NetGen;
        [Network(4)] [Dense(4, Name = "stem")] [Relu] [Dense(4, {|NG1011:From = "stme"|})] partial class A;
        [Network(4)] [Dense(4, Name = "stem")] [Relu] [Add("stem", {|NG1011:"relu2"|})] partial class B;
        [Network(4)] [Dense(4, Name = "stem")] [Relu] [Subtract({|NG1011:subtrahend: "y"|}, minuend: "relu1")] partial class C;
        [Network(4)] [Dense(4, Name = "stem")] [HalfSquaredError({|NG1011:From = "Stem"|})] partial class D;
        """,
        "dense2 reads 'stme', but no layer or input above it has that name; did you mean 'stem'",
        "add1 reads 'relu2', but no layer or input above it has that name; did you mean 'relu1'",
        "subtract1 reads 'y', but no layer or input above it has that name; did you mean 'x'",
        "HalfSquaredError reads 'Stem', but no layer or input above it has that name; did you mean 'stem'");

    [Fact, Triggers("NG1011")]
    public void A_name_that_is_near_nothing() => Expect.Problems(
        "using NetGen; [Network(4)] [Dense(4)] [Dense(4, {|NG1011:Shares = \"encoder\"|})] partial class A;",
        "dense2 reads 'encoder', but no layer or input above it has that name");

    [Fact, NearMiss("NG1011"), NearMiss("NG1012"), NearMiss("NG1014"), NearMiss("NG1018")]
    public void Names_of_layers_above_and_of_inputs() => Expect.Clean(
        "using NetGen; [Network(4)] [Dense(4, Name = \"stem\")] [Relu] [Add(\"x\", \"stem\", \"relu1\")] [Dense(4, From = \"add1\")] partial class A;",
        "using NetGen; [Network(4)] [Input(\"age\", 4)] [Multiply(\"age\", \"x\")] [Dense(4, From = \"multiply1\")] partial class A;",
        "using NetGen; [Network] [Input(\"age\", 4)] [Dense(2, From = \"age\")] [HalfSquaredError(From = \"dense1\")] partial class A;");

    [Fact, Triggers("NG1012")]
    public void A_name_below_or_its_own() => Expect.Problems(
        """
        using NetGen;
        [Network(4)] [Dense(4, {|NG1012:From = "gate"|})] [Relu(Name = "gate")] partial class A;
        [Network(4)] [Dense(4)] [Add("dense1", {|NG1012:"add1"|})] partial class B;
        """,
        "dense1 reads 'gate', which does not stand above it; a layer reads only what stands above, so that there is no cycle",
        "add1 reads 'add1', which does not stand above it; a layer reads only what stands above, so that there is no cycle");

    [Fact, Triggers("NG1013")]
    public void Layers_that_nothing_reads() => Expect.Problems(
        "using NetGen; [Network(4)] [Dense(4)] [{|NG1013:Relu|}] [Dense(3, From = \"dense1\")] [Dense(7, {|NG1013:Name = \"lost\"|}, From = \"x\")] [Tanh(From = \"dense2\")] partial class A;",
        "nothing reads relu1: name it by another layer's From or a loss's, make it an output by [Output(\"relu1\")], or remove it",
        "nothing reads lost: name it by another layer's From or a loss's, make it an output by [Output(\"lost\")], or remove it");

    [Fact, NearMiss("NG1013")]
    public void Layers_that_an_output_or_a_loss_reads() => Expect.Clean(
        "using NetGen; [Network(4)] [Dense(4)] [Relu] [Output(\"relu1\")] [Dense(3, From = \"dense1\")] partial class A;",
        "using NetGen; [Network(4)] [Dense(4)] [Tanh] [Output(\"features\")] [Dense(3, From = \"dense1\")] partial class A;",
        "using NetGen; [Network(4)] [Dense(4)] [Tanh] [HalfSquaredError] [Dense(3, From = \"dense1\")] partial class A;");

    [Fact, Triggers("NG1014")]
    public void Inputs_that_nothing_reads() => Expect.Problems(
        """
        using NetGen;
        [Network(4)] [Input({|NG1014:"age"|}, 1)] [Dense(4)] partial class A;
        [{|NG1014:Network(4)|}] [Input("age", 1)] [Dense(4, From = "age")] partial class B;
        """,
        "nothing reads the input age: name it by a layer's From, or remove it",
        "nothing reads the input x: name it by a layer's From, or remove it");

    [Fact, Triggers("NG1017")]
    public void Parameters_that_do_not_fit() => Expect.Problems(
        """
        using NetGen;
        [Network(4)] [Dense(3, Name = "encoder")] [Dense(3, {|NG1017:Shares = "encoder"|})] partial class A;
        [Network(4)] [Dense(4, Name = "encoder")] [Prelu({|NG1017:Shares = "encoder"|})] partial class B;
        [Network(4)] [Dense(4)] [Dense(4, {|NG1017:Shares = "x"|})] partial class C;
        """,
        "dense2 cannot share the parameters of encoder: it has weight [3, 3], and encoder has weight [3, 4], bias [3]",
        "prelu1 cannot share the parameters of encoder: it is Prelu, and encoder is Dense",
        "dense2 cannot share the parameters of x: that is no layer");

    [Fact, NearMiss("NG1017")]
    public void Parameters_that_fit() => Expect.Clean(
        "using NetGen; [Network(4)] [Dense(4, Name = \"encoder\")] [Dense(4, Shares = \"encoder\")] [Dense(4, Shares = \"dense2\")] partial class A;",
        "using NetGen; [Network(4)] [Dense(4, Name = \"encoder\", Bias = false)] [Dense(4, Shares = \"encoder\", Bias = false)] [HalfSquaredError] partial class A;");

    [Fact, Triggers("NG1018")]
    public void A_merge_of_one() => Expect.Problems(
        """
        using NetGen;
        [Network(4)] [Dense(4)] [{|NG1018:Add("dense1")|}] partial class A;
        [Network(4)] [Dense(4)] [{|NG1018:Max|}] partial class B;
        """,
        "add1 merges fewer than two values; name them: [Add(\"a\", \"b\")]",
        "max1 merges fewer than two values; name them: [Max(\"a\", \"b\")]");

    [Fact, Triggers("NG1019")]
    public void Floats_are_wanted_and_ints_are_there() => Expect.Problems(
        """
        using NetGen;
        [Network(4, Kind = ElementKind.Int)] [{|NG1019:Dense(4)|}] partial class A;
        [Network(4)] [Input("word", 4, Kind = ElementKind.Int)] [Dense(4)] [Add("dense1", {|NG1019:"word"|})] partial class B;
        [Network(4)] [Input("word", 4, Kind = ElementKind.Int)] [Dense(4)] [HalfSquaredError({|NG1019:From = "word"|})] partial class C;
        """,
        "dense1 reads floats, but x holds ints",
        "add1 reads floats, but word holds ints",
        "HalfSquaredError reads floats, but word holds ints");

    [Fact, NearMiss("NG1019")]
    public void Floats_are_wanted_and_floats_are_there() => Expect.Clean(
        "using NetGen; [Network(4, Kind = ElementKind.Float)] [Dense(4)] partial class A;",
        "using NetGen; [Network(3, Kind = ElementKind.Int)] [Embedding(10, 4)] [Dense(4)] partial class A;");

    [Fact, Triggers("NG1020")]
    public void Outputs_and_losses_of_nothing() => Expect.Problems(
        """
        using NetGen;
        [Network(4)] [{|NG1020:Output("early")|}] [Dense(4)] partial class A;
        [Network(4)] [{|NG1020:HalfSquaredError|}] [Dense(4, From = "x")] partial class B;
        [Network(4)] [Dense(4)] [Output("early"), {|NG1020:WeightInitializer(Initial.Zeros)|}] partial class C;
        """,
        "Output has no layer above it; put it after the layer that it is meant for",
        "HalfSquaredError has no layer above it; put it after the layer that it is meant for",
        "WeightInitializer has no layer above it; put it after the layer that it is meant for");

    [Fact, Triggers("NG1026")]
    public void What_is_fitted_to_data_reads_a_layer() => Expect.Problems(
        """
        using NetGen;
        [Network(4)] [Dense(4)] [{|NG1026:Normalize|}] partial class A;
        [Network(4)] [Dense(4, Name = "stem")] [Dense(4)] [Normalize({|NG1026:From = "stem"|})] [Add("dense2", "normalize1")] partial class B;
        """,
        "normalize1 is fitted to examples, so it reads an input of the network, but dense1 is made by a layer; put it before the other layers, or name an input with From",
        "normalize1 is fitted to examples, so it reads an input of the network, but stem is made by a layer; put it before the other layers, or name an input with From");

    [Fact, NearMiss("NG1026")]
    public void What_is_fitted_to_data_reads_an_input() => Expect.Clean(
        "using NetGen; [Network(4)] [Normalize] [Dense(4)] partial class A;",
        "using NetGen; [Network(4)] [Dense(4)] [Normalize(From = \"x\")] [Add(\"dense1\", \"normalize1\")] partial class A;");

    [Fact, Triggers("NG2003")]
    public void Unequal_shapes_at_the_argument_of_the_merge() => Expect.Problems(
        """
        using NetGen;
        [Network(4)] [Dense(3)] [Dense(4)] [Add("x", "dense2", {|NG2003:"dense1"|})] partial class A;
        [Network(4)] [Dense(3)] [Divide("x", {|NG2003:"dense1"|})] partial class B;
        """,
        "add1 expects [4], the shape of x, but dense1 gives [3]",
        "divide1 expects [4], the shape of x, but dense1 gives [3]");

    [Fact, Triggers("NG1005"), Triggers("NG1006"), Triggers("NG1007")]
    public void Names_of_inputs_and_outputs() => Expect.Problems(
        """
        using NetGen;
        [Network(4)] [Input({|NG1005:"dense1"|}, 4)] [Dense(4)] [Add("x", "dense1")] partial class A;
        [Network(4)] [Input({|NG1006:"my age"|}, 4)] [Dense(4)] partial class B;
        [Network(4)] [Input({|NG1007:"batch"|}, 4)] [Dense(4)] partial class C;
        [Network(4)] [Dense(4)] [Output("dense1")] [Relu] [Output({|NG1005:"Dense1"|})] partial class D;
        """,
        "the name 'dense1' of Input is taken by layer dense1; names must differ by more than case",
        "the name 'my age' of Input is no identifier; use letters, digits and underscores, no keyword",
        "'batch' collides with a parameter of NetGen's methods; choose another name",
        "the name 'Dense1' of Output is taken by layer dense1; names must differ by more than case");

    [Fact, Triggers("NG1010")]
    public void The_weight_of_a_loss() => Expect.Problems(
        """
        using NetGen;
        [Network(4)] [Dense(4)] [HalfSquaredError({|NG1010:Weight = 0|})] partial class A;
        [Network(4)] [Dense(4)] [HalfSquaredError({|NG1010:Weight = double.PositiveInfinity|})] partial class B;
        """,
        "Weight of HalfSquaredError is 0, but it must be a finite number above 0",
        "Weight of HalfSquaredError is Infinity, but it must be a finite number above 0");

    [Fact, Triggers("NG2001")]
    public void The_shape_of_an_input() => Expect.Problems(
        "using NetGen; [Network(4)] [Input(\"age\", 2, {|NG2001:0|})] [Dense(4)] partial class A;",
        "the input shape of age is [2, 0], but it must be from 1 to 268435456 on each axis and in all");
}
