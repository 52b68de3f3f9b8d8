using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>Layers that move, select and join elements: their values and, by differences, their derivatives.</summary>
public class ShapeOperatorTests
{
    [Theory]
    [InlineData("Flatten")]
    [InlineData("Reshape(2, 12)")]
    [InlineData("Reshape(4, -1, 2)")]
    [InlineData("Reshape(-1)")]
    [InlineData("Transpose")]
    [InlineData("Transpose(0, 2, 1)")]
    [InlineData("Transpose(1, 0, 2)")]
    [InlineData("Transpose(1, 2, 0)")]
    [InlineData("Transpose(0, 1, 2)")]
    [InlineData("Select(1)")]
    [InlineData("Select(-1, Axis = 1)")]
    [InlineData("Select(0, Axis = -1)")]
    [InlineData("Mean")]
    [InlineData("Mean(Axis = 1)")]
    [InlineData("Mean(Axis = -1)")]
    [InlineData("ScaleAndShift(0.5, -0.25)")]
    [InlineData("ScaleAndShift(-2)")]
    [InlineData("Reshape(1, 24), Mean, Select(3)")]
    [InlineData("Reshape(24), Select(3), Prelu")]
    [InlineData("Reshape(24, 1), Select(-1, Axis = 1), Mean")]
    public void Gradients_are_those_of_differences(string layers) => GraphRun.Of(
        $"[Network(2, 3, 4, InputGradient = true)] [Tanh] [{layers}] [Tanh] [Dense(3)] [HalfSquaredError] public partial class A;").AssertGradients();

    [Fact]
    public void A_reshape_keeps_the_order()
    {
        GraphRun run = GraphRun.Of("[Network(6)] [Reshape(2, 3), Transpose(1, 0), Flatten] [Linear] [OutputGradient] public partial class A;");
        float[] x = run["x"];
        Assert.Equal([x[0], x[3], x[1], x[4], x[2], x[5]], run["linear1"]);
    }

    [Fact]
    public void An_order_of_more_axes_than_move()
    {
        GraphRun run = GraphRun.Of("[Network(2, 2, 2, 2, 2, InputGradient = true)] [Transpose(1, 2, 4, 3, 0)] [HalfSquaredError] public partial class A;").AssertGradients();
        float[] x = run["x"];
        Assert.Equal(Enumerable.Range(0, 32).Select(i => x[((i & 1) << 4) | ((i >> 4 & 1) << 3) | ((i >> 3 & 1) << 2) | ((i >> 1 & 1) << 1) | (i >> 2 & 1)]), run["transpose1"]);
    }

    [Fact]
    public void What_is_selected_and_averaged()
    {
        GraphRun run = GraphRun.Of("""
            [Network(2, 3)] [Select(1, From = "x", Name = "second")] [Select(-1, Axis = 1, From = "x", Name = "third")] [Mean(From = "x")] [Mean(Axis = -1, From = "x", Name = "means")] [Mean(Name = "all")]
            [Output("second")] [Output("third")] [Output("mean1")] [Output("means")] [Output("all")] [HalfSquaredError(From = "all")] public partial class A;
            """);
        float[] x = run["x"];
        Assert.Equal(x[3..], run["second"]);
        Assert.Equal([x[2], x[5]], run["third"]);
        Assert.Equal(Enumerable.Range(0, 3).Select(i => (x[i] + x[i + 3]) / 2), run["mean1"]);
        Assert.Equal(x.Sum() / 6, Assert.Single(run["all"]), 1e-6);
    }

    [Fact]
    public void A_mean_over_many_elements_with_others_between()
    {
        GraphRun run = GraphRun.Of("[Network(37, 5, InputGradient = true)] [Mean] [Tanh] [MeanSquaredError] public partial class A;").AssertGradients();
        float[] x = run["x"];
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(Enumerable.Range(0, 37).Average(k => x[(k * 5) + i]), run["mean1"][i], 1e-6));
    }

    [Fact]
    public void No_gradient_passes_a_stop()
    {
        GraphRun run = GraphRun.Of("""
            [Network(3, InputGradient = true)] [Dense(3), Tanh(Name = "q")] [StopGradient] [Multiply("stopGradient1", "q")] [HalfSquaredError] public partial class A;
            """);
        var gradients = new Gradients(run.Network);
        run.Network.Gradient(run.Batch, gradients, new Workspace(run.Network, 5));
        float[] stopped = gradients["dense1.bias"].ToArray();
        Assert.Equal(run["q"], run["stopGradient1"]);

        GraphRun both = GraphRun.Of("""
            [Network(3, InputGradient = true)] [Dense(3), Tanh(Name = "q")] [Multiply("q", "q")] [HalfSquaredError] public partial class A;
            """);
        both.Network.Gradient(both.Batch, gradients = new Gradients(both.Network), new Workspace(both.Network, 5));
        Assert.All(gradients["dense1.bias"].ToArray().Zip(stopped), pair => Assert.Equal(pair.First, 2 * pair.Second, 1e-6f));
    }

    /// <summary>The only way to the input is stopped: its derivative is 0, and nothing is computed for it.</summary>
    [Fact]
    public void A_stop_before_everything()
    {
        GraphRun run = GraphRun.Of("[Network(3, InputGradient = true)] [StopGradient] [Dense(2)] [Sigmoid, StopGradient(Name = \"end\")] [Dense(1)] [HalfSquaredError] public partial class A;");
        Assert.Equal([0, 0, 0], run.Network.Trace(run.Batch, 0)["x"].Gradient!);
        var gradients = new Gradients(run.Network);
        run.Network.Gradient(run.Batch, gradients, new Workspace(run.Network, 5));
        Assert.All(gradients["dense1.weight"].ToArray(), slope => Assert.Equal(0, slope));
        Assert.NotEqual(0, gradients["dense2.bias"].ToArray()[0]);
    }

    [Theory]
    [InlineData("0", 5)]
    [InlineData("1", 7)]
    [InlineData("-1", 9)]
    public void Values_one_after_the_other(string axis, int elements)
    {
        string other = axis switch { "0" => "2, 3, 4", "1" => "1, 5, 4", _ => "1, 3, 6" };
        GraphRun run = GraphRun.Of($$"""
            [Network(1, 3, 4, InputGradient = true)] [Input("b", {{other}})] [Tanh(From = "b", Name = "c")] [Concat("x", "c", "x", Axis = {{axis}})] [Tanh] [Dense(2)] [MeanSquaredError] public partial class A;
            """).AssertGradients();
        Assert.Equal((2 * run["x"].Length) + run["c"].Length, run["concat1"].Length);
        Assert.Equal(run["x"].Sum() * 2 + run["c"].Sum(), run["concat1"].Sum(), 1e-5f);
        Assert.True(run["concat1"].Length > elements);
    }

    [Fact]
    public void Vectors_one_after_the_other()
    {
        GraphRun run = GraphRun.Of("""[Network(3, InputGradient = true)] [Tanh, Dense(2)] [Concat("dense1", "x", "tanh1")] [HalfSquaredError] public partial class A;""").AssertGradients();
        Assert.Equal([.. run["dense1"], .. run["x"], .. run["tanh1"]], run["concat1"]);
    }

    [Theory]
    [InlineData("[Network(7, InputGradient = true)] [Input(\"b\", 7)]")]
    [InlineData("[Network(1, InputGradient = true)] [Input(\"b\", 1)]")]
    [InlineData("[Network(3, 20, InputGradient = true)] [Input(\"b\", 3, 20)]")]
    [InlineData("[Network(3, 20, InputGradient = true)] [Input(\"b\", 20)]")]
    [InlineData("[Network(2, 3, 4, InputGradient = true)] [Input(\"b\", 4)]")]
    [InlineData("[Network(1, 4, InputGradient = true)] [Input(\"b\", 4)]")]
    public void Sums_of_products(string inputs)
    {
        GraphRun run = GraphRun.Of(inputs + "[Dot(\"x\", \"b\")] [Tanh] [HalfSquaredError] public partial class A;").AssertGradients();
        (float[] x, float[] b, float[] dot) = (run["x"], run["b"], run["dot1"]);
        int length = x.Length / dot.Length;
        Assert.All(Enumerable.Range(0, dot.Length), row => Assert.Equal(Enumerable.Range(0, length).Sum(i => x[(row * length) + i] * b[((row * length) + i) % b.Length]), dot[row], 1e-5f));
    }

    /// <summary>The same value on both sides, and one that is read by others too.</summary>
    [Fact]
    public void A_square_and_a_number_behind_it() => GraphRun.Of(
        "[Network(6, InputGradient = true)] [Dense(3), Dot(\"dense1\", \"dense1\"), Dense(2)] [HalfSquaredError] public partial class A;").AssertGradients();

    [Fact]
    public void In_a_repeated_block() => GraphRun.Of("""
        [Network(3, 4, InputGradient = true)] [Step(Repeat = 3)] [HalfSquaredError] public partial class A;
        [Block] [Dense(4), Tanh] [Select(0, Name = "first")] [Dot("tanh1", "first")] [Concat("dot1", "dot1"), Reshape(6, 1), Transpose, Mean(Axis = 0), Concat("mean1", "mean1")] [Reshape(3, 4), ScaleAndShift(0.25)]
        public sealed class StepAttribute : BlockAttribute;
        """).AssertGradients();
}
