using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;

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
            Invocation invocation => invocation with { Arguments = invocation.Arguments.Select(argument => Replace(argument, part, replacement)).ToEquatableArray() },
            _ => expression,
        };
    }

    /// <summary><paramref name="expression"/> with an expression in place of each variable named, all at once: what is put in is not looked at again.</summary>
    public static Expression Rename(Expression expression, IReadOnlyDictionary<string, Expression> variables) => expression switch
    {
        Variable variable => variables.TryGetValue(variable.Name, out Expression? replacement) ? replacement : variable,
        Unary unary => unary with { Operand = Rename(unary.Operand, variables) },
        Binary binary => binary with { Left = Rename(binary.Left, variables), Right = Rename(binary.Right, variables) },
        Select select => select with
        {
            Left = Rename(select.Left, variables),
            Right = Rename(select.Right, variables),
            Then = Rename(select.Then, variables),
            Otherwise = Rename(select.Otherwise, variables),
        },
        Invocation invocation => invocation with { Arguments = invocation.Arguments.Select(argument => Rename(argument, variables)).ToEquatableArray() },
        _ => expression,
    };

    /// <summary>The variables that occur, in order of first occurrence.</summary>
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

    /// <summary>True if part of it is a user's method that can only be called.</summary>
    public static bool HasInvocation(Expression expression)
    {
        bool found = false;
        Visit(expression, part => found |= part is Invocation);
        return found;
    }

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
            case Invocation invocation:
                foreach (Expression argument in invocation.Arguments)
                {
                    Visit(argument, visitor);
                }

                break;
        }
    }
}
