using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Operators;
using Xunit;
using static NetGen.Generator.Tests.Expressions.Tables;

namespace NetGen.Generator.Tests.Expressions;

/// <summary>Every row of the table of activations step by step in float, as emitted code computes it, against the same row in double: random floats of every exponent.</summary>
public class ActivationFloatTests
{
    private const double Rounding = 1.0 / (1 << 24);

    /// <summary>A result below the normal floats has fewer digits.</summary>
    private const double Smallest = 1.2e-38;

    /// <summary>
    /// Derivatives that have the digits of this number where they are smaller: by the output (s (1 - s), 1 - tanh^2, y + alpha), as is the practice of the field,
    /// or with a difference from 1 in a product. All others keep their own digits.
    /// </summary>
    private static readonly Dictionary<string, Func<double[], double>> Scales = new()
    {
        ["Sigmoid"] = _ => 0.5,
        ["Tanh"] = _ => 0.5,
        ["Elu"] = options => options[0],
        ["Selu"] = _ => 1.76,
        ["Silu"] = _ => 1,
        ["Swish"] = _ => 1,
        ["GeluTanh"] = _ => 2,
    };

    public static TheoryData<string> Activations => new(PointwiseFunctions.All.Select(function => function.Name));

    [Theory]
    [MemberData(nameof(Activations))]
    public void Values_are_finite_or_rightly_infinite_and_have_their_digits(string name)
    {
        PointwiseFunction function = Activation(name);
        foreach (double[] options in ActivationTests.Variants(function))
        {
            Expression body = function.Body(options);
            Expression slope = InX(function, options);
            foreach (float x in Floats(name))
            {
                double expected = At(body, x);
                // The argument of a function within it may be rounded; what that does to the result no form can undo.
                double allowed = 6 * Rounding * (Math.Abs(expected) + Math.Abs(x * At(slope, x)));
                Close($"{ActivationTests.Text(name, options)} at {x:R}", expected, FloatEvaluator.Evaluate(body, _ => x), allowed);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Derivatives_are_finite_or_rightly_infinite_and_have_their_digits(string name)
    {
        PointwiseFunction function = Activation(name);
        foreach (double[] options in ActivationTests.Variants(function))
        {
            Expression body = function.Body(options);
            Expression slope = SlopeOf(function, options);
            Expression exact = InX(function, options);
            Expression bend = Derivative.Of(exact, X) ?? Expression.Zero;
            double scale = Scales.TryGetValue(name, out Func<double[], double>? digitsOf) ? digitsOf(options) : 0;
            foreach (float x in Floats(name))
            {
                double expected = At(exact, x);
                double allowed = 8 * Rounding * (Math.Abs(expected) + Math.Abs(x * At(bend, x)) + scale);
                float y = FloatEvaluator.Evaluate(body, _ => x);
                Close($"derivative of {ActivationTests.Text(name, options)} at {x:R}", expected, FloatEvaluator.Evaluate(slope, variable => variable == "x" ? x : y), allowed);
            }
        }
    }

    /// <summary>The derivative with f(x) itself in place of y.</summary>
    private static Expression InX(PointwiseFunction function, double[] options) => Substitution.Replace(SlopeOf(function, options), Y, function.Body(options));

    /// <summary>Both signs of 8 floats of each exponent.</summary>
    private static IEnumerable<float> Floats(string name)
    {
        var random = new Random(name.Sum(letter => letter));
        for (int exponent = 1; exponent < 255; exponent++)
        {
            for (int i = 0; i < 8; i++)
            {
                float x = BitConverter.Int32BitsToSingle((exponent << 23) | random.Next(1 << 23));
                yield return x;
                yield return -x;
            }
        }

        foreach (float end in new[] { 0, -0.0f, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue })
        {
            yield return end;
        }
    }

    private static void Close(string what, double expected, float actual, double allowed)
    {
        bool overflows = float.IsInfinity((float)(expected - Math.CopySign(allowed, expected))) || (float.IsInfinity((float)expected) && float.IsInfinity(actual));
        Assert.True(overflows ? actual == (float)expected : Math.Abs(actual - expected) <= allowed + Smallest, $"{what}: {actual:R} in place of {expected:R}");
    }
}
