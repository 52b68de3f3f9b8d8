using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Operators;
using Xunit;
using static NetGen.Generator.Tests.Expressions.Tables;

namespace NetGen.Generator.Tests.Expressions;

/// <summary>Every row of the table of activations in double: its derivative as the backward pass takes it, at ordinary points, far out, near 0 and at kinks.</summary>
public class ActivationTests
{
    /// <summary>Further values of the options; each row is tested with its defaults, too.</summary>
    private static readonly Dictionary<string, double[][]> OtherOptions = new()
    {
        ["LeakyRelu"] = [[0.3], [0], [-0.5], [2]],
        ["HardTanh"] = [[-0.25, 3], [0, 6]],
        ["HardSigmoid"] = [[0.2, 0.5], [-1, 0.25], [0, 0.5]],
        ["Elu"] = [[0.25], [0], [3]],
        ["Swish"] = [[1.702], [0], [-2], [1e4]],
        ["Softplus"] = [[0.125], [3], [1e4]],
        ["Gaussian"] = [[0.5], [7], [1e-4]],
    };

    /// <summary>Where a row has a kink, and the derivative there that its attribute documents.</summary>
    private static readonly (string Name, double[] Options, double Kink, double Derivative)[] Kinks =
    [
        ("Relu", [], 0, 0), ("Relu", [], -0.0, 0),
        ("Relu6", [], 0, 0), ("Relu6", [], 6, 0),
        ("LeakyRelu", [0.3], 0, 0.3), ("LeakyRelu", [-0.5], 0, -0.5), ("LeakyRelu", [0], -0.0, 0),
        ("HardTanh", [-1, 1], -1, 0), ("HardTanh", [-1, 1], 1, 0),
        ("HardSigmoid", [0.25, 0.5], -2, 0), ("HardSigmoid", [0.25, 0.5], 2, 0),
        ("HardSwish", [], -3, 0), ("HardSwish", [], 3, 1),
        ("Elu", [0.25], 0, 0.25), ("Elu", [3], -0.0, 3),
        ("Selu", [], 0, 1.0507009873554805 * 1.6732632423543772),
        ("Softsign", [], 0, 1), ("Softsign", [], -0.0, 1),
        ("Softplus", [3], 0, 0.5), ("Softplus", [1], 0, 0.5),
    ];

    public static TheoryData<string> Activations => new(PointwiseFunctions.All.Select(function => function.Name));

    [Theory]
    [MemberData(nameof(Activations))]
    public void Derivative_is_the_slope(string name)
    {
        PointwiseFunction function = Activation(name);
        foreach (double[] options in Variants(function))
        {
            Expression body = function.Body(options);
            Expression slope = SlopeOf(function, options);
            foreach (double x in Points.Where(x => double.IsFinite(At(body, 1.1 * x)) && !IsNearKink(function, options, x)))
            {
                double expected = Difference(value => At(body, value), x);
                double actual = At(slope, x, At(body, x));
                Assert.True(Math.Abs(expected - actual) <= 1e-6 * Math.Max(1, Math.Abs(expected)), $"{Text(name, options)} at {x}: difference quotient {expected:R}, derivative {actual:R}");
            }
        }
    }

    /// <summary>A row that gives its derivative itself must give what the engine derives from the value, but for rounding and at kinks.</summary>
    [Theory]
    [MemberData(nameof(Activations))]
    public void Derivative_of_a_row_is_the_derived_one(string name)
    {
        PointwiseFunction function = Activation(name);
        foreach (double[] options in Variants(function))
        {
            Expression body = function.Body(options);
            Expression derived = Derivative.Of(body, X) ?? Expression.Zero;
            Expression slope = SlopeOf(function, options);
            foreach (double x in Points)
            {
                double expected = At(derived, x);
                double actual = At(slope, x, At(body, x));
                Assert.True(Same(expected, actual) || (function.Derivative is not null && Math.Abs(expected - actual) <= 1e-10 * Math.Max(1, Math.Abs(expected))), $"{Text(name, options)} at {x}: derived {expected:R}, given {actual:R}");
            }
        }
    }

    [Fact]
    public void Derivative_at_a_kink_is_the_documented_one()
    {
        foreach ((string name, double[] options, double kink, double expected) in Kinks)
        {
            PointwiseFunction function = Activation(name);
            Assert.True(Same(expected, At(SlopeOf(function, options), kink, At(function.Body(options), kink))), $"{Text(name, options)} at {kink}");
        }
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void NaN_comes_through_forward_and_backward(string name)
    {
        PointwiseFunction function = Activation(name);
        foreach (double[] options in Variants(function))
        {
            double value = At(function.Body(options), double.NaN);
            Assert.True(double.IsNaN(value), Text(name, options));
            double back = Evaluator.Evaluate(Derivative.Pullback(new Variable("upstream"), SlopeOf(function, options)), _ => double.NaN);
            // A function that is one number everywhere passes nothing back.
            Assert.True(double.IsNaN(back) || SlopeOf(function, options) == Expression.Zero, Text(name, options));
        }
    }

    /// <summary>By the output alone, so that forward need not keep the input: y must say on which side of a kink x was.</summary>
    [Theory]
    [InlineData("Relu")]
    [InlineData("Relu6")]
    [InlineData("LeakyRelu")]
    [InlineData("HardTanh")]
    [InlineData("HardSigmoid")]
    [InlineData("Elu")]
    [InlineData("Selu")]
    [InlineData("Sigmoid")]
    [InlineData("LogSigmoid")]
    [InlineData("Tanh")]
    [InlineData("Softplus")]
    [InlineData("Exp")]
    public void Derivative_reads_the_output_alone(string name) =>
        Assert.False(Substitution.DependsOn(SlopeOf(Activation(name), Defaults(Activation(name).Options)), "x"));

    [Fact]
    public void Options_that_do_not_fit_each_other_are_named()
    {
        Func<IReadOnlyList<double>, (int Option, string Expected)?> misfit = Activation("HardTanh").Misfit!;
        Assert.Null(misfit([-1, 1]));
        Assert.Equal((1, "above min"), misfit([1, 1]));
        Assert.Equal((1, "above min"), misfit([1, -1]));
        // Equal as floats.
        Assert.Equal((1, "above min"), misfit([1, 1 + 1e-12]));
    }

    internal static IEnumerable<double[]> Variants(PointwiseFunction function) =>
        OtherOptions.TryGetValue(function.Name, out double[][]? others) ? others.Prepend(Defaults(function.Options)) : [Defaults(function.Options)];

    internal static string Text(string name, double[] options) => options.Length == 0 ? name : name + "(" + string.Join(", ", options) + ")";

    private static bool IsNearKink(PointwiseFunction function, double[] options, double x) => function.Name switch
    {
        "HardTanh" => options.Any(limit => Math.Abs(x - limit) < 1e-3),
        "HardSwish" => Math.Abs(Math.Abs(x) - 3) < 1e-3,
        "HardSigmoid" => options[0] != 0 && new[] { 0.0, 1.0 }.Any(limit => Math.Abs(x - ((limit - options[1]) / options[0])) < 1e-3),
        _ => false,
    };
}
