using System;
using System.Collections.Generic;

namespace NetGen.Generator.Expressions;

/// <summary>Looks into expressions and replaces parts of them.</summary>
internal static class Substitution
{
    /// <summary><paramref name="expression"/> with every occurrence of <paramref name="part"/> replaced.</summary>
    public static Expression Replace(Expression expression, Expression part, Expression replacement) =>
        new Rewriter(whole => whole == part ? replacement : null).Rewrite(expression);

    /// <summary><paramref name="expression"/> with an expression in place of each variable named, all at once: what is put in is not looked at again.</summary>
    public static Expression Rename(Expression expression, IReadOnlyDictionary<string, Expression> variables) =>
        new Rewriter(part => part is Variable variable && variables.TryGetValue(variable.Name, out Expression? replacement) ? replacement : null).Rewrite(expression);

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

    /// <summary>Calls <paramref name="visitor"/> for each part that there is, once, however often it occurs: parents before children, from left to right.</summary>
    public static void Visit(Expression expression, Action<Expression> visitor)
    {
        var seen = new HashSet<Expression>();
        void Walk(Expression part)
        {
            if (seen.Add(part))
            {
                visitor(part);
                foreach (Expression child in part.Parts)
                {
                    Walk(child);
                }
            }
        }

        Walk(expression);
    }

    /// <summary>Rebuilds an expression; a part that occurs often is rebuilt once.</summary>
    private sealed class Rewriter(Func<Expression, Expression?> replacement)
    {
        private readonly Dictionary<Expression, Expression> _rewritten = [];

        public Expression Rewrite(Expression expression)
        {
            if (!_rewritten.TryGetValue(expression, out Expression? result))
            {
                result = replacement(expression) ?? (expression.Parts is { Count: > 0 } parts ? expression.With([.. Rewritten(parts)]) : expression);
                _rewritten.Add(expression, result);
            }

            return result;
        }

        private IEnumerable<Expression> Rewritten(IReadOnlyList<Expression> parts)
        {
            foreach (Expression part in parts)
            {
                yield return Rewrite(part);
            }
        }
    }
}
