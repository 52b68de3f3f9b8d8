using System;
using System.Collections.Immutable;
using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>Tables of which each example reads a few rows.</summary>
public class EmbeddingTests
{
    [Theory]
    [InlineData("[Embedding(6, 3)] [Tanh] [Flatten, Dense(2)]")]
    [InlineData("[EmbeddingBag(6, 3)] [Tanh] [Dense(2)]")]
    [InlineData("[Embedding(6, 20, From = \"x\", Name = \"p\")] [Embedding(6, 20, From = \"x\", Shares = \"p\", Name = \"q\")] [Tanh] [Add(\"p\", \"tanh1\")]")]
    [InlineData("[Embedding(6, 20, From = \"x\", Name = \"p\")] [EmbeddingBag(5, 20, From = \"y2\", Name = \"q\")] [Mean(From = \"p\")] [Multiply(\"mean1\", \"q\")]", "[Input(\"y2\", 4, Kind = ElementKind.Int)]")]
    public void Gradients_are_those_of_differences(string layers, string inputs = "") => GraphRun.Of(
        $"[Network(4, Kind = ElementKind.Int)] {inputs} {layers} [HalfSquaredError] public partial class A;", vocabulary: 5).AssertGradients();

    [Fact]
    public void Rows_and_means_of_rows()
    {
        GraphRun run = GraphRun.Of("[Network(2, 3, Kind = ElementKind.Int)] [Embedding(7, 2, From = \"x\", Name = \"words\")] [EmbeddingBag(9, 5, From = \"x\", Name = \"q\")] [Output(\"words\")] [HalfSquaredError] public partial class A;", vocabulary: 7);
        int[] indices = [.. run.Batch.IntInput(0)[..6]];
        float[] a = run.Network.Parameters["words.weight"].ToArray(), b = run.Network.Parameters["q.weight"].ToArray();
        Assert.Equal(indices.SelectMany(row => a[(row * 2)..((row * 2) + 2)]), run["words"]);
        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(Enumerable.Range(0, 3).Average(k => b[(indices[(i / 5 * 3) + k] * 5) + (i % 5)]), run["q"][i], 1e-6));
    }

    [Fact]
    public void A_table_begins_with_normal_numbers_whatever_follows()
    {
        GraphRun run = GraphRun.Of("[Network(1, Kind = ElementKind.Int)] [Embedding(100, 50), Relu] [Flatten, HalfSquaredError] public partial class A;");
        float[] table = run.Network.Parameters["embedding1.weight"].ToArray();
        Assert.Equal(0, table.Average(), 0.06f);
        Assert.Equal(1, table.Average(number => number * number), 0.1f);
        Assert.Equal("Normal(0, 1)", run.Network.Info.Layout.Entries[0].Initializer.ToString());
    }

    [Fact]
    public void A_row_that_is_not_there_is_refused()
    {
        GraphRun run = GraphRun.Of("[Network(2, Kind = ElementKind.Int)] [Embedding(4, 3)] [Flatten, HalfSquaredError] public partial class A;");
        var batch = new Minibatch([new Column(new[] { 0, 1, 3, 4 }, 2)], [new Column(new float[12], 6)], 2);
        Assert.Throws<ArgumentException>(() => run.Network.Loss(batch, new Workspace(run.Network, 2)));
        Assert.Throws<ArgumentException>(() => run.Network.Gradient(batch, new Gradients(run.Network), new Workspace(run.Network, 2)));
        Assert.Throws<ArgumentException>(() => run.Network.PredictBatch(batch, new float[12]));
    }

    /// <summary>What one batch touched is 0 again when the next one does not.</summary>
    [Fact]
    public void Rows_of_the_batch_before_have_no_gradient()
    {
        GraphRun run = GraphRun.Of("[Network(1, Kind = ElementKind.Int)] [Embedding(50, 3)] [Flatten, HalfSquaredError] public partial class A;");
        var gradients = new Gradients(run.Network);
        var workspace = new Workspace(run.Network, 3);
        foreach (int[] rows in new int[][] { [4, 49, 4], [7, 0, 8], [1, 1, 49] })
        {
            run.Network.Gradient(new Minibatch([new Column(rows, 1)], [new Column(new float[9], 3)], 3), gradients, workspace);
            float[] slopes = gradients["embedding1.weight"].ToArray();
            Assert.Equal(rows.Distinct().Order(), Enumerable.Range(0, 50).Where(row => slopes[(row * 3)..((row * 3) + 3)].Any(slope => slope != 0)));
        }
    }
}
