using System;
using System.Collections.Generic;

namespace NetGen.Generator.Expressions;

/// <summary>Looks into expressions and replaces parts of them.</summary>
internal static class Substitution
{
    /// <summary><paramref name="expression"/> with every occurrence of <paramref name="part"/> replaced.</summary>
    public static Expression Replace(Expression expression, Expression part, Expression replacement)
    {
        if (expression == part)
        {
            return replacement;
        }

        return expression switch
        {
            Unary unary => unary with { Operand = Replace(unary.Operand, part, replacement) },
            Binary binary => binary with { Left = Replace(binary.Left, part, replacement), Right = Replace(binary.Right, part, replacement) },
            Select select => select with
            {
                Left = Replace(select.Left, part, replacement),
                Right = Replace(select.Right, part, replacement),
                Then = Replace(select.Then, part, replacement),
                Otherwise = Replace(select.Otherwise, part, replacement),
            },
            _ => expression,
        };
    }

    /// <summary>How often each variable occurs, in order of first occurrence.</summary>
    public static IReadOnlyList<string> Variables(Expression expression)
    {
        var names = new List<string>();
        Visit(expression, part =>
        {
            if (part is Variable variable && !names.Contains(variable.Name))
            {
                names.Add(variable.Name);
            }
        });
        return names;
    }

    public static bool DependsOn(Expression expression, string variable) => ((List<string>)Variables(expression)).Contains(variable);

    public static void Visit(Expression expression, Action<Expression> visitor)
    {
        visitor(expression);
        switch (expression)
        {
            case Unary unary:
                Visit(unary.Operand, visitor);
                break;
            case Binary binary:
                Visit(binary.Left, visitor);
                Visit(binary.Right, visitor);
                break;
            case Select select:
                Visit(select.Left, visitor);
                Visit(select.Right, visitor);
                Visit(select.Then, visitor);
                Visit(select.Otherwise, visitor);
                break;
        }
    }
}
