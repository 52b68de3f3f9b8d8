using System;
using System.Linq;
using NetGen.Generator.Expressions;
using Xunit;
using static NetGen.Generator.Expressions.Expression;
using static NetGen.Generator.Tests.Expressions.Tables;

namespace NetGen.Generator.Tests.Expressions;

/// <summary>A rewrite must mean what was written, bit by bit, for every number there is.</summary>
public class SimplifierTests
{
    private static readonly (string Name, Func<Expression, Expression, Expression> Simplified, BinaryOperator Operator)[] Operators =
    [
        ("+", (left, right) => left + right, BinaryOperator.Add),
        ("-", (left, right) => left - right, BinaryOperator.Subtract),
        ("*", (left, right) => left * right, BinaryOperator.Multiply),
        ("/", (left, right) => left / right, BinaryOperator.Divide),
    ];

    [Fact]
    public void Operators_of_constants_and_variables_keep_every_bit()
    {
        foreach ((string name, Func<Expression, Expression, Expression> simplified, BinaryOperator written) in Operators)
        {
            foreach (double constant in Special)
            {
                Keeps(simplified(X, constant), new Binary(written, X, new Constant(constant)), $"x {name} {constant}");
                Keeps(simplified(constant, X), new Binary(written, new Constant(constant), X), $"{constant} {name} x");
                Assert.All(Special, other => Keeps(simplified(constant, other), new Binary(written, new Constant(constant), new Constant(other)), $"{constant} {name} {other}"));
            }

            Keeps(simplified(X, X), new Binary(written, X, X), $"x {name} x");
            Assert.All(Special, y => Assert.All(Special, x => Assert.True(Same(At(new Binary(written, X, Y), x, y), At(simplified(X, Y), x, y)))));
        }
    }

    /// <summary>
    /// Constants gather when one is a power of two, which is exact unless the intermediate result leaves the range of numbers; floats near those
    /// ends are no activations or losses.
    /// </summary>
    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(0.5, 0.1)]
    [InlineData(-4, 3)]
    [InlineData(3, 0.25)]
    public void Gathered_constants_keep_every_bit_of_ordinary_numbers(double outer, double inner)
    {
        Expression written = new Binary(BinaryOperator.Multiply, new Constant(outer), new Binary(BinaryOperator.Multiply, new Constant(inner), X));
        Expression simplified = outer * (inner * X);
        Assert.NotEqual(written, simplified);
        double[] ends = [double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue];
        Assert.All(Special.Except(ends).Concat([0.1, 1.0 / 3, -7, 1e-30, 12345.678]), x => Assert.True(Same(At(written, x), At(simplified, x)), $"{outer} * ({inner} * {x})"));
    }

    [Fact]
    public void Constants_that_would_round_otherwise_stay_apart()
    {
        Assert.Equal(new Binary(BinaryOperator.Multiply, new Constant(0.1), new Binary(BinaryOperator.Multiply, new Constant(0.3), X)), 0.1 * (0.3 * X));
        Assert.Equal(new Binary(BinaryOperator.Multiply, new Constant(0), new Binary(BinaryOperator.Multiply, new Constant(3), X)), 0.0 * (3.0 * X));
    }

    [Fact]
    public void What_need_not_be_computed_is_left_out()
    {
        Assert.Equal(X, 1.0 * X);
        Assert.Equal(X, X * 1.0);
        Assert.Equal(X, X - 0.0);
        Assert.Equal(2.0 * X, X + X);
        Assert.Equal(X, 2.0 * (0.5 * X));
        Assert.Equal(new Constant(6), (Expression)2.0 * 3.0);
    }

    [Fact]
    public void Signs_move_where_they_cost_nothing()
    {
        Assert.Equal(X, -(-X));
        Assert.Equal(X - Y, X + (-Y));
        Assert.Equal(Y - X, (-X) + Y);
        Assert.Equal(new Binary(BinaryOperator.Add, X, Y), X - (-Y));
        Assert.Equal(-(X * Y), (-X) * Y);
        Assert.Equal(X * Y, (-X) * (-Y));
        Assert.Equal(-2.0 * X, -(2.0 * X));
        Assert.Equal(-(X / Y), X / (-Y));
        Assert.Equal(-X, -1.0 * X);
        Assert.Equal(X - (2.0 * Y), X + (-2.0 * Y));
        Assert.Equal(0.25 * X, X / 4.0);
        Assert.Equal(X / Y, (2.0 * X) / (2.0 * Y));
        // Not what is no number: 3 is no power of two, and 1 / 3 would be rounded before the product.
        Assert.Equal(new Binary(BinaryOperator.Divide, X, new Constant(3)), X / 3.0);
    }

    [Fact]
    public void Conditionals_that_decide_nothing_vanish()
    {
        Assert.Equal(X, IfLess(X, Y, X, X));
        Assert.Equal(Y, IfLess(1.0, 2.0, Y, X));
        Assert.Equal(X, IfLess(double.NaN, 2.0, Y, X));
        Assert.Equal(IfLess(X, Y, Zero, One), IfLess(X, Y, IfLess(X, Y, Zero, X), IfLess(X, Y, X, One)));
    }

    [Fact]
    public void What_would_hide_a_fault_is_not_left_out()
    {
        Assert.NotEqual(Zero, 0.0 * X);
        Assert.NotEqual(Zero, X - X);
        Assert.NotEqual(One, X / X);
        Assert.NotEqual(X, X + 0.0);
    }

    private static void Keeps(Expression simplified, Expression written, string what) =>
        Assert.All(Special, x => Assert.True(Same(At(written, x), At(simplified, x)), $"{what} at x = {x}: {At(written, x):R} became {At(simplified, x):R}"));
}
