using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetGen.Generator.Expressions;

/// <summary>Names of parts of an expression: what the user calls them, or by what they are, <c>exp</c>, <c>square</c>, <c>product2</c>.</summary>
internal sealed class PartNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public string Of(Expression part)
    {
        string word = part.Called ?? Word(part);
        string name = word;
        for (int number = 2; !_taken.Add(name); number++)
        {
            name = word + number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }

    private static string Word(Expression part) => part switch
    {
        Unary { Operator: UnaryOperator.Negate } => "negative",
        Unary { Operator: UnaryOperator.Abs } => "size",
        Unary { Operator: UnaryOperator.Sqrt } => "root",
        Unary { Operator: UnaryOperator.Log1P } => "log",
        Unary { Operator: UnaryOperator.ExpM1 } => "exp",
        Unary unary => char.ToLowerInvariant(unary.Operator.ToString()[0]) + unary.Operator.ToString().Substring(1),
        Binary { Operator: BinaryOperator.Multiply } product => product.Left == product.Right ? "square" : "product",
        Binary { Operator: BinaryOperator.Add } => "total",
        Binary { Operator: BinaryOperator.Subtract } => "difference",
        Binary => "ratio",
        Select { Comparison: Comparison.Less } select when select.Left == select.Otherwise && select.Right == select.Then => "larger",
        Select { Comparison: Comparison.Less } select when select.Left == select.Then && select.Right == select.Otherwise => "smaller",
        Select => "choice",
        Invocation => "value",
        _ => throw new ArgumentException(part + " is not computed.", nameof(part)),
    };
}
