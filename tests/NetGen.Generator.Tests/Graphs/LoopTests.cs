using System.Globalization;
using System.Linq;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>Rows of blocks, which are computed by loops, where little stands in them or around them.</summary>
public class LoopTests
{
    private const string Step = """
        [Block, Dense("Units"), Tanh, Add("tanh1", "x")] public class StepAttribute : BlockAttribute { public int Units { get; init; } }
        [Block, Reshape(2, 2), Flatten] public class ShownAttribute : BlockAttribute { }
        [Block, Flatten, Dense(16), Tanh] public class FlatAttribute : BlockAttribute { }

        """;

    [Theory]
    [InlineData("""[Step(Units = 4, Repeat = 3, Name = "aux")] [MeanSquaredError(From = "aux")] [Dense(2, From = "x")] [MeanSquaredError]""")]
    [InlineData("""[Step(Units = 4, Repeat = 3, Name = "aux")] [Output("side")] [Dense(2, From = "x")] [MeanSquaredError]""")]
    public void A_row_that_is_part_of_training_or_of_prediction_alone(string layers) =>
        GraphRun.Of(Step + "[Network(4, InputGradient = true)] " + layers + " public partial class A;").AssertGradients();

    [Fact]
    public void A_row_that_is_not_judged_where_predictions_are()
    {
        GraphRun run = GraphRun.Of(Step + """
            [Network(4)] [Dense(4, Name = "h")] [Step(Units = 4, Repeat = 3, Name = "aux")] [Output("side")] [Dense(2, From = "h")] [BatchNorm] [MeanSquaredError] public partial class A;
            """);
        Assert.True(float.IsFinite((float)run.Network.Loss(run.Batch, new Workspace(run.Network, 5))));
    }

    [Fact]
    public void Two_rows_with_one_set_of_parameters_on_two_inputs() => GraphRun.Of(Step + """
        [Network] [Input("a", 4)] [Input("b", 4)] [Step(Units = 4, Repeat = 3, Name = "s", From = "a")] [Step(Units = 4, Repeat = 3, Name = "t", From = "b", Shares = "s")]
        [Multiply("s", "t")] [MeanSquaredError] public partial class A;
        """.Replace("[Network]", "[Network(InputGradient = true)]")).AssertGradients();

    [Theory]
    [InlineData("", 2)]
    [InlineData("", 3)]
    [InlineData("[Dense(4)]", 2)]
    public void Rows_that_only_show_values_under_other_shapes(string before, int count) => GraphRun.Of(
        $"{Step} [Network(4, InputGradient = true)] {before} [Shown(Repeat = {count})] [Dense(2)] [MeanSquaredError] public partial class A;").AssertGradients();

    [Fact]
    public void A_row_whose_blocks_begin_with_a_view_of_the_input() => GraphRun.Of(
        Step + "[Network(16, InputGradient = true)] [Flat(Repeat = 2)] [Dense(2)] [MeanSquaredError] public partial class A;").AssertGradients();

    [Fact]
    public void Rows_of_which_one_begins_with_a_block_that_changes_the_shape_share_block_by_block_or_not_at_all()
    {
        const string Inputs = """[Network(InputGradient = true)] [Input("a", 2, 8)] [Input("b", 16)] """;
        const string End = """ [Add("s", "t")] [MeanSquaredError] public partial class A;""";
        GraphRun.Of(Step + Inputs + """[Flat(Repeat = 3, Name = "s", From = "a")] [Flat(Repeat = 3, Name = "t", From = "b", Shares = "s")]""" + End).AssertGradients();
        HostResult other = GeneratorHost.Run("using NetGen; " + Step + Inputs + """[Flat(Repeat = 3, Name = "s", From = "b")] [Flat(Repeat = 3, Name = "t", From = "a", Shares = "s")]""" + End);
        Assert.Contains("changes the shape in its first block", Assert.Single(other.Analyzer).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_sum_that_goes_on_is_not_fused_away()
    {
        GraphRun masked = GraphRun.Of(
            """[Network(4)] [Dense(4), DropConnect(0)] [Tanh] [Dense(4, Shares = "dense1")] [Tanh] [Dense(4, Shares = "dense1"), DropConnect(0)] [MeanSquaredError] public partial class A;""");
        GraphRun plain = GraphRun.Of(
            """[Network(4)] [Dense(4)] [Tanh] [Dense(4, Shares = "dense1")] [Tanh] [Dense(4, Shares = "dense1")] [MeanSquaredError] public partial class A;""");
        Assert.Equal(Gradient(plain), Gradient(masked));

        static float[] Gradient(GraphRun run)
        {
            var gradients = new Gradients(run.Network);
            run.Network.Gradient(run.Batch, gradients, new Workspace(run.Network, 5));
            return [.. gradients["dense1.weight"].ToArray().Select(slope => System.MathF.Round(slope, 5))];
        }
    }

    [Fact]
    public void Too_many_blocks_are_reported_without_a_list_of_their_names() =>
        Assert.Contains("10000", Assert.Single(GeneratorHost.Run("using NetGen; " + Step + "[Network(4)] [Step(Units = 4, Repeat = int.MaxValue)] [MeanSquaredError] public partial class A;").Analyzer).GetMessage(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("[Network(4)] [Step(Units = 4, Repeat = 3), L2(0.1)] [MeanSquaredError]", "Step(2).Dense1", "step2.dense1")]
    [InlineData("[Network(8)] [Outer(Repeat = 3)] [MeanSquaredError]", "Outer(1).Step(3).Dense1", "outer1.step3.dense1")]
    [InlineData("[Network(8)] [Outer(Repeat = 3)] [MeanSquaredError]", "Outer(2).Dense1", "outer2.dense1")]
    [InlineData("[Network(8)] [Outer(Repeat = 3)] [MeanSquaredError]", "Outer(3).Step(2).Dense1", "outer3.step2.dense1")]
    public void A_view_of_a_block_is_that_of_its_number(string layers, string view, string name)
    {
        System.Type type = LoadedNetwork.Type(
            $$"""
            using NetGen; {{Step}} [Block, Dense(4), Step(Units = 4, Repeat = 3)] public class OuterAttribute : BlockAttribute { }
            {{layers}} public partial class A { /** <summary>A name.</summary> */ public string Seen => {{view}}.Weight.Name; }
            """);
        Assert.Equal(name + ".weight", type.GetProperty("Seen")!.GetValue(System.Activator.CreateInstance(type, 0L)));
    }
}
