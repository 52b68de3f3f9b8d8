using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Tests.Expressions;

/// <summary>Numbers and shorthands that the tests of expressions share.</summary>
internal static class Tables
{
    public static readonly Variable X = new("x");
    public static readonly Variable Y = new("y");

    /// <summary>Where IEEE arithmetic has its exceptions.</summary>
    public static readonly double[] Special =
    [
        0.0, -0.0, 1, -1, 2, 0.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 1e-300, 1e300,
    ];

    /// <summary>Ordinary numbers, numbers near 0 on both sides, and large ones; never 0 itself, where ReLU has its kink.</summary>
    public static readonly double[] Points = [-1e4, -100, -20, -3, -1, -0.3, -1e-3, -1e-6, 1e-6, 1e-3, 0.3, 1, 3, 20, 100, 1e4];

    /// <summary>The values of options that are not written.</summary>
    public static double[] Defaults(IEnumerable<Option> options) => [.. options.Select(option => option.Default)];

    /// <summary>The activation of this name.</summary>
    public static PointwiseFunction Activation(string name) => PointwiseFunctions.All.Single(function => function.Name == name);

    /// <summary>f'(x) as the backward pass computes it: in x, in y = f(x), or in both.</summary>
    public static Expression SlopeOf(PointwiseFunction function, double[] options)
    {
        Expression body = function.Body(options);
        return function.Derivative?.Invoke(options) ?? Substitution.Replace(Derivative.Of(body, X) ?? Expression.Zero, body, Y);
    }

    /// <summary>Central difference with a step in proportion to a small argument.</summary>
    public static double Difference(Func<double, double> function, double x)
    {
        double step = 1e-5 * Math.Min(Math.Max(Math.Abs(x), 1e-2), 1);
        return (function(x + step) - function(x - step)) / (2 * step);
    }

    public static double At(Expression expression, double x, double y = double.NaN) => Evaluator.Evaluate(expression, name => name switch
    {
        "x" => x,
        "y" => y,
        _ => throw new KeyNotFoundException(name),
    });

    /// <summary>The same number to the last bit, the sign of 0 included; all NaNs are one.</summary>
    public static bool Same(double left, double right) =>
        double.IsNaN(left) ? double.IsNaN(right) : BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right);
}
