using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Lowering.Kernels;
using Xunit;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Tests.Kernels;

/// <summary>Sums and a costly map over them in one kernel: the bits of the two one after the other.</summary>
public class MappedKernelTests
{
    private static readonly RowKernel Map = new(
        "Mixed",
        1,
        1,
        [new("x", RowOperandKind.Input), new("y", RowOperandKind.Input), new("slope", RowOperandKind.Feature), new("number", RowOperandKind.Number), new("result", RowOperandKind.Output)],
        [new StoreStep("result", (new Variable("x") * Tanh(new Variable("y"))) + (new Variable("slope") * Sigmoid(new Variable("number") * new Variable("y"))))]);

    [Theory]
    [InlineData(3, 5, 1), InlineData(3, 5, 7), InlineData(9, 37, 130), InlineData(40, 70, 1), InlineData(40, 70, 5), InlineData(40, 70, 65), InlineData(70, 64, 64)]
    public void Products(int length, int results, int rows)
    {
        int lanes = (results + 15) / 16 * 16;
        ProductKernel sums = ProductKernel.Of("Product", length, results, hasBias: true, predicts: true);
        Check(sums, results, rows, Numbers(rows * length, 1), Numbers(lanes * length, 2), Numbers(lanes, 3));
    }

    [Theory]
    [InlineData(1), InlineData(7), InlineData(130)]
    public void One_sum_of_a_row(int rows) => Check(new DotKernel("Dot", 21, HasBias: true, Epilogue.None), 1, rows, Numbers(rows * 21, 1), Numbers(32, 2), Numbers(16, 3));

    private static void Check(EpilogueKernel sums, int results, int rows, float[] x, float[] weights, float[] biases)
    {
        float[] y = Numbers(rows * results, 4), slopes = Numbers((results + 15) / 16 * 16, 5), number = [0.7f];
        RowKernel map = Map with { Length = results };
        var mapped = new MappedKernel(sums, map, ["y", "result", "slope", "number"]);
        float[] stored = new KernelRun(sums).Result(rows * results, rows, x, weights, biases);
        float[] expected = new KernelRun(map).Result(stored.Length, rows, y, stored, slopes, number);
        Assert.Equal(expected, new KernelRun(mapped).Result(stored.Length, rows, x, weights, biases, y, slopes, number));
        Assert.DoesNotContain(0f, expected);
    }

    private static float[] Numbers(int count, int seed) => [.. Enumerable.Range(0, count).Select(i => (((i + seed) * 7919 % 1009) - 504.5f) / 500)];
}
