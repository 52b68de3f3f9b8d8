using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>A network that cannot be generated still has its members, so that each use of it is not one more error.</summary>
public class StubTests
{
    private const string Uses = """
        public static class Program
        {
            public static double Main(Minibatch batch, float[] xs, float[] ys)
            {
                var model = new N(seed: 1);
                var workspace = new Workspace(model, 16);
                var gradients = new Gradients(model);
                model.Predict(xs, ys);
                model.PredictBatch(xs, ys);
                model.PredictBatch(xs, ys, threads: 2);
                model.Dense1.Bias[0] = model.Dense1.Weight[0, 0] + model.Stem.Weight[0, 0] + N.InputSize + N.OutputSize + N.ParameterCount;
                _ = N.Info.Name + model.Parameters.Layout.Length + model.PredictArray(xs).Length + model.Trace(xs) + model.Clone() + N.FromFile("n.safetensors");
                new Trainer(model, new Adam()).Fit(Examples.From(xs, 2, ys, 1), epochs: 1);
                return model.Loss(batch, workspace) + model.Gradient(batch, gradients, workspace) + model.Gradient(xs, ys, gradients, workspace);
            }
        }
        """;

    [Theory]
    [InlineData("[Network(0)] [Dense(3)] [Dense(1, Bias = false, Name = \"stem\")] [HalfSquaredError]")]
    [InlineData("[Network(2)] [Dense(3)] [Dense(0, Bias = false, Name = \"stem\")] [HalfSquaredError]")]
    [InlineData("[Network(2)] [Dense(3)] [Dense(1, Bias = false, Name = \"stem\")] [HalfSquaredError] [Relu]")]
    [InlineData("[Network(2)] [Dense(3)] [Dense(1, Bias = false, Name = \"stem\")] [Softmax(Axis = 3)] [Relu(Name = \"1\")] [HalfSquaredError]")]
    [InlineData("[Network(2)] [Dense(3)] [Dense(1, Bias = false, Name = \"stem\")] [HalfSquaredError(Reduction = (Reduction)7)]")]
    public void Uses_of_its_members_compile(string attributes)
    {
        HostResult result = GeneratorHost.Run($"using NetGen;\n{attributes}\npublic sealed partial class N;\n{Uses}");
        Assert.NotEmpty(result.Analyzer);
        Assert.Empty(result.Compiler);
    }

    [Fact]
    public void The_same_uses_compile_once_the_network_is_generated() => Expect.Clean(
        $"using NetGen;\n[Network(2)] [Dense(3)] [Dense(1, Bias = false, Name = \"stem\")] [HalfSquaredError] public sealed partial class N;\n{Uses}");

    private const string GraphUses = """
        public static class Program
        {
            public static double Main(float[] xs, int[] words, float[] ys, int[] classes, Workspace workspace, Gradients gradients)
            {
                var model = new N(seed: 1);
                model.Predict(xs, words, ys, ys);
                model.PredictBatch(xs, words, ys, ys, threads: 2);
                model.Mlp1.Dense1.Bias[0] = model.Step(2).Mlp1.Dense1.Weight[0, 0] + model.Again.Weight[0, 0] + N.XSize + N.WordSize + N.FeaturesSize + N.YSize;
                model.Step(1).Wave1.Phase = model.Step(1).Wave1.Frozen ? 1 : 2;
                _ = model.Trace(xs, words).ToString() + model.Trace(xs, words, ys, 3, ys);
                return model.Loss(xs, words, ys, classes, ys, workspace) + model.Gradient(xs, words, ys, classes, ys, gradients, workspace);
            }
        }

        [Block, Dense(4)] public class MlpAttribute : BlockAttribute;
        [Block, Mlp, Elementwise(typeof(Functions), nameof(Functions.Wave))] public class StepAttribute : BlockAttribute;
        public static class Functions { public static float Wave(float x, float phase = 1) => x * phase; }
        """;

    private const string Graph = """
        [Network(4)] [Input("word", 4, Kind = ElementKind.Int)]
        [Mlp] [Step(Repeat = 3)] [Output("features")] [HalfSquaredError]
        [Dense(4, Name = "again", From = "step3"SHARES)] [SoftmaxCrossEntropy(From = "again")] [MeanAbsoluteError(From = "again")]
        public sealed partial class N;
        """;

    [Fact]
    public void Uses_of_graphs_compile()
    {
        HostResult result = GeneratorHost.Run($"using NetGen;\n{Graph.Replace("SHARES", "", System.StringComparison.Ordinal)}\n{GraphUses}");
        Assert.Equal("NG1014", Assert.Single(result.Analyzer).Id);
        Assert.Empty(result.Compiler);
    }

    [Fact]
    public void Indices_as_targets_are_integers() => Assert.Empty(GeneratorHost.Run(
        "using NetGen; [Network(0)] [Dense(3)] [SoftmaxCrossEntropy] public partial class N { public int Class(float[] x) => PredictClass(x); public double Lose(float[] x, int[] t, Workspace w) => Loss(x, t, w); }").Compiler);

    [Fact]
    public void A_layer_may_be_called_like_what_its_members_do() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3, Name = \"notGenerated\")] [Dense({|NG2001:0|})] partial class N;",
        "the size of dense2 is 0, but it must be from 1 to 268435456");

    /// <summary>The analyzer runs after the generator and must not take its members for the user's.</summary>
    [Fact]
    public void Its_members_are_no_collisions() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3)] [Dense({|NG2001:0|})] [SoftmaxCrossEntropy] partial class N;",
        "the size of dense2 is 0, but it must be from 1 to 268435456");
}
