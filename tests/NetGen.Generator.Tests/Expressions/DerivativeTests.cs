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
    public static TheoryData<string> Activations => new(PointwiseFunctions.All.Select(function => function.Name));

    public static TheoryData<string> Rules => new(RuleTable.Select(rule => rule.Name));

    [Theory]
    [MemberData(nameof(Activations))]
    public void Of_every_activation(string name)
    {
        PointwiseFunction function = PointwiseFunctions.All.Single(function => function.Name == name);
        Expression body = function.Body(Defaults(function.Options));
        Expression derivative = Derivative.Of(body, X)!;
        foreach (double x in Points)
        {
            Close(Slope(value => At(body, value), x), At(derivative, x), $"{name} at {x}");
        }
    }

    /// <summary>
    /// The backward pass takes the derivative through the output where the output occurs in it: to the bit where that only restates the derived one,
    /// within rounding where the row gives a form of its own. A derivative may read the input too; forward then keeps it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Activations))]
    public void Of_every_activation_by_its_output(string name)
    {
        PointwiseFunction function = PointwiseFunctions.All.Single(function => function.Name == name);
        double[] options = Defaults(function.Options);
        Expression body = function.Body(options);
        Expression byInput = Derivative.Of(body, X)!;
        Expression byOutput = function.Derivative?.Invoke(options) ?? Substitution.Replace(byInput, body, Y);
        foreach (double x in Points.Append(0))
        {
            double expected = At(byInput, x);
            double actual = At(byOutput, Substitution.DependsOn(byOutput, "x") ? x : double.NaN, At(body, x));
            Assert.True(Same(expected, actual) || (function.Derivative is not null && Math.Abs(expected - actual) <= 1e-12), $"{name} at {x}");
        }
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Of_every_activation_is_finite_for_any_finite_number_and_NaN_for_NaN(string name)
    {
        PointwiseFunction function = PointwiseFunctions.All.Single(function => function.Name == name);
        Expression body = function.Body(Defaults(function.Options));
        Expression derivative = Derivative.Of(body, X)!;
        Assert.All(new[] { 0.0, -0.0, 1e300, -1e300, double.MaxValue, double.MinValue, double.Epsilon }, x => Assert.True(double.IsFinite(At(derivative, x)), $"{name} at {x}"));
        Assert.True(double.IsNaN(At(body, double.NaN)), name);
    }

    [Fact]
    public void Of_relu_at_its_kink_is_zero()
    {
        PointwiseFunction relu = PointwiseFunctions.All.Single(function => function.Name == "Relu");
        Expression derivative = Derivative.Of(relu.Body([]), X)!;
        Assert.Equal(0, At(derivative, 0.0));
        Assert.Equal(0, At(derivative, -0.0));
        Assert.Equal(1, At(derivative, double.Epsilon));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Of_every_operator(string name)
    {
        Expression expression = RuleTable.Single(rule => rule.Name == name).Expression;
        Expression derivative = Derivative.Of(expression, X)!;
        foreach (double x in new[] { 0.2, 0.9, 1.7, 3.1 })
        {
            Close(Slope(value => At(expression, value, 0.7), x), At(derivative, x, 0.7), $"{name} at {x}");
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

    /// <summary>Central difference with a step in proportion to the argument.</summary>
    private static double Slope(Func<double, double> function, double x)
    {
        double step = 1e-5 * Math.Max(Math.Abs(x), 1e-2);
        return (function(x + step) - function(x - step)) / (2 * step);
    }

    private static void Close(double expected, double actual, string where) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-6 * Math.Max(1, Math.Abs(expected)), $"{where}: difference quotient {expected:R}, derivative {actual:R}");
}
