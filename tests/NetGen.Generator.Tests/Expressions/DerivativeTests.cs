using System;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Operators;
using Xunit;
using static NetGen.Generator.Expressions.Expression;
using static NetGen.Generator.Tests.Expressions.Tables;

namespace NetGen.Generator.Tests.Expressions;

/// <summary>Symbolic derivatives against central differences in double.</summary>
public class DerivativeTests
{
    public static TheoryData<string> Rules => new(RuleTable.Select(rule => rule.Name));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Of_every_operator(string name)
    {
        Expression expression = RuleTable.Single(rule => rule.Name == name).Expression;
        Expression derivative = Derivative.Of(expression, X)!;
        foreach (double x in new[] { 0.2, 0.9, 1.7, 3.1 })
        {
            Close(Difference(value => At(expression, value, 0.7), x), At(derivative, x, 0.7), $"{name} at {x}");
        }
    }

    [Fact]
    public void By_a_variable_that_does_not_occur_there_is_none()
    {
        Assert.Null(Derivative.Of(3.0, X));
        Assert.Null(Derivative.Of(Y, X));
        Assert.Null(Derivative.Of(Exp(Y) * Y / (Y - 2.0), X));
        Assert.Null(Derivative.Of(new ElementAt("x", "t"), X));
        // What decides between branches has no derivative.
        Assert.Null(Derivative.Of(IfLessOrEqual(X, Zero, Y, One), X));
    }

    /// <summary>Each rule with the variable on either side, and nested.</summary>
    private static readonly (string Name, Expression Expression)[] RuleTable =
    [
        ("x + y", X + Y), ("y + x", Y + X), ("x + x", X + X),
        ("x - y", X - Y), ("y - x", Y - X), ("x - exp x", X - Exp(X)),
        ("x * y", X * Y), ("y * x", Y * X), ("x * x", X * X),
        ("x / y", X / Y), ("y / x", Y / X), ("x / exp x", X / Exp(X)),
        ("-x", -X), ("exp", Exp(2.0 * X)), ("log", Log(X * X)), ("log1p", Log1P(X * Y)), ("abs", Abs(Y - X)), ("max", Max(X, Y) * Max(One, X)), ("tanh", Tanh(X - Y)), ("sigmoid", Sigmoid(Y * X)),
        ("then", IfLessOrEqual(X, One, X * X, 3.0)), ("otherwise", IfLessOrEqual(X, One, Y, Exp(X))), ("both", IfLessOrEqual(Y, X, X * X, -X)),
    ];

    private static void Close(double expected, double actual, string where) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-6 * Math.Max(1, Math.Abs(expected)), $"{where}: difference quotient {expected:R}, derivative {actual:R}");
}
