using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Expressions;

/// <summary>What an expression costs, as far as that decides where it is computed and how it is written.</summary>
internal static class ExpressionCost
{
    /// <summary>A call of a function counts as so many.</summary>
    private const int FunctionLength = 3;

    /// <summary>True for a function of the runtime, false for what processors have an instruction for.</summary>
    public static bool IsFunction(UnaryOperator function) =>
        function is not (UnaryOperator.Negate or UnaryOperator.Abs or UnaryOperator.Sqrt or UnaryOperator.Floor or UnaryOperator.Ceiling);

    /// <summary>True if a function of the runtime is part of it, dozens of instructions: more than a store and a load.</summary>
    public static bool IsHigh(Expression expression)
    {
        bool found = false;
        Substitution.Visit(expression, part => found |= part is Unary unary && IsFunction(unary.Operator));
        return found;
    }

    /// <summary>True for at most so many operations as it is written out, with nothing longer than one of them twice.</summary>
    public static bool IsShort(Expression expression, int most)
    {
        int length = 0;
        var seen = new HashSet<Expression>();
        bool IsShortSoFar(Expression part)
        {
            bool isOne = part.Parts.Count == 0 || (Length(part) == 1 && part.Parts.All(inner => inner.Parts.Count == 0));
            length += part.Parts.Count == 0 ? 0 : Length(part);
            return (seen.Add(part) || isOne) && length <= most && part.Parts.All(IsShortSoFar);
        }

        return IsShortSoFar(expression);
    }

    /// <summary>What the operation itself counts, without its parts.</summary>
    public static int Length(Expression operation) => operation is Unary unary && IsFunction(unary.Operator) ? FunctionLength : 1;
}
