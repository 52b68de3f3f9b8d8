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

    [Fact]
    public void Every_operator_has_a_rule() => Assert.All(Enum.GetValues<UnaryOperator>(), function =>
        Assert.Equal(function is UnaryOperator.Floor or UnaryOperator.Ceiling, Derivative.Of(new Unary(function, X), X) is null));

    /// <summary>Ties go to the first, |x| is flat at 0, floor and ceiling are flat everywhere: as documented.</summary>
    [Fact]
    public void At_kinks_it_is_the_documented_one()
    {
        (Expression Expression, double At, double Expected)[] kinks =
        [
            (Abs(X), 0, 0), (Abs(X), -0.0, 0), (Abs(3.0 * X), 0, 0), (Max(X, Zero), 0, 1), (Max(Zero, X), 0, 0), (Min(X, One), 1, 1), (Min(One, X), 1, 0), (Max(X, 2.0 * X), 0, 1), (Max(2.0 * X, X), 0, 2),
            (IfLessOrEqual(X, Zero, Zero, X), 0, 0), (IfLess(X, Zero, Zero, X), 0, 1), (X * new Unary(UnaryOperator.Floor, X), 2, 2), (X * new Unary(UnaryOperator.Ceiling, X), 2, 2),
            (new Select(Comparison.Equal, X, One, 5.0 * X, X), 1, 5),
        ];
        foreach ((Expression expression, double at, double expected) in kinks)
        {
            Assert.True(Same(expected, At(Derivative.Of(expression, X)!, at)), $"{expression} at {at}");
        }
    }

    /// <summary>Its derivatives are given beside it.</summary>
    [Fact]
    public void Of_a_method_that_can_only_be_called_there_is_none_to_derive()
    {
        Assert.Null(Derivative.Of(new Invocation("global::A.F", [Y]), X));
        Assert.Throws<NotSupportedException>(() => Derivative.Of(new Invocation("global::A.F", [X]), X));
    }

    /// <summary>Each rule with the variable on either side, and nested.</summary>
    private static readonly (string Name, Expression Expression)[] RuleTable =
    [
        ("x + y", X + Y), ("y + x", Y + X), ("x + x", X + X),
        ("x - y", X - Y), ("y - x", Y - X), ("x - exp x", X - Exp(X)),
        ("x * y", X * Y), ("y * x", Y * X), ("x * x", X * X),
        ("x / y", X / Y), ("y / x", Y / X), ("x / exp x", X / Exp(X)),
        ("-x", -X), ("exp", Exp(2.0 * X)), ("log", Log(X * X)), ("log1p", Log1P(X * Y)), ("abs", Abs(Y - X)), ("max", Max(X, Y) * Max(One, X)), ("tanh", Tanh(X - Y)), ("sigmoid", Sigmoid(Y * X)),
        ("expm1", ExpM1(X - Y)), ("softplus", Softplus(X * Y)), ("sqrt", Sqrt(X + Y)), ("sin", Sin(X * X)), ("cos", Cos(X * Y)), ("atan", Atan(X / Y)), ("erf", Erf(X * Y)), ("erfc", Erfc(X - Y)),
        ("floor", X * new Unary(UnaryOperator.Floor, X)), ("ceiling", X * new Unary(UnaryOperator.Ceiling, X)), ("min", Min(X, Y) * Min(One, X)),
        ("equal", new Select(Comparison.Equal, X, Y, X, X * X)), ("product of conditionals", Abs(X - Y) * Max(X, 2.0) / Min(X, 2.0)),
        ("then", IfLessOrEqual(X, One, X * X, 3.0)), ("otherwise", IfLessOrEqual(X, One, Y, Exp(X))), ("both", IfLessOrEqual(Y, X, X * X, -X)),
    ];

    private static void Close(double expected, double actual, string where) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-6 * Math.Max(1, Math.Abs(expected)), $"{where}: difference quotient {expected:R}, derivative {actual:R}");
}
