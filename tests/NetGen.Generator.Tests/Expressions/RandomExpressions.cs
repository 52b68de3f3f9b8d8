using System;
using System.Collections.Generic;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Tests.Expressions;

/// <summary>Expressions of all operators in x, y and z, from a seed: as they are written, without the simplifier, and with parts that occur several times.</summary>
internal sealed class RandomExpressions(int seed)
{
    public static readonly string[] Variables = ["x", "y", "z"];

    private static readonly UnaryOperator[] Functions = Enum.GetValues<UnaryOperator>();
    private static readonly BinaryOperator[] Operators = Enum.GetValues<BinaryOperator>();
    private static readonly Comparison[] Comparisons = Enum.GetValues<Comparison>();
    private static readonly double[] Numbers = [1, 1, 1, 2, 0.5, -1, 3, 0.1, -2.5];

    private readonly Random _random = new(seed);
    private readonly List<Expression> _made = [];

    /// <summary>The next one, of so many levels at most.</summary>
    public Expression Next(int levels)
    {
        _made.Clear();
        return Part(levels);
    }

    /// <summary>Values of the variables of the size for which people write functions.</summary>
    public Dictionary<string, double> Point()
    {
        var point = new Dictionary<string, double>();
        foreach (string variable in Variables)
        {
            point.Add(variable, (_random.NextDouble() * 6) - 3);
        }

        return point;
    }

    private Expression Part(int levels)
    {
        if (levels == 0)
        {
            return _random.Next(3) == 0 ? new Constant(Pick(Numbers)) : new Variable(Pick(Variables));
        }

        if (_made.Count > 0 && _random.Next(5) == 0)
        {
            return Pick(_made);
        }

        int below = levels - 1;
        Expression made = _random.Next(10) switch
        {
            < 4 => new Unary(Pick(Functions), Part(below)),
            < 8 => new Binary(Pick(Operators), Part(below), Part(below)),
            // What the stable forms are about.
            8 => new Binary(Pick(Operators), new Constant(1), new Unary(Pick([UnaryOperator.Exp, UnaryOperator.Sigmoid, UnaryOperator.Tanh, UnaryOperator.Erf]), Part(below))),
            _ => new Select(Pick(Comparisons), Part(below), Part(below), Part(below), Part(below)),
        };
        _made.Add(made);
        return made;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
