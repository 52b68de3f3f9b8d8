using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class GradientSumTests
{
    private const int Table = 1;

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(21)]
    public void A_sum_of_tables_has_the_rows_of_both(int width)
    {
        BareNetwork network = Create(width);
        Gradients sum = new(network);
        Gradients other = new(network);
        Fill(sum, [7, 2], 1);
        Fill(other, [3, 7], 2);
        double[] expected = [.. Values(sum).Zip(Values(other), (a, b) => a + 0.25 * b)];
        float[] before = other.Block.Span.ToArray();
        sum.Add(other, 0.25);
        Assert.Equal([2, 3, 7], sum.Rows(Table).ToArray());
        RequireClose(expected, sum);
        Assert.Equal(before, other.Block.Span.ToArray());
        Assert.Equal([3, 7], other.Rows(Table).ToArray());
        sum.ClearRows(Table);
        Assert.All(sum["table.weight"].ToArray(), value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    public void Scaling(int width)
    {
        Gradients gradients = new(Create(width));
        Fill(gradients, [0, 9], 3);
        double[] expected = [.. Values(gradients).Select(value => -1.5 * value)];
        gradients.Scale(-1.5);
        RequireClose(expected, gradients);
        Assert.Equal([0, 9], gradients.Rows(Table).ToArray());
    }

    [Fact]
    public void A_sum_with_itself_doubles()
    {
        Gradients gradients = new(Create(5));
        Fill(gradients, [0, 9], 3);
        double[] expected = [.. Values(gradients).Select(value => 2 * value)];
        gradients.Add(gradients);
        RequireClose(expected, gradients);
    }

    /// <summary>Outside the touched rows nothing is looked at: a value there, which no network computes, is not added.</summary>
    [Fact]
    public void Only_touched_rows_are_read()
    {
        BareNetwork network = Create(16);
        Gradients sum = new(network);
        Gradients other = new(network);
        other.Block.Span.Fill(1);
        other.TouchRows(Table, [4]);
        sum.Add(other);
        Assert.Equal(16, sum["table.weight"].ToArray().Sum());
        Assert.Equal(20, sum["dense1.weight"].ToArray().Sum());
        Assert.Equal(3, sum["dense2.weight"].ToArray().Sum());
    }

    [Fact]
    public void A_step_over_parts_is_the_step_over_all()
    {
        LinearNetwork whole = new(2, 1, seed: 4);
        LinearNetwork parts = new(2, 1, seed: 4);
        Examples examples = Samples.Plane(24);
        Gradients gradients = new(whole);
        whole.Gradient(examples.AsBatch(), gradients, new Workspace(whole, 24));
        Gradients sum = new(parts);
        Gradients part = new(parts);
        var workspace = new Workspace(parts, 8);
        foreach (Minibatch batch in examples.Batches(8))
        {
            parts.Gradient(batch, part, workspace);
            sum.Add(part, 1.0 / 3);
        }

        foreach ((float expected, float actual) in gradients.Block.Span.ToArray().Zip(sum.Block.Span.ToArray()))
        {
            Assert.Equal(expected, actual, 1e-6f);
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        BareNetwork network = Create(5);
        Gradients sum = new(network);
        Gradients other = new(network);
        Fill(other, [3, 7], 2);
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            sum.Clear();
            sum.Add(other, 0.5);
            sum.Scale(2);
        }
    }

    [Fact]
    public void Others_and_numbers_that_are_none_are_refused()
    {
        Gradients gradients = new(Create(3));
        Assert.Throws<ArgumentException>("other", () => gradients.Add(new Gradients(Create(3))));
        Assert.Throws<ArgumentNullException>("other", () => gradients.Add(null!));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => gradients.Add(gradients, double.NaN));
        var error = Assert.Throws<ArgumentOutOfRangeException>("factor", () => gradients.Scale(1e300));
        Assert.StartsWith("factor is 1E+300, but must be finite as a float.", error.Message, StringComparison.Ordinal);
    }

    private static void Fill(Gradients gradients, int[] rows, int seed)
    {
        var random = new RandomStream(seed, RandomPurpose.General);
        foreach (string name in new[] { "dense1.weight", "dense2.weight" })
        {
            ParameterView view = gradients[name];
            for (int i = 0; i < view.Count; i++)
            {
                view[i] = (float)random.NextNormal();
            }
        }

        ParameterView table = gradients["table.weight"];
        foreach (int row in rows)
        {
            for (int j = 0; j < table.Shape[1]; j++)
            {
                table[row, j] = (float)random.NextNormal();
            }
        }
    }

    private static double[] Values(Gradients gradients) => Array.ConvertAll(gradients.Block.Span.ToArray(), value => (double)value);

    private static void RequireClose(double[] expected, Gradients actual)
    {
        foreach ((double one, double other) in expected.Zip(Values(actual)))
        {
            Assert.Equal(one, other, 1e-6);
        }
    }

    private static BareNetwork Create(int width) => new(new ParameterLayout(
        [
            new("dense1.weight", [20], 0, ParameterRole.Weight, StorageOrder.Plain, Initializer.Constant(1)),
            new("table.weight", [10, width], 32, ParameterRole.Weight, StorageOrder.Plain, Initializer.HeNormal) { HasSparseRows = true },
            new("dense2.weight", [3], 32 + ((10 * width + 15) & ~15), ParameterRole.Weight, StorageOrder.Plain, Initializer.Constant(1)),
        ],
        48 + ((10 * width + 15) & ~15)));
}
