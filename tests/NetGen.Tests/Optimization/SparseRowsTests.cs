using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class SparseRowsTests
{
    private const int Table = 1;

    public static TheoryData<int, string> WidthsAndOptimizers
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (int width in new[] { 1, 3, 5, 16, 20, 37 })
            {
                foreach (string name in OptimizerCatalogue.All)
                {
                    data.Add(width, name);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Rows_are_each_once_and_ascending()
    {
        Gradients gradients = new(Create(width: 3));
        Assert.True(gradients.Rows(Table).IsEmpty);
        gradients.TouchRows(Table, [5, 1, 5, 9]);
        gradients.TouchRows(Table, [0, 9]);
        Assert.Equal([0, 1, 5, 9], gradients.Rows(Table).ToArray());
        gradients.TouchRows(Table, [4]);
        Assert.Equal([0, 1, 4, 5, 9], gradients.Rows(Table).ToArray());
    }

    [Fact]
    public void Clearing_rows_leaves_the_table_0_and_the_rest_as_it_is()
    {
        Gradients gradients = new(Create(width: 3));
        gradients.TouchRows(Table, [2, 9]);
        gradients.Block.Span.Slice(32 + 6, 3).Fill(1);
        gradients.Block.Span.Slice(32 + 27, 3).Fill(1);
        gradients["dense1.weight"].CopyFrom([.. Enumerable.Repeat(2f, 20)]);
        gradients["dense2.weight"].CopyFrom([3, 3, 3]);
        gradients.ClearRows(Table);
        Assert.True(gradients.Rows(Table).IsEmpty);
        Assert.All(gradients["table.weight"].ToArray(), value => Assert.Equal(0, value));
        Assert.Equal((40, 9), (gradients["dense1.weight"].ToArray().Sum(), gradients["dense2.weight"].ToArray().Sum()));
        gradients.TouchRows(Table, [2]);
        Assert.Equal([2], gradients.Rows(Table).ToArray());
    }

    [Fact]
    public void What_is_written_through_views_or_as_a_whole_is_touched()
    {
        BareNetwork network = Create(width: 3);
        Gradients gradients = new(network);
        gradients["table.weight"][7, 2] = 1;
        gradients["tied.weight"][4, 0] = 1;
        Assert.Equal([4, 7], gradients.Rows(Table).ToArray());
        Assert.Equal([4, 7], gradients.Rows(3).ToArray());
        gradients.Clear();
        Assert.True(gradients.Rows(Table).IsEmpty);
        gradients["table.weight"].CopyFrom(new float[30]);
        Assert.Equal(Enumerable.Range(0, 10), gradients.Rows(Table).ToArray());
        gradients.Clear();
        gradients.CopyFrom(new Gradients(network));
        Assert.Equal(Enumerable.Range(0, 10), gradients.Rows(Table).ToArray());
        gradients.Clear();
        gradients.Replace(new NetGen.Runtime.V1.AlignedBuffer(network.Info.Layout.Length));
        Assert.Equal(Enumerable.Range(0, 10), gradients.Rows(Table).ToArray());
    }

    [Fact]
    public void Other_entries_and_rows_are_refused()
    {
        Gradients gradients = new(Create(width: 3));
        Assert.Contains("dense1.weight is no table with sparse rows.", Assert.Throws<ArgumentException>(() => gradients.ClearRows(0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => gradients.Rows(2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => gradients.TouchRows(4, [0]));
        Assert.Throws<IndexOutOfRangeException>(() => gradients.TouchRows(Table, [10]));
        Assert.Throws<IndexOutOfRangeException>(() => gradients.TouchRows(Table, [-1]));
    }

    /// <summary>Rows that share 16 floats with others, and rows that do not.</summary>
    [Theory]
    [MemberData(nameof(WidthsAndOptimizers))]
    public void A_step_is_the_same_as_over_the_whole_table(int width, string name)
    {
        (BareNetwork sparse, BareNetwork dense) = (Create(width), Create(width, isSparse: false));
        (Gradients sparseGradients, Gradients denseGradients) = (new(sparse), new(dense));
        (Optimizer sparseOptimizer, Optimizer denseOptimizer) = (OptimizerCatalogue.Create(name), OptimizerCatalogue.Create(name));
        sparseOptimizer.ScaleRate("table", 0.5);
        denseOptimizer.ScaleRate("table", 0.5);
        sparse.Parameters.Initialize(1);
        dense.Parameters.Initialize(1);
        sparse.Parameters["table.weight"][3, 0] = dense.Parameters["table.weight"][3, 0] = -0f;
        var random = new RandomStream(1, RandomPurpose.General);
        foreach (int[] rows in new int[][] { [0, 9], [4], [2, 3, 4], [], [8, 7, 0, 1] })
        {
            sparseGradients.ClearRows(Table);
            sparseGradients.TouchRows(Table, rows);
            Span<float> storage = sparseGradients.Block.Span;
            sparseGradients["dense1.weight"][3] = (float)random.NextNormal();
            sparseGradients["dense2.weight"][1] = (float)random.NextNormal();
            foreach (int row in rows)
            {
                for (int j = 0; j < width; j++)
                {
                    storage[32 + (row * width) + j] = (float)random.NextNormal();
                }
            }

            storage.CopyTo(denseGradients.Block.Span);
            sparseOptimizer.Step(sparse, sparseGradients);
            denseOptimizer.Step(dense, denseGradients);
            Assert.Equal(Bits(dense), Bits(sparse));
        }
    }

    /// <summary>A gradient outside the touched rows, which a network never computes, shows what a step goes over: whole sixteens around the rows.</summary>
    [Theory]
    [InlineData("Sgd", true)]
    [InlineData("Sgd clipped", true)]
    [InlineData("AdaGrad", true)]
    [InlineData("AdaGrad clipped by norm", true)]
    [InlineData("Sgd with decay", false)]
    [InlineData("Sgd heavy ball", false)]
    [InlineData("AdaGrad clipped by value with decay", false)]
    public void Some_optimizers_go_over_the_touched_rows_alone(string name, bool isSparse)
    {
        BareNetwork network = Create(width: 16);
        Gradients gradients = new(network);
        gradients.Block.Span.Fill(1);
        gradients.TouchRows(Table, [6, 2]);
        OptimizerCatalogue.Create(name).Step(network, gradients);
        if (!isSparse)
        {
            Assert.Equal(Enumerable.Range(0, 10), MovedRows(network));
            return;
        }

        Assert.Equal([2, 6], MovedRows(network));
        new Adam(1).Step(network, gradients);
        Assert.Equal(Enumerable.Range(0, 10), MovedRows(network));

        static int[] MovedRows(BareNetwork network) => [.. Enumerable.Range(0, 10).Where(row => network.Parameters["table.weight"][row, 5] != 0)];
    }

    [Fact]
    public void A_frozen_table_stays()
    {
        BareNetwork network = Create(width: 16);
        Gradients gradients = new(network);
        gradients.Block.Span.Fill(1);
        gradients.TouchRows(Table, [2]);
        network.Parameters.Frozen(Table) = true;
        new Sgd(1).Step(network, gradients);
        Assert.All(network.Parameters["table.weight"].ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(-1, network.Parameters["dense2.weight"][0]);
    }

    [Fact]
    public void Nothing_allocates()
    {
        BareNetwork network = Create(width: 5);
        Gradients gradients = new(network);
        var sgd = new Sgd(0.1);
        Step(network, gradients, sgd);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Step(network, gradients, sgd);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Step(BareNetwork network, Gradients gradients, Sgd sgd)
        {
            gradients.ClearRows(Table);
            gradients.TouchRows(Table, [5, 4, 4, 9, 0]);
            sgd.Step(network, gradients);
        }
    }

    private static int[] Bits(BareNetwork network) => [.. network.Parameters.Block.Span.ToArray().Select(BitConverter.SingleToInt32Bits)];

    private static BareNetwork Create(int width, bool isSparse = true)
    {
        int length = ((10 * width) + 15) & ~15;
        return new(new ParameterLayout(
            [
                new("dense1.weight", [20], 0, ParameterRole.Weight, StorageOrder.Plain, Initializer.Constant(1)),
                new("table.weight", [10, width], 32, ParameterRole.Weight, StorageOrder.Plain, Initializer.HeNormal) { HasSparseRows = isSparse },
                new("dense2.weight", [3], 32 + length, ParameterRole.Weight, StorageOrder.Plain, Initializer.Constant(1)),
                new("tied.weight", [10, width], 32, ParameterRole.Weight, StorageOrder.Plain, Initializer.HeNormal, sharedWith: "table.weight"),
            ],
            48 + length));
    }
}
