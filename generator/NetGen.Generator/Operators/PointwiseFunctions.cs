using System.Collections.Generic;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary>
/// An activation: one row of the table. Its derivative is derived from <paramref name="Value"/>, through the output where the output
/// occurs in it; a row gives <paramref name="DerivativeByOutput"/> only where the output decides and the derivation cannot see it.
/// </summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="Value">f(x), in the variable <c>x</c>.</param>
/// <param name="Formula">The formula in the emitted text, with {0} for the argument.</param>
/// <param name="DerivativeByOutput">f'(x) in the variable <c>y</c> = f(x), or null.</param>
/// <param name="InitializerBefore">The initializer of the weights in front of it.</param>
internal sealed record PointwiseFunction(
    string Name,
    Expression Value,
    string Formula,
    Expression? DerivativeByOutput = null,
    Initializer? InitializerBefore = null);

/// <summary>The built-in activations.</summary>
internal static class PointwiseFunctions
{
    private static readonly Expression X = new Variable("x");
    private static readonly Expression Y = new Variable("y");

    public static readonly IReadOnlyList<PointwiseFunction> All =
    [
        new("Linear", X, "{0}"),
        // x <= 0 ? 0 : x and not x > 0 ? x : 0: a NaN fails both comparisons and must come through. The derivative at 0 is 0.
        new("Relu", IfLessOrEqual(X, Zero, Zero, X), "max({0}, 0)", IfLessOrEqual(Y, Zero, Zero, One), Initializer.HeNormal),
        new("Sigmoid", Sigmoid(X), "1 / (1 + exp(-{0}))"),
        new("Tanh", Tanh(X), "tanh({0})"),
    ];
}
