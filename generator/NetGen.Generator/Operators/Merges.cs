using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary>An attribute that combines values of one shape element by element.</summary>
/// <param name="name">The attribute's name.</param>
/// <param name="combine">The expression of all operands.</param>
/// <param name="formula">What stands between the operands in formulas, or before them in brackets.</param>
internal sealed class ElementwiseMerge(string name, System.Func<IReadOnlyList<Expression>, Expression> combine, string formula) : MergeLayer
{
    public override string Attribute => "NetGen." + name;

    /// <summary>The constructor's parameters, where there are just two.</summary>
    public IReadOnlyList<string> Pair { get; init; } = [];

    public override IReadOnlyList<string> InputArguments => Pair;

    public static readonly IReadOnlyList<ElementwiseMerge> All =
    [
        new("Add", terms => terms.Aggregate((sum, term) => sum + term), " + "),
        new("Subtract", terms => terms[0] - terms[1], " - ") { Pair = ["minuend", "subtrahend"] },
        new("Multiply", factors => factors.Aggregate((product, factor) => product * factor), " * "),
        new("Divide", terms => terms[0] / terms[1], " / ") { Pair = ["dividend", "divisor"] },
        new("Average", terms => terms.Aggregate((sum, term) => sum + term) * (1.0 / terms.Count), "mean"),
        new("Max", terms => terms.Aggregate((max, term) => Larger(max, term)), "max"),
        new("Min", terms => terms.Aggregate((min, term) => IfLess(term, min, term, IfLessOrEqual(min, term, min, min + term))), "min"),
    ];

    public override Value? Build(LayerDeclaration layer, IReadOnlyList<Value> inputs, GraphBuilder graph)
    {
        if (!MergeShapes.AreSeveral(layer, inputs, graph) || !MergeShapes.AreEqual(layer, inputs, graph))
        {
            return null;
        }

        string[] operands = [.. inputs.Select((_, i) => Operand(i))];
        Expression body = combine([.. operands.Select(operand => new Variable(operand))]);
        string[] places = [.. inputs.Select((_, i) => "{" + (i + 1).ToString(CultureInfo.InvariantCulture) + "}[i]")];
        string text = formula[0] == ' ' ? string.Join(formula, places) : $"{formula}({string.Join(", ", places)})";
        var operation = new Pointwise(graph.NameOf(name, body), body, [.. operands], "{0}[i] = " + text) { Function = name };
        Value output = graph.Add(operation, layer.Name, layer.Name, inputs);
        graph.Declare(layer, output, [], 0, operation.Equation(layer.Name, inputs.Select(input => input.Name)));
        return output;
    }

    /// <summary>The larger, the first of equals; where neither comparison holds one is NaN, and so is the sum.</summary>
    private static Expression Larger(Expression first, Expression second) => IfLess(first, second, second, IfLessOrEqual(second, first, first, first + second));

    private static string Operand(int index) => index switch
    {
        0 => "x",
        1 => "other",
        _ => "other" + index.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>What merges ask of their inputs.</summary>
internal static class MergeShapes
{
    /// <summary>Reports fewer than two inputs.</summary>
    public static bool AreSeveral(LayerDeclaration layer, IReadOnlyList<Value> inputs, GraphBuilder graph)
    {
        if (inputs.Count >= 2)
        {
            return true;
        }

        graph.Report(Rules.TooFewInputs, layer, null, layer.Name, layer.Kind);
        return false;
    }

    /// <summary>Reports the first input of another shape than the first.</summary>
    public static bool AreEqual(LayerDeclaration layer, IReadOnlyList<Value> inputs, GraphBuilder graph)
    {
        int other = inputs.ToList().FindIndex(input => input.Shape != inputs[0].Shape);
        if (other < 0)
        {
            return true;
        }

        ReportShape(layer, other, inputs[other], $"{inputs[0].Shape}, the shape of {inputs[0].Name}", graph);
        return false;
    }

    /// <summary>Reports an input at its place in the attribute.</summary>
    public static void ReportShape(LayerDeclaration layer, int input, Value value, string expected, GraphBuilder graph)
    {
        IReadOnlyList<string> arguments = OperatorCatalog.FindLayer(layer.Attribute)?.InputArguments ?? [];
        (string argument, int element) = arguments.Count > 0 ? (arguments[input], 0) : ("inputs", input);
        graph.Report(Rules.ShapeMismatch, layer, argument, element, [layer.Name, expected, value.Name, value.Shape.ToString()]);
    }
}
