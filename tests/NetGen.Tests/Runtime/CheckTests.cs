using System;
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
