using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Expressions.Stable;
using Xunit;
using static NetGen.Generator.Expressions.Expression;
using static NetGen.Generator.Expressions.SpecialFunctions;
using static NetGen.Generator.Tests.Expressions.Tables;

namespace NetGen.Generator.Tests.Expressions;

/// <summary>
/// Each named rewrite: what a user writes, and what it means in double by another formula. The rewritten expression and its derivative, evaluated in float,
/// must have nearly all digits of that meaning, near 0 and far out, where what the user wrote has none.
/// </summary>
public class StableFormTests
{
    private static readonly double[] Arguments =
    [
        .. new[] { 1e-30, 1e-6, 1e-3, 0.03, 0.3, 0.7, 1, 2, 5, 8, 15, 30, 60, 100, 300, 1e4 }.SelectMany(x => new[] { (double)(float)x, -(double)(float)x }),
    ];

    /// <param name="Form">The name of the rewrite, which must take part.</param>
    /// <param name="Written">What a user writes.</param>
    /// <param name="Value">Its value.</param>
    /// <param name="Slope">Its derivative.</param>
    /// <param name="From">The least argument of its domain.</param>
    /// <param name="To">The largest argument of its domain.</param>
    /// <param name="Digits">True if the derivative keeps its digits where it is small. Those by the output, s (1 - s) and 1 - tanh^2, have the digits of 1.</param>
    private sealed record Case(string Form, Expression Written, Func<double, double> Value, Func<double, double> Slope, double From = double.MinValue, double To = double.MaxValue, bool Digits = true);

    private static readonly Case[] Cases =
    [
        new("a / (1 + exp(u))", 1.0 / (1.0 + Exp(-X)), Sigmoid, SigmoidSlope, Digits: false),
        new("a / (1 + exp(u))", 1.0 / (Exp(X) + 1.0), x => Sigmoid(-x), x => -SigmoidSlope(x), Digits: false),
        new("a / (1 + exp(u))", X / (1.0 + Exp(-X)), x => x * Sigmoid(x), x => Sigmoid(x) + (x * SigmoidSlope(x))),
        new("a / (1 + exp(u))", X * (1.0 / (1.0 + Exp(-1.5 * X))), x => x * Sigmoid(1.5 * x), x => Sigmoid(1.5 * x) + (1.5 * x * SigmoidSlope(1.5 * x))),
        new("exp(u) * sigmoid(-u)", Exp(X) / (1.0 + Exp(X)), Sigmoid, SigmoidSlope, Digits: false),
        new("exp(u) * sigmoid(-u)", X * Exp(X) / (1.0 + Exp(X)), x => x * Sigmoid(x), x => Sigmoid(x) + (x * SigmoidSlope(x))),
        new("exp(u) * sigmoid(-u)", (Exp(2.0 * X) - 1.0) / (Exp(2.0 * X) + 1.0), Math.Tanh, Sech2, Digits: false),
        new("exp(u) * sigmoid(-u)", (1.0 - Exp(-X)) / (1.0 + Exp(-X)), x => Math.Tanh(x / 2), x => Sech2(x / 2) / 2, Digits: false),
        new("exp(u) / (exp(u) + exp(v))", Exp(X) / (Exp(X) + Exp(3.0 - X)), x => Sigmoid((2 * x) - 3), x => 2 * SigmoidSlope((2 * x) - 3), Digits: false),
        new("exp(u) / (exp(u) + exp(v))", Exp(-X) / (Exp(X) + Exp(-X)), x => Sigmoid(-2 * x), x => -2 * SigmoidSlope(2 * x), Digits: false),
        new("a / ((1 + exp(u)) * b)", Exp(-X) / ((1.0 + Exp(-X)) * (1.0 + Exp(-X))), SigmoidSlope, x => -SigmoidSlope(x) * Math.Tanh(x / 2), Digits: false),
        new("a / (exp(u) + exp(v))", 2.0 / (Exp(X) + Exp(-X)), Sech, x => -Sech(x) * Math.Tanh(x), Digits: false),
        new("a / (exp(u) + exp(v))", 1.0 / (Exp(X) + Exp(0.5 * X)), x => Math.Exp(-x) * Sigmoid(x / 2), x => -Math.Exp(-x) * (Sigmoid(x / 2) - (SigmoidSlope(x / 2) / 2)), From: -80),
        new("a / cosh(u)", X / Cosh(2.0 * X), x => x * Sech(2 * x), x => Sech(2 * x) * (1 - (2 * x * Math.Tanh(2 * x))), Digits: false),
        new("a / cosh(u)", X / ((Exp(X) + Exp(-X)) / 2.0), x => x * Sech(x), x => Sech(x) * (1 - (x * Math.Tanh(x))), Digits: false),
        new("a / exp(u)", X / Exp(X), x => x * Math.Exp(-x), x => (1 - x) * Math.Exp(-x), From: -80),
        new("(exp(u) - exp(-u)) / (exp(u) + exp(-u))", (Exp(X) - Exp(-X)) / (Exp(X) + Exp(-X)), Math.Tanh, Sech2, Digits: false),
        new("(exp(u) - exp(-u)) / (exp(u) + exp(-u))", ((Exp(-2.0 * X) - Exp(2.0 * X)) / 2.0) / ((Exp(2.0 * X) + Exp(-2.0 * X)) / 2.0), x => -Math.Tanh(2 * x), x => -2 * Sech2(2 * x), Digits: false),
        new("1 - exp(u)", Exp(X) - 1.0, ExpM1, Math.Exp),
        new("1 - exp(u)", 1.0 - Exp(-X), x => -ExpM1(-x), x => Math.Exp(-x)),
        new("1 - sigmoid(u)", 1.0 - (1.0 / (1.0 + Exp(-X))), x => Sigmoid(-x), x => -SigmoidSlope(x), Digits: false),
        new("1 - 2 * sigmoid(u)", (2.0 / (1.0 + Exp(-2.0 * X))) - 1.0, Math.Tanh, Sech2, Digits: false),
        new("1 - tanh(u)", 1.0 - Tanh(X), x => 2 * Sigmoid(-2 * x), x => -Sech2(x), Digits: false),
        new("1 + tanh(u)", 1.0 + Tanh(X), x => 2 * Sigmoid(2 * x), Sech2, Digits: false),
        new("1 + tanh(u)", 0.5 * (X * (1.0 + Tanh(X))), x => x * Sigmoid(2 * x), x => Sigmoid(2 * x) + (2 * x * SigmoidSlope(2 * x))),
        new("1 - tanh(u)^2", 1.0 - (Tanh(X) * Tanh(X)), Sech2, x => -2 * Sech2(x) * Math.Tanh(x), Digits: false),
        new("1 - erf(u)", 1.0 - Erf(X), Erfc, x => -ErfSlope(x)),
        new("1 + erf(u)", 1.0 + Erf(X), x => Erfc(-x), ErfSlope),
        new("1 - erfc(u)", 1.0 - Erfc(X), Erf, ErfSlope),
        new("1 - cos(u)", 1.0 - Cos(X), x => 2 * Math.Sin(x / 2) * Math.Sin(x / 2), Math.Sin, From: -3, To: 3),
        new("exp(u) - exp(-u)", (Exp(X) - Exp(-X)) / 2.0, Math.Sinh, Math.Cosh, From: -80, To: 80),
        new("sigmoid(u) - 1/2", Sigmoid(X) - 0.5, x => Math.Tanh(x / 2) / 2, SigmoidSlope, Digits: false),
        new("sigmoid(u) - 1/2", 0.5 - Sigmoid(X), x => -Math.Tanh(x / 2) / 2, x => -SigmoidSlope(x), Digits: false),
        new("softplus(u) - u", Log(1.0 + Exp(X)) - X, x => Softplus(-x), x => -Sigmoid(-x)),
        new("softplus(u) - u", X - Log(1.0 + Exp(X)), x => -Softplus(-x), x => Sigmoid(-x)),
        new("log(exp(u))", Log(Exp(3.0 * X)), x => 3 * x, _ => 3),
        new("log(1 + exp(u))", Log(1.0 + Exp(X)), Softplus, Sigmoid),
        new("log(1 + exp(u))", Log1P(Exp(-X)), x => Softplus(-x), x => -Sigmoid(-x)),
        new("log(cosh(u))", Log(Cosh(X)), LogCosh, Math.Tanh),
        new("log(cosh(u))", Log((Exp(X) + Exp(-X)) / 2.0), LogCosh, Math.Tanh),
        new("log(exp(u) + exp(v))", Log(Exp(X) + Exp(-X)), x => Math.Abs(x) + Log1P(Math.Exp(-2 * Math.Abs(x))), Math.Tanh, Digits: false),
        new("log(exp(u) + exp(v))", Log((Exp(X) + Exp(0.5 * X)) / 3.0), x => x + Softplus(-x / 2) - Math.Log(3), x => 1 - (Sigmoid(-x / 2) / 2)),
        new("log(sigmoid(u))", Log(1.0 / (1.0 + Exp(-X))), x => -Softplus(-x), x => Sigmoid(-x)),
        new("log(sigmoid(u))", Log(1.0 - Sigmoid(X)), x => -Softplus(x), x => -Sigmoid(x)),
        new("log(1 - exp(u))", Log(1.0 - Exp(X)), x => x > -1 ? Math.Log(-ExpM1(x)) : Log1P(-Math.Exp(x)), x => -1 / ExpM1(-x), To: -1e-20),
        new("log(1 + u)", Log(1.0 + X), Log1P, x => 1 / (1 + x), From: -0.9),
        new("log(1 - u)", Log(1.0 - X), x => Log1P(-x), x => -1 / (1 - x), To: 0.9),
        new("sqrt(u * u)", Sqrt(X * X), Math.Abs, x => Math.Sign(x)),
        new("exp(-softplus(u))", Exp(-Log(1.0 + Exp(X))), x => Sigmoid(-x), x => -SigmoidSlope(x), Digits: false),
        new("tanh(softplus(u))", X * Tanh(Log(1.0 + Exp(X))), x => x * Math.Tanh(Softplus(x)), x => Math.Tanh(Softplus(x)) + (x * Sech2(Softplus(x)) * Sigmoid(x))),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(All))]
    public void Rewritten_value_and_derivative_are_right_in_float(int index)
    {
        Case tried = Cases[index];
        Expression rewritten = StableForms.Rewrite(tried.Written);
        Expression derivative = Derivative.Of(rewritten, X)!;
        foreach (double x in Arguments.Where(x => x >= tried.From && x <= tried.To))
        {
            Close($"value of {tried.Written} at {x}", tried.Value(x), FloatEvaluator.Evaluate(rewritten, _ => (float)x), 1.2e-38);
            Close($"derivative of {tried.Written} at {x}", tried.Slope(x), FloatEvaluator.Evaluate(derivative, _ => (float)x), tried.Digits ? 1.2e-38 : 5e-7);
        }
    }

    /// <summary>What is far from 0 and from overflow was right as written; the rewrite must mean the same.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Rewritten_means_what_was_written(int index)
    {
        Case tried = Cases[index];
        Expression rewritten = StableForms.Rewrite(tried.Written);
        foreach (double x in new[] { -2.5, -1.1, -0.7, 0.4, 0.8, 1.9 }.Where(x => x >= tried.From && x <= tried.To))
        {
            Assert.Equal(At(tried.Written, x), At(rewritten, x), 1e-12);
            Assert.Equal(At(Derivative.Of(tried.Written, X)!, x), At(Derivative.Of(rewritten, X)!, x), 1e-11);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_rewritten_stays_as_it_is(int index)
    {
        Expression rewritten = StableForms.Rewrite(Cases[index].Written);
        Assert.NotEqual(Cases[index].Written, rewritten);
        Assert.Equal(rewritten, StableForms.Rewrite(rewritten));
    }

    [Fact]
    public void Every_form_is_tried_and_has_a_name_of_its_own() =>
        Assert.Equal(StableForms.All.Select(form => form.Name).Order(StringComparer.Ordinal), Cases.Select(tried => tried.Form).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_usual_ways_of_writing_become_functions_of_the_engine()
    {
        Variable b = new("b");
        Becomes(Sigmoid(X), 1.0 / (1.0 + Exp(-X)));
        Becomes(X * Sigmoid(X), X / (1.0 + Exp(-X)));
        Becomes(X * Sigmoid(b * X), X / (Exp(-b * X) + 1.0));
        Becomes(Sigmoid((X - Y) / b), 1.0 / (1.0 + Exp(-(X - Y) / b)));
        Becomes(Sigmoid(X - Y), 1.0 / (1.0 + Exp(Y - X)));
        Becomes(Tanh(X), (Exp(X) - Exp(-X)) / (Exp(X) + Exp(-X)));
        Becomes(Tanh(X), (2.0 / (1.0 + Exp(-2.0 * X))) - 1.0);
        Becomes(X * Sigmoid(1.5957691216057308 * X), 0.5 * X * (1.0 + Tanh(0.7978845608028654 * X)));
        Becomes(0.5 * X * Erfc(-Y), 0.5 * X * (1.0 + Erf(Y)));
        Becomes(Softplus(b * X) / b, Log(1.0 + Exp(b * X)) / b);
        Becomes(-Softplus(-X), Log(1.0 / (1.0 + Exp(-X))));
    }

    [Fact]
    public void What_is_written_otherwise_keeps_its_meaning_in_IEEE_arithmetic()
    {
        Expression[] kept = [0.0 * X, X - X, X / X, X + 0.0, Exp(X) * 0.0, 2.0 + Exp(X), 1.0 / (2.0 + Exp(X)), Log(2.0 + X), Exp(X) - 2.0, Sqrt(X * Y), Exp(Log(X)), Max(X, Y)];
        Assert.All(kept, expression => Assert.Equal(expression, StableForms.Rewrite(expression)));
    }

    private static void Becomes(Expression expected, Expression written) => Assert.Equal(expected, StableForms.Rewrite(written));

    /// <summary>Within some 30 roundings: far out an argument of exp carries its own rounding into the result as often as it is large.</summary>
    private static void Close(string what, double expected, double actual, double smallest) =>
        Assert.True((float)expected == actual || Math.Abs(actual - expected) <= (4e-6 * Math.Abs(expected)) + smallest, $"{what}: {actual:R} in place of {expected:R}");

    /// <summary>As a user's call of the method is read.</summary>
    private static Expression Cosh(Expression x)
    {
        Expression twice = ExpM1(0.5 * x) - ExpM1(-0.5 * x);
        return 1.0 + (0.5 * (twice * twice));
    }

    private static double LogCosh(double x) => Math.Abs(x) < 1 ? Log1P(2 * Math.Pow(Math.Sinh(x / 2), 2)) : Math.Abs(x) + Log1P(Math.Exp(-2 * Math.Abs(x))) - Math.Log(2);

    private static double SigmoidSlope(double x) => Sigmoid(x) * Sigmoid(-x);

    private static double Sech(double x) => 2 * Math.Exp(-Math.Abs(x)) / (1 + Math.Exp(-2 * Math.Abs(x)));

    private static double Sech2(double x) => Sech(x) * Sech(x);

    private static double ErfSlope(double x) => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x);
}
