using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Expressions.Stable;

/// <summary>A named rewrite into a form that is numerically right for all floats, value and derivative.</summary>
/// <param name="Name">What it rewrites.</param>
/// <param name="Reason">What goes wrong otherwise.</param>
/// <param name="Apply">The other form of an expression whose parts have theirs already; null if it is none of these.</param>
internal sealed record StableForm(string Name, string Reason, Func<Expression, Expression?> Apply);

/// <summary>
/// Recognises the usual ways to write sigmoid, tanh, softplus and their kin in what a user wrote, which overflow or cancel, and the functions of the
/// engine in them. Only these named rewrites change what IEEE arithmetic would give; everything else stays as it is written.
/// They come before differentiation: a derivative of a form that is right is right, too, while 0 times infinity in a derivative cannot be undone.
/// </summary>
internal static class StableForms
{
    public static readonly IReadOnlyList<StableForm> All = [.. StableQuotients.All, .. StableDifferences.All, .. StableLogarithms.All, .. StableCompositions.All];

    /// <summary>The expression with every rewrite applied wherever it fits, from the innermost parts outwards.</summary>
    public static Expression Rewrite(Expression expression) => Rewrite(expression, []);

    private static Expression Rewrite(Expression expression, Dictionary<Expression, Expression> known)
    {
        if (!known.TryGetValue(expression, out Expression? result))
        {
            Expression[] parts = [.. expression.Parts.Select(part => Rewrite(part, known))];
            Expression rebuilt = Rebuild(expression, parts);
            // Where the simplifier made new parts they are looked at, too.
            result = rebuilt == expression.With(parts) ? Outermost(rebuilt, known) : Rewrite(rebuilt, known);
            if (expression.Called is not null && result.Called is null)
            {
                result = result with { Called = expression.Called };
            }

            known[expression] = result;
        }

        return result;
    }

    private static Expression Outermost(Expression expression, Dictionary<Expression, Expression> known)
    {
        foreach (StableForm form in All)
        {
            if (form.Apply(expression) is { } other)
            {
                return Rewrite(other, known);
            }
        }

        return expression;
    }

    /// <summary>Through the simplifier, so that the rewrites need to know one way only to write a minus or a factor.</summary>
    private static Expression Rebuild(Expression expression, Expression[] parts) => expression switch
    {
        Unary { Operator: UnaryOperator.Negate } => -parts[0],
        Binary { Operator: BinaryOperator.Add } => parts[0] + parts[1],
        Binary { Operator: BinaryOperator.Subtract } => parts[0] - parts[1],
        Binary { Operator: BinaryOperator.Multiply } => parts[0] * parts[1],
        Binary { Operator: BinaryOperator.Divide } => parts[0] / parts[1],
        Select select => Simplifier.Choose(select.Comparison, parts[0], parts[1], parts[2], parts[3]),
        _ => expression.With(parts),
    };
}
