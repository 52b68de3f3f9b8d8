using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Expressions.Stable;
using Xunit;

namespace NetGen.Generator.Tests.Expressions;

/// <summary>Thousands of random expressions of all operators: derivatives against central differences in double, rewrites against what was written.</summary>
public class RandomExpressionTests
{
    private const int Count = 2000;
    private const int Levels = 5;

    /// <summary>
    /// A derivative is compared where one can be measured: no part is infinite, NaN, large or the root of 0, no conditional, absolute value, floor or ceiling
    /// changes sides within twice the step, and differences of three steps agree, so that neither curvature nor rounding hides the slope.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Derivatives_are_central_differences(int seed)
    {
        var random = new RandomExpressions(seed);
        int compared = 0;
        for (int i = 0; i < Count; i++)
        {
            Expression expression = random.Next(Levels);
            Dictionary<string, double> point = random.Point();
            foreach (string variable in RandomExpressions.Variables)
            {
                double actual = Derivative.Of(expression, new Variable(variable)) is { } derivative ? Value(derivative, point) : 0;
                if (Slope(expression, point, variable) is { } expected)
                {
                    compared++;
                    Assert.True(Math.Abs(actual - expected) <= 1e-5 * Math.Max(1, Math.Abs(expected)), $"d/d{variable} of {expression} at {Text(point)}: {actual:R} in place of {expected:R}");
                }
            }
        }

        Assert.True(compared > Count, $"only {compared} could be compared");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Simplified_expressions_have_the_bits_of_those_written(int seed)
    {
        var random = new RandomExpressions(seed);
        for (int i = 0; i < Count; i++)
        {
            Expression written = random.Next(Levels);
            Expression simplified = Simplified(written);
            Dictionary<string, double> point = random.Point();
            Assert.True(Tables.Same(Value(written, point), Value(simplified, point)), $"{written} at {Text(point)} became {simplified}");
        }
    }

    /// <summary>A rewrite and its derivative mean what was written, wherever that is well conditioned: errors of 1e-13 in every step move the result by 1e-8 at most.</summary>
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Stable_forms_mean_what_was_written(int seed)
    {
        var random = new RandomExpressions(seed);
        int rewritten = 0;
        int compared = 0;
        for (int i = 0; i < Count; i++)
        {
            Expression written = random.Next(Levels);
            Expression stable = StableForms.Rewrite(written);
            Assert.Equal(stable, StableForms.Rewrite(stable));
            Dictionary<string, double> point = random.Point();
            Same("value of", written, stable);
            foreach (string variable in RandomExpressions.Variables)
            {
                Same($"d/d{variable} of", Derivative.Of(written, new Variable(variable)) ?? Expression.Zero, Derivative.Of(stable, new Variable(variable)) ?? Expression.Zero);
            }

            rewritten += stable != Simplified(written) ? 1 : 0;

            void Same(string what, Expression before, Expression after)
            {
                double expected = Value(before, point);
                if (IsTame(before, point) && Enumerable.Range(0, 3).All(trial => Math.Abs(WithErrors(before, point, trial) - expected) <= 1e-8))
                {
                    compared++;
                    double actual = Value(after, point);
                    Assert.True(Math.Abs(actual - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected)), $"{what} {written} at {Text(point)}: {actual:R} in place of {expected:R}");
                }
            }
        }

        Assert.True(rewritten > Count / 20 && compared > Count, $"only {rewritten} were rewritten and {compared} compared");
    }

    private static Expression Simplified(Expression written) => written switch
    {
        Unary { Operator: UnaryOperator.Negate } unary => -Simplified(unary.Operand),
        Binary { Operator: BinaryOperator.Add } binary => Simplified(binary.Left) + Simplified(binary.Right),
        Binary { Operator: BinaryOperator.Subtract } binary => Simplified(binary.Left) - Simplified(binary.Right),
        Binary { Operator: BinaryOperator.Multiply } binary => Simplified(binary.Left) * Simplified(binary.Right),
        Binary { Operator: BinaryOperator.Divide } binary => Simplified(binary.Left) / Simplified(binary.Right),
        Select select => Simplifier.Choose(select.Comparison, Simplified(select.Left), Simplified(select.Right), Simplified(select.Then), Simplified(select.Otherwise)),
        _ => written.With([.. written.Parts.Select(Simplified)]),
    };

    private static double? Slope(Expression expression, Dictionary<string, double> point, string variable)
    {
        const double Step = 1e-4;
        string side = Decisions(expression, point);
        if (new[] { -2, -1, 0, 1, 2 }.Select(steps => Moved(point, steps * Step, variable)).Any(beside => !IsTame(expression, beside) || Decisions(expression, beside) != side))
        {
            return null;
        }

        double Difference(double step) => (Value(expression, Moved(point, step, variable)) - Value(expression, Moved(point, -step, variable))) / (2 * step);
        double[] differences = [Difference(Step), Difference(Step / 2), Difference(Step / 4)];
        // The error of a central difference falls with the square of the step; this takes its first term away.
        double best = differences[2] + ((differences[2] - differences[1]) / 3);
        return Math.Abs(best - differences[1] - ((differences[1] - differences[0]) / 3)) <= 1e-7 * Math.Max(1, Math.Abs(best)) ? best : null;
    }

    /// <summary>True if every part has a value of ordinary size and a slope.</summary>
    private static bool IsTame(Expression expression, Dictionary<string, double> point)
    {
        bool tame = true;
        Substitution.Visit(expression, part => tame &= Value(part, point) is > -1e3 and < 1e3 and var value && !(value == 0 && part is Unary { Operator: UnaryOperator.Sqrt }));
        return tame;
    }

    /// <summary>Which way each part goes that has kinks or jumps, in order of occurrence.</summary>
    private static string Decisions(Expression expression, Dictionary<string, double> point)
    {
        var decisions = new List<string>();
        Substitution.Visit(expression, part => decisions.Add(part switch
        {
            Select select => Evaluator.Holds(select.Comparison, Value(select.Left, point), Value(select.Right, point)) ? "T" : "F",
            Unary { Operator: UnaryOperator.Abs } absolute => Value(absolute.Operand, point) < 0 ? "-" : "+",
            Unary { Operator: UnaryOperator.Floor or UnaryOperator.Ceiling } jump => Math.Floor(Value(jump.Operand, point)) + "," + Math.Ceiling(Value(jump.Operand, point)),
            _ => "",
        }));
        return string.Concat(decisions);
    }

    /// <summary>The value with an error in every step.</summary>
    private static double WithErrors(Expression expression, Dictionary<string, double> point, int trial)
    {
        var random = new Random(trial);
        double Part(Expression part) => (1 + (1e-13 * ((random.NextDouble() * 2) - 1))) * (part switch
        {
            Constant constant => constant.Value,
            Variable variable => point[variable.Name],
            Unary unary => Evaluator.Apply(unary.Operator, Part(unary.Operand)),
            Binary binary => Evaluator.Apply(binary.Operator, Part(binary.Left), Part(binary.Right)),
            Select select => Evaluator.Holds(select.Comparison, Part(select.Left), Part(select.Right)) ? Part(select.Then) : Part(select.Otherwise),
            _ => throw new NotSupportedException(part.GetType().Name),
        });
        return Part(expression);
    }

    private static Dictionary<string, double> Moved(Dictionary<string, double> point, double offset, string variable) =>
        point.ToDictionary(pair => pair.Key, pair => pair.Value + (variable == pair.Key ? offset : 0));

    private static double Value(Expression expression, Dictionary<string, double> point) => Evaluator.Evaluate(expression, name => point[name]);

    private static string Text(Dictionary<string, double> point) => string.Join(", ", point.Select(pair => $"{pair.Key} = {pair.Value:R}"));
}
