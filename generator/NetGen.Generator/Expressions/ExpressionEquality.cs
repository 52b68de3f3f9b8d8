using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace NetGen.Generator.Expressions;

/// <summary>Compares expressions part by part, each pair of parts once.</summary>
internal static class ExpressionEquality
{
    public static bool Same(Expression left, Expression? right) =>
        ReferenceEquals(left, right) || (right is not null && left.GetHashCode() == right.GetHashCode() && SameParts(left, right, []));

    private static bool Same(Expression left, Expression right, Dictionary<Pair, bool> known)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left.GetHashCode() != right.GetHashCode())
        {
            return false;
        }

        if (left.Parts.Count == 0 || right.Parts.Count == 0)
        {
            return left.Equals(right);
        }

        var pair = new Pair(left, right);
        if (!known.TryGetValue(pair, out bool same))
        {
            same = SameParts(left, right, known);
            known.Add(pair, same);
        }

        return same;
    }

    private static bool SameParts(Expression left, Expression right, Dictionary<Pair, bool> known)
    {
        bool alike = (left, right) switch
        {
            (Unary a, Unary b) => a.Operator == b.Operator,
            (Binary a, Binary b) => a.Operator == b.Operator,
            (Select a, Select b) => a.Comparison == b.Comparison,
            (Invocation a, Invocation b) => a.Method == b.Method && a.Arguments.Count == b.Arguments.Count,
            _ => false,
        };
        for (int i = 0; alike && i < left.Parts.Count; i++)
        {
            alike = Same(left.Parts[i], right.Parts[i], known);
        }

        return alike;
    }

    /// <summary>Two expressions as they lie in memory.</summary>
    private readonly struct Pair(Expression left, Expression right) : System.IEquatable<Pair>
    {
        private readonly Expression _left = left;
        private readonly Expression _right = right;

        public bool Equals(Pair other) => ReferenceEquals(_left, other._left) && ReferenceEquals(_right, other._right);

        public override bool Equals(object? obj) => obj is Pair other && Equals(other);

        public override int GetHashCode() => unchecked((RuntimeHelpers.GetHashCode(_left) * 31) + RuntimeHelpers.GetHashCode(_right));
    }
}
