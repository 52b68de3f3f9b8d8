using System;
using System.Collections.Generic;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary>
/// An activation: one row of the table. Its derivative is derived from the value, through the output where the output occurs in it; a row gives
/// <see cref="Derivative"/> only where the output decides and the derivation cannot see it, or where the derived form would lose digits.
/// </summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="Formula">The formula in the emitted text, with {0} for the argument and {1}, {2} ... for the options.</param>
/// <param name="Options">The numbers that the attribute takes.</param>
/// <param name="Body">f(x) in the variable <c>x</c>, given the options.</param>
internal sealed record PointwiseFunction(string Name, string Formula, IReadOnlyList<Option> Options, Func<IReadOnlyList<double>, Expression> Body)
{
    public PointwiseFunction(string name, string formula, Expression body)
        : this(name, formula, [], _ => body)
    {
    }

    /// <summary>f'(x) in the variables <c>x</c> and <c>y</c> = f(x), given the options; null to derive it.</summary>
    public Func<IReadOnlyList<double>, Expression>? Derivative { get; init; }

    /// <summary>The initializer of the weights in front of it.</summary>
    public Initializer? InitializerBefore { get; init; }

    /// <summary>True if it is 0 for all negative arguments, so that no gradient flows back from one.</summary>
    public bool CutsOffNegatives { get; init; }
}

/// <summary>The built-in activations.</summary>
internal static class PointwiseFunctions
{
    private static readonly Expression X = new Variable("x");
    private static readonly Expression Y = new Variable("y");

    public static readonly IReadOnlyList<PointwiseFunction> All =
    [
        new("Linear", "{0}", X),
        // x <= 0 ? 0 : x and not x > 0 ? x : 0: a NaN fails both comparisons and must come through. The derivative at 0 is 0.
        new("Relu", "max({0}, 0)", IfLessOrEqual(X, Zero, Zero, X))
        {
            Derivative = _ => IfLessOrEqual(Y, Zero, Zero, One),
            InitializerBefore = Initializer.HeNormal,
            CutsOffNegatives = true,
        },
        new("LeakyRelu", "{0} > 0 ? {0} : {1} * {0}", [new("slope", 0.01, OptionRange.Finite)], o => IfLess(Zero, X, X, o[0] * X)),
        new("Sigmoid", "1 / (1 + exp(-{0}))", Sigmoid(X)),
        new("Tanh", "tanh({0})", Tanh(X)),
        // At a NaN both comparisons fail, and it comes through. The derivative is 0 there too.
        new("Sign", "{0} >= 0 ? 1 : -1", IfLessOrEqual(Zero, X, One, IfLess(X, Zero, -1.0, X))) { Derivative = _ => Zero },
        new("Step", "{0} >= 0 ? 1 : 0", IfLessOrEqual(Zero, X, One, IfLess(X, Zero, Zero, X))) { Derivative = _ => Zero },
    ];
}
