using System;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Expressions;
using NetGen.Generator.Lowering.Kernels;
using Xunit;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Tests.Kernels;

/// <summary>Every kind of operand, in kernels over rows and in epilogues, on every width and on lengths that fill no vector. The numbers are such that no sum rounds.</summary>
public class OperandTests
{
    private const string Opaque = "static class User { public static int Calls; public static float Add(float x, float y) { Calls++; return x + y; } }";

    private static readonly Expression X = new Variable("x");
    private static readonly Expression Slope = new Variable("slope");
    private static readonly Expression Number = new Variable("number");

    [Theory]
    [InlineData(1), InlineData(5), InlineData(16), InlineData(37)]
    public void A_map_reads_numbers_of_features_and_of_all(int length)
    {
        RowKernel kernel = Map(length, (X * Slope) + Number, new("slope", RowOperandKind.Feature), new("number", RowOperandKind.Number));
        float[] x = Numbers(3 * length), slope = Numbers(length);
        float[] expected = [.. x.Select((value, i) => (value * slope[i % length]) + 0.25f)];
        Assert.Equal(expected, new KernelRun(kernel).Result(x.Length, 3, x, slope, new[] { 0.25f }));
    }

    [Fact]
    public void A_map_with_a_number_of_all_is_one_run()
    {
        RowKernel kernel = Map(7, X + Number, new RowOperand("number", RowOperandKind.Number));
        Assert.True(kernel.IsRun);
        float[] x = Numbers(35);
        Assert.Equal(x.Select(value => value + 4), new KernelRun(kernel).Result(35, 5, x, new[] { 4f }));
    }

    [Theory]
    [InlineData(1), InlineData(5), InlineData(40)]
    public void A_row_gives_one_number(int length)
    {
        var kernel = new RowKernel(
            "Sum",
            length,
            1,
            [new("x", RowOperandKind.Input), new("slope", RowOperandKind.Feature), new("number", RowOperandKind.Number), new("result", RowOperandKind.RowOutput)],
            [new ReduceStep("sum", RowReduction.Sum, X * Slope), new StoreRowStep("result", new Variable("sum") * Number)]);
        float[] x = Numbers(4 * length), slope = Numbers(length);
        float[] expected = [.. x.Chunk(length).Select(row => 2 * row.Select((value, i) => value * slope[i]).Sum())];
        Assert.Equal(expected, new KernelRun(kernel).Result(4, 4, x, slope, new[] { 2f }));
    }

    /// <summary>Numbers of features lie side by side though elements of a row do not.</summary>
    [Fact]
    public void Rows_that_interleave_share_the_numbers_of_features()
    {
        var kernel = new RowKernel(
            "Scaled",
            3,
            2,
            [new("x", RowOperandKind.Input), new("slope", RowOperandKind.Feature), new("result", RowOperandKind.Output)],
            [new StoreStep("result", X * Slope)]);
        float[] x = [1, 2, 3, 4, 5, 6], slope = [1, 10, 100];
        Assert.Equal([1f, 2, 30, 40, 500, 600], new KernelRun(kernel).Result(6, 2, x, slope));
    }

    [Theory]
    [InlineData(1), InlineData(3), InlineData(21)]
    public void One_element_stands_against_all(int length)
    {
        var right = new ElementAt("x", "target");
        RowOperand[] operands = [new("x", RowOperandKind.Input), new("target", RowOperandKind.Index), new("slope", RowOperandKind.Feature)];
        var difference = new RowKernel("Difference", length, 1, [.. operands, new("result", RowOperandKind.Output)], [new StoreStep("result", (X - right) * new ElementAt("slope", "target"))]);
        var loss = new RowKernel("Loss", length, 1, [.. operands], [new LossStep(PerElement: true, (X - right) * new ElementAt("slope", "target"))]);
        float[] x = Numbers(2 * length), slope = Numbers(length);
        int[] target = [length - 1, length / 2];
        float[] expected = [.. x.Select((value, i) => (value - x[(i / length * length) + target[i / length]]) * slope[target[i / length]])];
        Assert.Equal(expected, new KernelRun(difference).Result(x.Length, 2, x, target, slope));
        Assert.Equal(expected.Chunk(length).Select(row => row.Sum(value => (double)value)), new KernelRun(loss).Losses(2, x, target, slope));
    }

    /// <summary>A user's method is called once for each element, in whatever step it stands.</summary>
    [Theory]
    [InlineData(1), InlineData(5), InlineData(40)]
    public void A_method_that_cannot_be_read_is_called_for_each_element_alone(int length)
    {
        var call = new Invocation("global::User.Add", [X, Slope]);
        RowOperand[] operands = [new("x", RowOperandKind.Input), new("slope", RowOperandKind.Feature)];
        RowKernel map = Map(length, call, operands[1]);
        RowKernel run = Map(length, new Invocation("global::User.Add", [X, Number]), new RowOperand("number", RowOperandKind.Number));
        var sum = new RowKernel("Sum", length, 1, [.. operands, new("result", RowOperandKind.RowOutput)], [new ReduceStep("sum", RowReduction.Sum, call), new StoreRowStep("result", new Variable("sum"))]);
        var max = sum with { Steps = [new ReduceStep("max", RowReduction.Max, call), new StoreRowStep("result", new Variable("max"))] };
        var loss = new RowKernel("Loss", length, 1, [.. operands], [new LossStep(PerElement: true, call)]);
        float[] x = Numbers(2 * length), slope = Numbers(length);
        float[] expected = [.. x.Select((value, i) => value + slope[i % length])];

        Assert.Equal(expected, new KernelRun(map, Opaque).Result(x.Length, 2, x, slope));
        Assert.Equal(x.Select(value => value + 3), new KernelRun(run, Opaque).Result(x.Length, 2, x, new[] { 3f }));
        Assert.Equal(expected.Chunk(length).Select(row => row.Sum()), new KernelRun(sum, Opaque).Result(2, 2, x, slope));
        Assert.Equal(expected.Chunk(length).Select(row => row.Max()), new KernelRun(max, Opaque).Result(2, 2, x, slope));
        Assert.Equal(expected.Chunk(length).Select(row => row.Sum(value => (double)value)), new KernelRun(loss, Opaque).Losses(2, x, slope));
    }

    /// <summary>Tiles of whole vectors, the columns and rows that are left over, one row alone, literal sizes and sizes as arguments.</summary>
    [Theory]
    [InlineData(3, 5, 1), InlineData(3, 5, 7), InlineData(9, 16, 6), InlineData(9, 37, 7), InlineData(20, 70, 1), InlineData(40, 70, 5), InlineData(40, 70, 1), InlineData(70, 40, 9)]
    public void An_epilogue_reads_every_kind(int length, int results, int rows)
    {
        ProductKernel kernel = ProductKernel.Of("Product", length, results, hasBias: true, predicts: true) with { };
        Expression body = (Epilogue.Sum * Slope) + (Number * new Variable("upstream"));
        EquatableArray<RowOperand> operands = [new("upstream", RowOperandKind.Input), new("slope", RowOperandKind.Feature), new("number", RowOperandKind.Number)];
        kernel = kernel with { Name = kernel.Name + "Scaled", Epilogue = new Epilogue("Scaled", body, operands) };

        (int panels, float[] x, float[] weights, float[] sums) = Sums(length, results, rows);
        float[] biases = Numbers(panels), upstream = Numbers(rows * results), slope = Numbers(panels);
        float[] expected = [.. sums.Select((sum, i) => ((sum + biases[i % results]) * slope[i % results]) + (0.5f * upstream[i]))];
        Assert.Equal(expected, new KernelRun(kernel).Result(expected.Length, rows, x, weights, biases, upstream, slope, new[] { 0.5f }));
    }

    /// <summary>Fewer operands than the shared loops hand on, and no bias: neither is read.</summary>
    [Theory]
    [InlineData(9, 16, 6), InlineData(9, 37, 7), InlineData(40, 70, 1), InlineData(40, 70, 5), InlineData(41, 60, 8), InlineData(70, 40, 9)]
    public void An_epilogue_of_sums_without_bias_reads_one_operand(int length, int results, int rows)
    {
        ProductKernel kernel = ProductKernel.Of("Product", length, results, hasBias: false, predicts: true);
        kernel = kernel with { Name = kernel.Name + "Less", Epilogue = new Epilogue("Less", new Variable("upstream") - Epilogue.Sum, [new("upstream", RowOperandKind.Input)]) };
        (_, float[] x, float[] weights, float[] sums) = Sums(length, results, rows);
        float[] upstream = Numbers(rows * results);
        Assert.Equal(sums.Select((sum, i) => upstream[i] - sum), new KernelRun(kernel).Result(sums.Length, rows, x, weights, upstream));
    }

    [Fact]
    public void One_sum_of_a_row_reads_every_kind()
    {
        Expression body = (Epilogue.Sum * Number) + new Variable("upstream");
        var kernel = new DotKernel("Dot", 5, HasBias: true, new Epilogue("Scaled", body, [new("number", RowOperandKind.Number), new("upstream", RowOperandKind.Input)]));
        float[] x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], weights = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal([33f + 7, 83 + 8], new KernelRun(kernel).Result(2, 2, x, weights, new[] { 1.5f }, new[] { 2f }, new[] { 7f, 8 }));
    }

    public static TheoryData<string> Texts => [.. Forms.Select(form => form.Name)];

    private static readonly (string Name, Expression Body, Func<float, float> Value)[] Forms =
    [
        ("square root", Sqrt(X), MathF.Sqrt),
        ("floor", new Unary(UnaryOperator.Floor, X), MathF.Floor),
        ("ceiling", new Unary(UnaryOperator.Ceiling, X), MathF.Ceiling),
        ("absolute", Abs(X), MathF.Abs),
        ("negated twice", -(-X), x => x),
        ("negated constant", -new Constant(-2) * X, x => 2 * x),
        ("minus zero", X * new Constant(-0.0), x => x * -0f),
        ("equal", new Select(Comparison.Equal, X, Zero, One, X), x => x == 0 ? 1 : x),
        ("a tiny constant", X + new Constant(-1e-60), x => x + -0f),
        ("a huge constant", Min(X, new Constant(1e60)), x => x),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void An_expression_means_the_same_in_vectors_and_in_floats(string name)
    {
        (_, Expression body, Func<float, float> value) = Forms.Single(form => form.Name == name);
        var vectors = new KernelRun(Map(11, body));
        var floats = new KernelRun(new DotKernel("Dot", 1, HasBias: false, new Epilogue("Mapped", Substitution.Replace(body, X, Epilogue.Sum), [])));
        float[] x = [-2.5f, -1, -0f, 0, 1, 0.25f, 4, 1e30f, float.PositiveInfinity, float.NaN, float.NegativeInfinity];
        float[] one = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        float[] expected = [.. x.Select(value)];
        Assert.Equal(Shown(expected), Shown(vectors.Result(11, 1, x)));
        // The sum 0 + 1 * x has the bits of x but for the sign of 0.
        Assert.Equal(Shown([.. x.Select(element => value(0 + element))]), Shown(floats.Result(11, 11, x, one)));
    }

    /// <summary>Operands of a product, with the outputs that its panels have room for, and its sums by definition.</summary>
    private static (int Panels, float[] X, float[] Weights, float[] Sums) Sums(int length, int results, int rows)
    {
        int panels = (results + 15) / 16 * 16;
        float[] x = Numbers(rows * length), weights = Numbers(panels * length);
        var sums = new float[rows * results];
        for (int i = 0; i < sums.Length; i++)
        {
            (int row, int j) = (i / results, i % results);
            sums[i] = Enumerable.Range(0, length).Sum(k => x[(row * length) + k] * weights[(j / 16 * 16 * length) + (k * 16) + (j % 16)]);
        }

        return (panels, x, weights, sums);
    }

    /// <summary>With the sign of 0, and every NaN alike.</summary>
    private static string[] Shown(float[] values) => [.. values.Select(value => float.IsNaN(value) ? "NaN" : BitConverter.SingleToInt32Bits(value).ToString("x8", null))];

    private static RowKernel Map(int length, Expression body, params RowOperand[] further) =>
        new("Mapped", length, 1, [new("x", RowOperandKind.Input), .. further, new("result", RowOperandKind.Output)], [new StoreStep("result", body)]);

    /// <summary>Small multiples of 1/2 of both signs.</summary>
    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => ((i * 7 % 13) - 6) / 2f)];
}
