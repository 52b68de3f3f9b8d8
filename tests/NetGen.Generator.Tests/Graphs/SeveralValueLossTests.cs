using System;
using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>Losses of more values than one, against their definitions and by differences.</summary>
public class SeveralValueLossTests
{
    [Fact]
    public void Gaussian_negative_log_likelihood()
    {
        GraphRun run = GraphRun.Of("""
            [Network(3, InputGradient = true)] [Dense(4, Name = "mean")] [Dense(4, From = "x", Name = "s")] [GaussianNegativeLogLikelihood("mean", "s")] public partial class A;
            """).AssertGradients();
        (float[] m, float[] s, float[] t) = (run["mean"], run["s"], [.. run.Batch.FloatTarget(0)[..4]]);
        double expected = Enumerable.Range(0, 4).Average(k => 0.5 * (s[k] + ((t[k] - m[k]) * (t[k] - m[k]) * Math.Exp(-s[k]))));
        Assert.Equal(expected, run.Network.Trace(run.Batch, 0).Loss!.Value, 1e-6);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-1, 0)]
    [InlineData(-1, -0.75)]
    public void Cosine_embedding(int sign, double margin)
    {
        GraphRun run = GraphRun.Of(
            FormattableString.Invariant($$"""[Network(3, InputGradient = true)] [Dense(6, Name = "p")] [Dense(6, From = "x", Name = "q")] [CosineEmbedding("p", "q", Margin = {{margin}})] public partial class A;"""),
            target: _ => sign).AssertGradients();
        (float[] a, float[] b) = (run["p"], run["q"]);
        double Product(float[] first, float[] second) => first.Zip(second, (p, q) => (double)p * q).Sum();
        double cosine = Product(a, b) / Math.Sqrt(Product(a, a) * Product(b, b));
        Assert.Equal(sign > 0 ? 1 - cosine : Math.Max(0, cosine - margin), run.Network.Trace(run.Batch, 0).Loss!.Value, 1e-6);
    }

    [Fact]
    public void A_cosine_of_zeros_is_no_number_out_of_range()
    {
        GraphRun run = GraphRun.Of("""[Network(3)] [Dense(2, Name = "p")] [Dense(2, From = "x", Name = "q")] [CosineEmbedding("p", "q")] public partial class A;""", target: _ => 1);
        run.Network.Parameters["p.weight"].CopyFrom(new float[6]);
        var gradients = new Gradients(run.Network);
        Assert.Equal(1, run.Network.Gradient(run.Batch, gradients, new Workspace(run.Network, 5)), 1e-6);
        Assert.All(gradients["q.weight"].ToArray().Concat(gradients["p.weight"].ToArray()), slope => Assert.True(float.IsFinite(slope)));
    }

    [Fact]
    public void Skip_gram()
    {
        GraphRun run = GraphRun.Of("""
            [Network] [Input("word", Kind = ElementKind.Int)] [Input("context", Kind = ElementKind.Int)] [Input("negatives", 4, Kind = ElementKind.Int)]
            [Embedding(6, 5, From = "word", Name = "centre")] [Embedding(6, 5, From = "context", Name = "near")] [Embedding(6, 5, From = "negatives", Shares = "near", Name = "far")]
            [SkipGram("centre", "near", "far")] [Output("centre")] public partial class A;
            """, vocabulary: 6).AssertGradients();
        float[] centre = run["centre"], near = run["near"], far = run["far"];
        double Softplus(double x) => Math.Log(1 + Math.Exp(x));
        double Product(int row) => Enumerable.Range(0, 5).Sum(i => (double)far[(row * 5) + i] * centre[i]);
        double expected = Softplus(-centre.Zip(near, (v, u) => (double)v * u).Sum()) + Enumerable.Range(0, 4).Sum(row => Softplus(Product(row)));
        Assert.Equal(expected, run.Network.Trace(run.Batch, 0).Loss!.Value, 1e-5);
    }

    [Fact]
    public void Scores_beyond_the_range_of_exp()
    {
        GraphRun run = GraphRun.Of("""
            [Network(1)] [Dense(2, Name = "v", Bias = false)] [Dense(2, Name = "u", Bias = false)] [Dense(4, From = "v", Name = "n", Bias = false), Reshape(2, 2, Name = "far")]
            [SkipGram("v", "u", "far")] public partial class A;
            """);
        foreach (string name in new[] { "v", "u", "n" })
        {
            ParameterView weight = run.Network.Parameters[name + ".weight"];
            weight.CopyFrom([.. weight.ToArray().Select(number => number * 1000)]);
        }

        Assert.True(double.IsFinite(run.Network.Gradient(run.Batch, new Gradients(run.Network), new Workspace(run.Network, 5))));
    }

    /// <summary>Each with a target of its own, beside an ordinary loss.</summary>
    [Fact]
    public void Several_in_one_network() => GraphRun.Of("""
        [Network(3, InputGradient = true)] [Dense(2, Name = "mean")] [Dense(2, From = "x", Name = "s")] [Dense(2, From = "x", Name = "other")]
        [GaussianNegativeLogLikelihood("mean", "s")] [GaussianNegativeLogLikelihood("other", "s", Weight = 0.5)] [HalfSquaredError(From = "s", Weight = 2)] public partial class A;
        """).AssertGradients();
}
