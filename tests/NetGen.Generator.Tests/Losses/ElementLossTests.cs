using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Operators;
using NetGen.Generator.Tests.Expressions;
using Xunit;

namespace NetGen.Generator.Tests.Losses;

/// <summary>The slope of every loss of one element against central differences in double, and what both are at kinks and at the ends of float.</summary>
public class ElementLossTests
{
    private const float Largest = float.MaxValue;

    private static readonly double[] Points = [-1e4, -100, -20, -3, -1, -0.3, -1e-3, 0, 1e-3, 0.3, 1, 3, 20, 100, 1e4];

    private static readonly double[] Positive = [0.01, 0.3, 1, 3, 20, 100, 1e4];

    private static readonly double[] Probabilities = [0.01, 0.2, 0.5, 0.9, 0.99];

    /// <summary>Every row with every combination of options that makes it another function, and the predictions that it is defined for.</summary>
    private static readonly (string Name, double[] Options, double[] Predictions)[] Cases =
    [
        ("HalfSquaredError", [], Points), ("MeanSquaredError", [], Points), ("SummedSquaredError", [], Points), ("MeanAbsoluteError", [], Points),
        ("Huber", [1], Points), ("Huber", [0.3], Points), ("SmoothL1", [1], Points), ("SmoothL1", [0.3], Points),
        ("BinaryCrossEntropy", [], Probabilities), ("SigmoidCrossEntropy", [], Points), ("BinarySoftmax", [], Points),
        ("Hinge", [1], Points), ("Hinge", [0], Points), ("Hinge", [2.5], Points), ("SquaredHinge", [1], Points), ("SquaredHinge", [0], Points),
        ("KullbackLeibler", [1], Points), ("KullbackLeibler", [0], Positive),
        ("Poisson", [1, 1e-8], [.. Points.Where(point => point <= 100)]), ("Poisson", [0, 1e-8], Positive), ("Poisson", [0, 0.5], [.. Positive, 0]),
        ("OutputGradient", [], Points),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    public static TheoryData<string> Names => [.. ElementLosses.All.Select(loss => loss.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_row_is_tested(string name) => Assert.Contains(Cases, tested => tested.Name == name);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_slope_is_the_derivative(int number)
    {
        (string name, double[] options, double[] predictions) = Cases[number];
        ElementLoss loss = Find(name);
        AssertSlope(loss, loss.Element(options), Slope(loss, options), predictions, options, weight: 1);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(7.0)]
    public void The_slope_is_the_derivative_with_weights(double weight)
    {
        ElementLoss loss = Find("SigmoidCrossEntropy");
        AssertSlope(loss, loss.Weights!.Element, loss.Weights.Slope, Points, [], weight);
    }

    [Fact]
    public void Weights_of_1_change_nothing()
    {
        ElementLoss loss = Find("SigmoidCrossEntropy");
        foreach (double y in Points)
        {
            foreach (double t in Targets(loss))
            {
                Assert.Equal(At(loss.Element([]), y, t), At(loss.Weights!.Element, y, t), 1e-11);
                Assert.Equal(At(Slope(loss, []), y, t), At(loss.Weights.Slope, y, t), 1e-15);
            }
        }
    }

    /// <summary>At a kink the slope is the one that the documentation states.</summary>
    [Theory]
    [InlineData("MeanAbsoluteError", 2, 2, 0)]
    [InlineData("Hinge", 1, 1, 0)]
    [InlineData("Hinge", -1, -1, 0)]
    [InlineData("SquaredHinge", 1, 1, 0)]
    [InlineData("Huber", 3, 2, 1)]
    [InlineData("SmoothL1", 1, 2, -1)]
    public void The_slope_at_a_kink(string name, double y, double t, double expected)
    {
        ElementLoss loss = Find(name);
        Assert.Equal(expected, At(Slope(loss, Tables.Defaults(loss.Options)), y, t));
    }

    [Fact]
    public void The_perceptron_criterion_has_no_slope_at_0()
    {
        Assert.Equal(0, At(Slope(Find("Hinge"), [0]), 0, 1));
        Assert.Equal(0, At(Find("Hinge").Element([0]), 0, 1));
        Assert.Equal(-1, At(Slope(Find("Hinge"), [0]), -1e-30, 1));
    }

    /// <summary>In double every loss of floats is finite but for e^y; none is NaN.</summary>
    [Theory]
    [MemberData(nameof(Numbers))]
    public void No_loss_of_finite_floats_is_NaN(int number)
    {
        (string name, double[] options, double[] predictions) = Cases[number];
        ElementLoss loss = Find(name);
        double[] ends = ReferenceEquals(predictions, Points) || name == "Poisson" && options[0] == 1
            ? [-Largest, -1e30, -float.Epsilon, -0.0, 0, float.Epsilon, 1e30, Largest]
            : [0, float.Epsilon, 1e-38, 1];
        foreach (double y in ends.Where(end => name != "BinaryCrossEntropy" || end <= 1))
        {
            foreach (double t in Targets(loss).Concat(loss.TargetCheck is null ? [-Largest, Largest] : []))
            {
                double value = At(loss.Element(options), y, t);
                Assert.True(double.IsFinite(value) || (name == "Poisson" && y > 700 && value > 0), $"{name} at y = {y}, t = {t}: {value}");
                Assert.False(double.IsNaN(At(Slope(loss, options), y, t)), $"slope of {name} at y = {y}, t = {t}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void NaN_stays(int number)
    {
        (string name, double[] options, _) = Cases[number];
        Assert.All(Targets(Find(name)), t => Assert.True(double.IsNaN(At(Find(name).Element(options), double.NaN, t)), $"{name} at t = {t}"));
    }

    private static void AssertSlope(ElementLoss loss, Expression element, Expression slope, double[] predictions, double[] options, double weight)
    {
        foreach (double y in predictions)
        {
            foreach (double t in Targets(loss).Where(t => !IsKink(loss.Name, options, y, t)))
            {
                double step = 1e-5 * Math.Max(Math.Abs(y), 1e-2);
                double expected = (At(element, y + step, t, weight) - At(element, y - step, t, weight)) / (2 * step);
                double actual = At(slope, y, t, weight);
                Assert.True(Math.Abs(expected - actual) <= 1e-6 * Math.Max(1, Math.Abs(expected)), string.Create(CultureInfo.InvariantCulture, $"{loss.Name} at y = {y}, t = {t}: difference quotient {expected:R}, slope {actual:R}"));
            }
        }
    }

    private static double[] Targets(ElementLoss loss) => loss.TargetCheck switch
    {
        "Signs" => [-1, 1],
        "NotNegative" => [0, 0.4, 1, 7, 1000],
        null => [-2.0, 0, 1e-3, 1, 50],
        _ => [0, 1e-3, 0.4, 1],
    };

    /// <summary>Where the first or second derivative jumps.</summary>
    private static bool IsKink(string name, double[] options, double y, double t) => name switch
    {
        "Hinge" or "SquaredHinge" => Math.Abs(options[0] - (t * y)) < 1e-9,
        "Huber" or "SmoothL1" => Math.Abs(Math.Abs(y - t) - options[0]) < 1e-9,
        _ => false,
    };

    private static ElementLoss Find(string name) => ElementLosses.All.Single(loss => loss.Name == name);

    private static Expression Slope(ElementLoss loss, double[] options) => loss.Slope?.Invoke(options) ?? Derivative.Of(loss.Element(options), new Variable("y"))!;

    private static double At(Expression expression, double y, double t, double weight = 1) => Evaluator.Evaluate(expression, variable => variable switch
    {
        "y" => y,
        "t" => t,
        "w" => weight,
        _ => throw new KeyNotFoundException(variable),
    });
}
