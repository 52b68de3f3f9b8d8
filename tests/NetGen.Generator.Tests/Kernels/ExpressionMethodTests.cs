using System;
using System.Linq;
using NetGen.Generator.Emission;
using NetGen.Generator.Expressions;
using NetGen.Generator.Lowering.Kernels;
using Xunit;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Tests.Kernels;

/// <summary>Longer expressions: a method each, with a local for what occurs more than once.</summary>
public class ExpressionMethodTests
{
    private static readonly Expression X = new Variable("x");
    private static readonly Expression Y = new Variable("y");

    [Fact]
    public void Locals_bear_the_names_of_what_they_hold()
    {
        Expression sigmoid = Sigmoid(X);
        string text = Method(new("ApplySwishGradient", Y * (sigmoid + ((X * sigmoid) * (1.0 - sigmoid)))));
        Assert.Equal(
            """
            Floats8 ApplySwishGradient(Floats8 y, Floats8 x) // y * (sigmoid(x) + x * sigmoid(x) * (1 - sigmoid(x)))
            Floats8 sigmoid = NetGenMath.Sigmoid(x);
            return y * (sigmoid + ((x * sigmoid) * (Lanes8.Create(1f) - sigmoid)));
            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void A_parameter_keeps_its_name()
    {
        Expression exp = Exp(new Variable("exp"));
        Assert.Equal(
            """
            Floats8 Apply(Floats8 exp) // exp(exp) / (exp(exp) + exp(exp) * exp(exp))
            Floats8 exp2 = NetGenMath.Exp(exp);
            return exp2 / (exp2 + (exp2 * exp2));
            """.ReplaceLineEndings("\n"),
            Method(new("Apply", exp / (exp + (exp * exp)))));
    }

    /// <summary>A few operations stand where they are used, one function of them among others.</summary>
    [Fact]
    public void Short_ones_are_no_methods()
    {
        foreach (Expression body in new[] { X, Y * X, IfLess(Zero, X, X, 0.01 * X), Y * (1.0 - (X * X)), Tanh(X), X * Sigmoid(X), Exp(X - Y) })
        {
            Assert.Empty(new KernelExpression("Apply", body).Methods(ExpressionForm.Float));
        }

        Assert.NotEmpty(new KernelExpression("Apply", X / (1.0 + Exp(-X))).Methods(ExpressionForm.Float));
        Assert.Empty(new KernelExpression("Loss", X / (1.0 + Exp(-X)), IsWrittenOnce: true).Methods(ExpressionForm.Double));
        Assert.NotEmpty(new KernelExpression("Loss", Exp(X) * Exp(X), IsWrittenOnce: true).Methods(ExpressionForm.Double));
    }

    /// <summary>Written out it would be 2^60 parts.</summary>
    [Fact]
    public void What_doubles_with_each_local_stays_as_long_as_its_source()
    {
        Expression body = X;
        for (int i = 0; i < 60; i++)
        {
            body = (0.25 * (body * body)) + Y;
        }

        Assert.InRange(Method(new("Apply", body)).Split('\n').Length, 60, 130);
        RowKernel map = new("Deep", 5, 1, [new("x", RowOperandKind.Input), new("y", RowOperandKind.Number), new("result", RowOperandKind.Output)], [new StoreStep("result", body)]);
        float expected = 1;
        for (int i = 0; i < 60; i++)
        {
            expected = (0.25f * (expected * expected)) + 0.5f;
        }

        Assert.Equal(Enumerable.Repeat(expected, 10), new KernelRun(map).Result(10, 2, Enumerable.Repeat(1f, 10).ToArray(), new[] { 0.5f }));
    }

    /// <summary>In whatever kernel and step it stands.</summary>
    [Fact]
    public void Every_place_calls_the_method()
    {
        Expression Long(Expression x)
        {
            Expression square = x * x, cube = square * x;
            return ((cube + square) + x) + (cube * square);
        }

        float Value(float x) => ((x * x * x) + (x * x) + x) + (x * x * x * (x * x));
        float[] x = [1, -1, 2, -2, 3, 0.5f], expected = [.. x.Select(Value)];
        float[] one = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        RowOperand input = new("x", RowOperandKind.Input), output = new("result", RowOperandKind.Output), number = new("result", RowOperandKind.RowOutput);

        var map = new KernelRun(new RowKernel("Long", 3, 1, [input, output], [new StoreStep("result", Long(X))]));
        Assert.Equal(expected, map.Result(6, 2, x));
        Assert.Contains("Floats8 ApplyLong(Floats8 x)", map.Text, StringComparison.Ordinal);

        var dot = new KernelRun(new DotKernel("Dot", 1, HasBias: false, new Epilogue("Long", Long(Epilogue.Sum), [])));
        Assert.Equal(expected, dot.Result(6, 6, x, one));

        var product = new KernelRun(new ProductKernel("Product", 1, 2, HasBias: false, IsSmall: true, new Epilogue("Long", Long(Epilogue.Sum), [])));
        Assert.Equal(expected.SelectMany(value => new[] { value, value }), product.Result(12, 6, x, new float[] { 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }));
        Assert.Contains("Floats8 ApplyLongToSum(Floats8 sum)", product.Text, StringComparison.Ordinal);

        RowStep[] steps = [new ReduceStep("total", RowReduction.Sum, Long(X)), new SumStep("again", Long(X)), new StoreRowStep("result", Long(new Variable("total")))];
        var row = new KernelRun(new RowKernel("Rows", 3, 1, [input, number], [.. steps]));
        Assert.Equal(expected.Chunk(3).Select(values => Value(values.Sum())), row.Result(2, 2, x));

        var loss = new KernelRun(new RowKernel("Loss", 3, 1, [input], [new LossStep(PerElement: true, Long(X))]));
        Assert.Equal(expected.Chunk(3).Select(values => values.Sum(value => (double)value)), loss.Losses(2, x));
        var losses = new KernelRun(new RowKernel("Loss", 1, 1, [input], [new LossStep(PerElement: true, Long(X))]));
        Assert.Equal(expected.Select(value => (double)value), losses.Losses(6, x));
    }

    private static string Method(KernelExpression expression)
    {
        var method = Assert.Single(expression.Methods(ExpressionForm.Vector(InstructionSet.All.Single(set => set.Name == "Avx2"))));
        var writer = new CodeWriter();
        method.Emit(writer);
        return $"{method.Returns} {method.Name}({method.Parameters}) // {method.Summary}\n{writer}".Trim();
    }
}
