using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetGen.Generator.Expressions;

/// <summary>Writes expressions the way formulas stand in comments: infix, with the fewest brackets.</summary>
internal static class ExpressionFormula
{
    /// <summary>A formula of more parts than this gives names to those that occur more than once.</summary>
    private const int LongestInline = 16;

    private const int Sum = 1;
    private const int Product = 2;
    private const int Atom = 3;

    /// <summary>
    /// <paramref name="expression"/> with the names that <paramref name="variable"/> gives. A long one ends with what its repeated parts are:
    /// <c>sin(wave) * exp(-wave * wave) with wave = 3 * x + 1</c>.
    /// </summary>
    public static string Write(Expression expression, Func<string, string> variable)
    {
        var names = new Dictionary<Expression, string>();
        var definitions = new List<string>();
        if (Length(expression, []) > LongestInline)
        {
            var words = new PartNames(Substitution.Variables(expression));
            foreach (Expression part in Repeated(expression))
            {
                string name = words.Of(part);
                definitions.Add(name + " = " + Write(part, variable, names, 0));
                names.Add(part, name);
            }
        }

        return Write(expression, variable, names, 0) + (definitions.Count == 0 ? "" : " with " + string.Join(", ", definitions));
    }

    private static string Write(Expression expression, Func<string, string> variable, Dictionary<Expression, string> names, int outer)
    {
        if (names.TryGetValue(expression, out string? name))
        {
            return name;
        }

        string Inner(Expression part, int rank) => Write(part, variable, names, rank);
        (string text, int rank) = expression switch
        {
            Constant constant => (constant.Value.ToString("R", CultureInfo.InvariantCulture), constant.Value < 0 ? Product : Atom),
            Variable named => (variable(named.Name), Atom),
            ElementAt element => (element.Tensor + "[" + element.Index + "]", Atom),
            Unary { Operator: UnaryOperator.Negate } negate => ("-" + Inner(negate.Operand, Product), Product),
            Unary { Operator: UnaryOperator.Softplus } softplus => ("log(1 + exp(" + Inner(softplus.Operand, 0) + "))", Atom),
            Unary unary => (Function(unary.Operator) + "(" + Inner(unary.Operand, 0) + ")", Atom),
            Binary { Operator: BinaryOperator.Add } add => (Inner(add.Left, Sum) + " + " + Inner(add.Right, Sum), Sum),
            Binary { Operator: BinaryOperator.Subtract } subtract => (Inner(subtract.Left, Sum) + " - " + Inner(subtract.Right, Product), Sum),
            Binary { Operator: BinaryOperator.Multiply } multiply => (Inner(multiply.Left, Product) + " * " + Inner(multiply.Right, Atom), Product),
            Binary divide => (Inner(divide.Left, Product) + " / " + Inner(divide.Right, Atom), Product),
            Select select when Extremum(select) is var (function, first, second) => (function + "(" + Inner(first, 0) + ", " + Inner(second, 0) + ")", Atom),
            Select select => (
                Inner(select.Left, Sum) + Sign(select.Comparison) + Inner(select.Right, Sum) + " ? " + Inner(select.Then, Sum) + " : " + Inner(select.Otherwise, Sum), 0),
            Invocation invocation => (invocation.Method.Substring(invocation.Method.LastIndexOf('.') + 1) + "(" + string.Join(", ", invocation.Arguments.Select(argument => Inner(argument, 0))) + ")", Atom),
            _ => throw new NotSupportedException(expression.GetType().Name + " has no formula."),
        };
        return rank < outer ? "(" + text + ")" : text;
    }

    /// <summary>A conditional that takes the larger or the smaller of what it compares; the first is the one that a NaN takes.</summary>
    private static (string Function, Expression First, Expression Second)? Extremum(Select select)
    {
        if (select.Comparison == Comparison.Equal)
        {
            return null;
        }

        return select.Left == select.Otherwise && select.Right == select.Then ? ("max", select.Left, select.Right)
            : select.Left == select.Then && select.Right == select.Otherwise ? ("min", select.Right, select.Left)
            : null;
    }

    private static string Function(UnaryOperator function) => function == UnaryOperator.Ceiling ? "ceil" : function.ToString().ToLowerInvariant();

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Less => " < ",
        Comparison.LessOrEqual => " <= ",
        Comparison.Equal => " == ",
        _ => throw new NotSupportedException(comparison.ToString()),
    };

    /// <summary>How many parts the formula has when every one is written out.</summary>
    private static double Length(Expression expression, Dictionary<Expression, double> known)
    {
        if (!known.TryGetValue(expression, out double length))
        {
            length = 1 + expression.Parts.Sum(part => Length(part, known));
            known.Add(expression, length);
        }

        return length;
    }

    /// <summary>The parts that occur more than once and are more than a name, each after those in it.</summary>
    private static List<Expression> Repeated(Expression expression)
    {
        var uses = new Dictionary<Expression, int>();
        var order = new List<Expression>();
        void Count(Expression part)
        {
            uses.TryGetValue(part, out int count);
            uses[part] = count + 1;
            if (count == 0)
            {
                foreach (Expression child in part.Parts)
                {
                    Count(child);
                }

                order.Add(part);
            }
        }

        Count(expression);
        return [.. order.Where(part => part.Parts.Count > 0 && uses[part] > 1)];
    }
}
