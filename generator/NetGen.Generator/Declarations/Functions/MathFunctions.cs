using System;
using System.Collections.Generic;
using NetGen.Generator.Expressions;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Declarations.Functions;

/// <summary>
/// What the static methods of <c>MathF</c>, <c>Math</c>, <c>float</c> and <c>double</c> are as expressions. Those that the engine lacks are composed of what it has,
/// in a form that keeps the digits for every argument; where there is none, the method is not here.
/// </summary>
internal static class MathFunctions
{
    /// <summary>The largest whole exponent that is a chain of products.</summary>
    private const int LargestPower = 64;

    private const double Ln2 = 0.6931471805599453;
    private const double Ln10 = 2.302585092994046;

    private static readonly Dictionary<(string Name, int Count), Func<Expression[], Expression>> Numbers = new()
    {
        [("Abs", 1)] = x => Abs(x[0]),
        [("Acos", 1)] = x => Acos(x[0]),
        [("Asin", 1)] = x => Asin(x[0]),
        [("Atan", 1)] = x => Atan(x[0]),
        // No difference of numbers of one sign, so the digits of a small x stay.
        [("Atanh", 1)] = x => 0.5 * (Log1P(x[0]) - Log1P(-x[0])),
        [("Ceiling", 1)] = x => new Unary(UnaryOperator.Ceiling, x[0]),
        [("Clamp", 3)] = x => IfLess(x[0], x[1], x[1], IfLess(x[2], x[0], x[2], x[0])),
        [("Cos", 1)] = x => Cos(x[0]),
        [("Cosh", 1)] = x => Cosh(x[0]),
        [("DegreesToRadians", 1)] = x => Math.PI / 180 * x[0],
        [("Exp", 1)] = x => Exp(x[0]),
        [("Exp10", 1)] = x => Exp(Ln10 * x[0]),
        [("Exp2", 1)] = x => Exp(Ln2 * x[0]),
        [("ExpM1", 1)] = x => ExpM1(x[0]),
        [("Floor", 1)] = x => new Unary(UnaryOperator.Floor, x[0]),
        [("FusedMultiplyAdd", 3)] = x => (x[0] * x[1]) + x[2],
        [("Lerp", 3)] = x => (x[0] * (One - x[2])) + (x[1] * x[2]),
        [("Log", 1)] = x => Log(x[0]),
        [("Log", 2)] = x => Divide(Log(x[0]), Log(x[1])),
        [("Log10", 1)] = x => 1 / Ln10 * Log(x[0]),
        [("Log2", 1)] = x => 1 / Ln2 * Log(x[0]),
        [("LogP1", 1)] = x => Log1P(x[0]),
        [("Max", 2)] = x => Larger(x[0], x[1]),
        [("Min", 2)] = x => Smaller(x[0], x[1]),
        [("RadiansToDegrees", 1)] = x => 180 / Math.PI * x[0],
        // NaN and 0 as they come: the method throws at NaN.
        [("Sign", 1)] = x => IfLess(x[0], Zero, -1.0, IfLess(Zero, x[0], One, new Select(Comparison.Equal, x[0], Zero, Zero, x[0]))),
        [("Sin", 1)] = x => Sin(x[0]),
        [("Sinh", 1)] = x => Sinh(x[0]),
        [("Sqrt", 1)] = x => Sqrt(x[0]),
        [("Tan", 1)] = x => Sin(x[0]) / Cos(x[0]),
        [("Tanh", 1)] = x => Tanh(x[0]),
        [("Truncate", 1)] = x => IfLess(x[0], Zero, new Unary(UnaryOperator.Ceiling, x[0]), new Unary(UnaryOperator.Floor, x[0])),
    };

    private static readonly Dictionary<string, Func<Expression, Condition>> Tests = new(StringComparer.Ordinal)
    {
        ["IsNaN"] = x => !new Condition.Compare(Comparison.Equal, x, x),
        ["IsFinite"] = x => new Condition.Compare(Comparison.LessOrEqual, Abs(x), (double)float.MaxValue),
        ["IsInfinity"] = x => new Condition.Compare(Comparison.Less, (double)float.MaxValue, Abs(x)),
        ["IsPositiveInfinity"] = x => new Condition.Compare(Comparison.Less, (double)float.MaxValue, x),
        ["IsNegativeInfinity"] = x => new Condition.Compare(Comparison.Less, x, -(double)float.MaxValue),
    };

    /// <summary>The method of this name as a term; null if there is none, with the reason.</summary>
    public static Term? Call(string name, Expression[] arguments, out string reason)
    {
        reason = "there is no form of it that keeps its digits";
        if (Tests.TryGetValue(name, out Func<Expression, Condition>? test))
        {
            return new Term.Truth(test(arguments[0]));
        }

        Expression? value = name == "Pow" ? Power(arguments[0], arguments[1], ref reason)
            : Numbers.TryGetValue((name, arguments.Length), out Func<Expression[], Expression>? function) ? function(arguments)
            : null;
        return value is null ? null : new Term.Number(Array.TrueForAll(arguments, argument => argument is Constant) ? Known(value) : value);
    }

    /// <summary>A quotient, which is a number if both operands are.</summary>
    public static Expression Divide(Expression left, Expression right) => (left, right) is (Constant, Constant) ? Known(left / right) : left / right;

    private static Expression Known(Expression value) => Evaluator.Evaluate(value, _ => throw new InvalidOperationException("A constant has no variable."));

    /// <summary>The larger, NaN if one is NaN; the first of equals.</summary>
    private static Expression Larger(Expression left, Expression right) => (left, right) switch
    {
        // A comparison with NaN is false, so NaN takes the second branch.
        (_, Constant) => IfLessOrEqual(left, right, right, left),
        (Constant, _) => IfLessOrEqual(right, left, left, right),
        _ => IfLess(left, right, right, IfLessOrEqual(right, left, left, left + right)),
    };

    private static Expression Smaller(Expression left, Expression right) => (left, right) switch
    {
        (_, Constant) => IfLessOrEqual(right, left, right, left),
        (Constant, _) => IfLessOrEqual(left, right, left, right),
        _ => IfLess(right, left, right, IfLessOrEqual(left, right, left, left + right)),
    };

    /// <summary>arcsin x = 2 arctan(x / (1 + sqrt((1 - x)(1 + x)))), with the digits of 1 - x.</summary>
    private static Expression Asin(Expression x) => 2.0 * Atan(x / (One + Sqrt((One - x) * (One + x))));

    /// <summary>arccos x = 2 arctan(sqrt((1 - x) / (1 + x))); from pi downwards for x below 0, where that quotient would grow without bound.</summary>
    private static Expression Acos(Expression x) =>
        IfLess(x, Zero, Math.PI - (2.0 * Atan(Sqrt((One + x) / (One - x)))), 2.0 * Atan(Sqrt((One - x) / (One + x))));

    /// <summary>2 sinh(x / 2), with the digits of a small x.</summary>
    private static Expression TwiceSinhOfHalf(Expression x) => ExpM1(0.5 * x) - ExpM1(-0.5 * x);

    /// <summary>sinh x = 2 sinh(x/2) cosh(x/2): finite as long as the result is.</summary>
    private static Expression Sinh(Expression x) => 0.5 * (TwiceSinhOfHalf(x) * (Exp(0.5 * x) + Exp(-0.5 * x)));

    /// <summary>cosh x = 1 + 2 sinh^2(x/2): its derivative keeps the digits of a small x.</summary>
    private static Expression Cosh(Expression x)
    {
        Expression twice = TwiceSinhOfHalf(x);
        return One + (0.5 * (twice * twice));
    }

    private static Expression? Power(Expression x, Expression exponent, ref string reason)
    {
        if (exponent is not Constant { Value: var power })
        {
            if (x is Constant { Value: > 0 and var basis })
            {
                return Exp(Math.Log(basis) * exponent);
            }

            reason = "the exponent is not constant; for a positive base write MathF.Exp(exponent * MathF.Log(base))";
            return null;
        }

        double whole = Math.Floor(Math.Abs(power));
        double rest = Math.Abs(power) - whole;
        if (rest is 0 or 0.5 && whole <= LargestPower)
        {
            Expression product = rest == 0 ? Products(x, (int)whole) : whole == 0 ? Sqrt(x) : Products(x, (int)whole) * Sqrt(x);
            return power < 0 ? One / product : product;
        }

        if (rest == 0)
        {
            reason = "a whole exponent must be from -64 to 64";
            return null;
        }

        Expression value = Exp(power * Log(x));
        // At 0 the derivative of the general form is 0 times infinity. That of a constant is 0, as it should be above 1; that of the root is infinite, as it should be below.
        return power < 0 ? value : new Select(Comparison.Equal, x, Zero, power < 1 ? Sqrt(x) : Zero, value);
    }

    /// <summary>x^n by squaring.</summary>
    private static Expression Products(Expression x, int power)
    {
        if (power < 2)
        {
            return power == 0 ? One : x;
        }

        Expression half = Products(x, power / 2);
        return power % 2 == 0 ? half * half : half * half * x;
    }
}
