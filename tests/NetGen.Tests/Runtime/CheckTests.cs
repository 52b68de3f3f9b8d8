using System;
using System.Runtime.InteropServices;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

public class CheckTests
{
    private static readonly TestNetwork Network = new(inputs: 3, outputs: 4);

    [Fact]
    public void Example()
    {
        Check.Example(new float[40], 40, "x", "Mnist1D");
        Refused("x has 41 values, but one example of Mnist1D has 40.", () => Check.Example(new float[41], 40, "x", "Mnist1D"));
        Refused("x has 1 value, but one example of Mnist1D has 40.", () => Check.Example(new float[1], 40, "x", "Mnist1D"));
    }

    [Fact]
    public void Rows()
    {
        Assert.Equal(0, Check.Rows(0, 40, "xs", 0, 10, "ys", "Mnist1D"));
        Assert.Equal(3, Check.Rows(120, 40, "xs", 30, 10, "ys", "Mnist1D"));
        Refused("xs has 121 values, but must be a whole number of rows of 40 for Mnist1D.", () => Check.Rows(121, 40, "xs", 30, 10, "ys", "Mnist1D"));
        Refused("ys has 31 values, but must be a whole number of rows of 10 for Mnist1D.", () => Check.Rows(120, 40, "xs", 31, 10, "ys", "Mnist1D"));
        Refused("ys has 20 values, room for 2 rows of 10, but xs holds 3 rows of 40 for Mnist1D; ys must have 30.",
            () => Check.Rows(120, 40, "xs", 20, 10, "ys", "Mnist1D"));
    }

    [Fact]
    public void NoOverlap()
    {
        var memory = new float[10];
        Check.NoOverlap(memory.AsSpan(0, 5), "x", memory.AsSpan(5), "y");
        Check.NoOverlap(memory.AsSpan(3, 0), "x", memory, "y");
        Refused("y overlaps x in memory", () => Check.NoOverlap(memory.AsSpan(0, 6), "x", memory.AsSpan(5), "y"));
        Refused("y overlaps x in memory", () => Check.NoOverlap(memory, "x", memory, "y"));
    }

    [Fact]
    public void Examples_and_outputs_beside_ints()
    {
        Check.Example(new int[5], 5, "words", "Bag");
        Refused("words has 4 values, but one example of Bag has 5.", () => Check.Example(new int[4], 5, "words", "Bag"));
        var memory = new int[10];
        Check.NoOverlap(memory.AsSpan(0, 5), "words", MemoryMarshal.Cast<int, float>(memory.AsSpan(5)), "y");
        Refused("y overlaps words in memory", () => Check.NoOverlap(memory.AsSpan(0, 6), "words", MemoryMarshal.Cast<int, float>(memory.AsSpan(5)), "y"));
    }

    [Fact]
    public void Rows_of_several()
    {
        Assert.Equal(3, Check.Rows(12, 4, "images", "Pair"));
        Assert.Equal(0, Check.Rows(0, 4, "images", "Pair"));
        Refused("images has 13 values, but must be a whole number of rows of 4 for Pair.", () => Check.Rows(13, 4, "images", "Pair"));
        Check.SameRows(3, "ages", 3, "images", "Pair");
        Refused("ages has 1 row, but images has 3 rows; all arguments of Pair have as many.", () => Check.SameRows(1, "ages", 3, "images", "Pair"));
    }

    /// <summary>Before, in and after whole vectors.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(38)]
    [InlineData(40)]
    public void Indices(int place)
    {
        var indices = new int[41];
        Array.Fill(indices, 99);
        Check.Indices(indices, 100, 5, "words", "Bag");
        Check.Indices([], 100, 5, "words", "Bag");
        foreach (int wrong in new[] { 100, -1, int.MinValue, int.MaxValue })
        {
            indices[place] = wrong;
            Refused(
                $"words of row {place / 5}, place {place % 5}, is the index {wrong}, but Bag expects 0 to 99 there.", () => Check.Indices(indices, 100, 5, "words", "Bag"));
        }

        Refused("word of row 1 is the index 7, but Bag expects 0 to 6 there.", () => Check.Indices([0, 7], 7, 1, "word", "Bag"));
    }

    [Fact]
    public void Settings()
    {
        Check.Rate(0, "dropout1.rate", "Net");
        Check.Rate(0.999f, "dropout1.rate", "Net");
        Refused("dropout1.rate of Net is 1, but a rate of dropout is at least 0 and below 1.", () => Check.Rate(1, "dropout1.rate", "Net"));
        Refused("dropout1.rate of Net is -0.5, but", () => Check.Rate(-0.5f, "dropout1.rate", "Net"));
        Refused("dropout1.rate of Net is NaN, but", () => Check.Rate(float.NaN, "dropout1.rate", "Net"));
        Check.Strength(0, "dense1.l2", "Net");
        Check.Strength(1e30f, "dense1.l2", "Net");
        Refused("dense1.l2 of Net is -1, but the strength of a regularizer is finite and not negative.", () => Check.Strength(-1, "dense1.l2", "Net"));
        Refused("dense1.l2 of Net is Infinity, but", () => Check.Strength(float.PositiveInfinity, "dense1.l2", "Net"));
        Refused("dense1.l2 of Net is NaN, but", () => Check.Strength(float.NaN, "dense1.l2", "Net"));
    }

    [Fact]
    public void Several_inputs_of_floats_and_ints()
    {
        var info = new NetworkInfo
        {
            Name = "Several",
            Inputs = [new FieldInfo("x", [3], ElementKind.Float), new FieldInfo("words", [2], ElementKind.Int)],
            Outputs = [],
            Targets = [],
            Layers = [],
            Layout = new ParameterLayout([], 0),
            WorkspaceFixedFloats = 0,
            WorkspaceFloatsPerRow = 0,
            Decision = ClassDecision.None,
        };
        Check.Inputs(new Minibatch([new Column(new float[6], 3), new Column(new int[4], 2)], [], 2), info);
        Refused("The input words of the batch holds floats, but Several expects ints.",
            () => Check.Inputs(new Minibatch([new Column(new float[6], 3), new Column(new float[4], 2)], [], 2), info));
        Refused("The input words of the batch has 1 value per example, but one example of Several has 2.",
            () => Check.Inputs(new Minibatch([new Column(new float[6], 3), new Column(new int[2], 1)], [], 2), info));
        Refused("The batch has 1 inputs, but Several has 2.", () => Check.Inputs(Minibatch.From(new float[6], 3), info));
    }

    [Fact]
    public void Inputs()
    {
        Check.Inputs(Minibatch.From(new float[6], 3), Network.Info);
        Check.Inputs(Minibatch.From(Array.Empty<float>(), 3), Network.Info);
        Refused("The input x of the batch has 2 values per example, but one example of TestNetwork has 3.",
            () => Check.Inputs(Minibatch.From(new float[6], 2), Network.Info));
        Refused("The input x of the batch holds ints, but TestNetwork expects floats.",
            () => Check.Inputs(new Minibatch([new Column(new int[6], 3)], [], 2), Network.Info));
        Refused("The batch has 2 inputs, but TestNetwork has 1.",
            () => Check.Inputs(new Minibatch([new Column(new float[6], 3), new Column(new float[6], 3)], [], 2), Network.Info));
    }

    [Fact]
    public void Training()
    {
        var workspace = new Workspace(Network, 2);
        Check.Training(Batch(2), Network.Info, workspace);
        Check.Training(Batch(2, 0f, 1f), Network.Info, workspace);
        Refused("The batch has no examples, but a loss of TestNetwork needs at least 1.", () => Check.Training(Batch(0), Network.Info, workspace));
        Refused("The batch has 3 examples, but the workspace has room for 2", () => Check.Training(Batch(3), Network.Info, workspace));
        Refused("The workspace was made for TestNetwork", () => Check.Training(Batch(2), Network.Info, new Workspace(new TestNetwork(), 2)));
        Refused("The batch has 0 targets, but TestNetwork has 1.", () => Check.Training(Minibatch.From(new float[6], 3), Network.Info, workspace));
        Refused("The target target of the batch holds floats, but TestNetwork expects ints.",
            () => Check.Training(Minibatch.From(new float[6], 3, new float[2], 1), Network.Info, workspace));
        Refused("The weight of row 1 is -1", () => Check.Training(Batch(2, 1f, -1f), Network.Info, workspace));
        Refused("The weight of row 0 is NaN", () => Check.Training(Batch(2, float.NaN, 1f), Network.Info, workspace));
        Refused("The weight of row 0 is Infinity", () => Check.Training(Batch(2, float.PositiveInfinity, 1f), Network.Info, workspace));
        Refused("All weights of the batch are 0", () => Check.Training(Batch(2, 0f, 0f), Network.Info, workspace));
    }

    [Fact]
    public void Row()
    {
        Check.Row(1, Batch(2));
        foreach (int row in new[] { -1, 2 })
        {
            Assert.StartsWith(
                $"Row {row} was asked for, but the batch has 2 examples, 0 to 1.",
                Assert.Throws<ArgumentOutOfRangeException>(() => Check.Row(row, Batch(2))).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Gradients()
    {
        Check.Gradients(new Gradients(Network), Network.Info);
        Refused("The gradients belong to another network than TestNetwork", () => Check.Gradients(new Gradients(new TestNetwork()), Network.Info));
    }

    [Fact]
    public void Checks_that_pass_allocate_nothing()
    {
        var workspace = new Workspace(Network, 2);
        var gradients = new Gradients(Network);
        Minibatch batch = Batch(2, 1f, 2f);
        var targets = new int[2];
        float[] numbers = [1, 0, 1, 0];
        float[] signs = [1, -1, 1, -1];
        RunAll();
        long before = GC.GetAllocatedBytesForCurrentThread();
        RunAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void RunAll()
        {
            Check.Training(batch, Network.Info, workspace);
            Check.Gradients(gradients, Network.Info);
            Check.ClassIndices(targets, 2, "targets");
            Check.Distributions(numbers, 2, "targets");
            Check.Probabilities(numbers, 2, "targets");
            Check.NotNegative(numbers, 2, "targets");
            Check.Signs(signs, 2, "targets");
            _ = ExampleWeights.MeanScale(batch.Weights, targets, numbers, "targets");
            Check.Rows(6, 3, "xs", 8, 4, "ys", "TestNetwork");
            _ = batch.FloatInput(0).Length + batch.IntTarget(0).Length + batch.Weights.Length;
        }
    }

    private static Minibatch Batch(int rows, params float[] weights) => Minibatch.From(new float[3 * rows], 3, new int[rows], weights);

    private static void Refused(string message, Action action) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
}
