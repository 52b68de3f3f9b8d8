using System.Globalization;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary>Reads the lists of weights that losses take. Empty if the attribute has none, null after reporting a problem.</summary>
internal static class NumberList
{
    /// <summary>Weights of elements: one for all or one for each output.</summary>
    public static EquatableArray<double>? ReadForElements(string name, Value prediction, LayerDeclaration layer, GraphBuilder graph)
    {
        if (layer.Numbers(name) is not { } numbers)
        {
            return [];
        }

        int size = prediction.Shape.Size;
        if (numbers.Count == 1 || numbers.Count == size)
        {
            return InRange(name, numbers, layer, graph) ? numbers : null;
        }

        string expected = size == 1 ? "1 output, so it must have 1" : $"{Text(size)} outputs, so it must have 1 for all or {Text(size)}, one for each";
        graph.Report(Rules.WrongNumberOfWeights, layer, name, name, layer.Kind, Counted(numbers.Count), prediction.Name, expected);
        return null;
    }

    /// <summary>The property <c>ClassWeights</c>: one for each class, not all of them 0.</summary>
    public static EquatableArray<double>? ReadForClasses(Value prediction, LayerDeclaration layer, GraphBuilder graph)
    {
        const string Name = "ClassWeights";
        if (layer.Numbers(Name) is not { } numbers)
        {
            return [];
        }

        int classes = prediction.Shape.Size;
        if (numbers.Count != classes)
        {
            string expected = classes == 1 ? "1 class, so it must have 1" : $"{Text(classes)} classes, so it must have {Text(classes)}";
            graph.Report(Rules.WrongNumberOfWeights, layer, Name, Name, layer.Kind, Counted(numbers.Count), prediction.Name, expected);
            return null;
        }

        if (!InRange(Name, numbers, layer, graph))
        {
            return null;
        }

        if (numbers.All(number => (float)number == 0))
        {
            graph.Report(Rules.UnknownOption, layer, Name, Name, layer.Kind, string.Join(", ", numbers.Select(Text)), "above 0 for at least one class");
            return null;
        }

        return numbers;
    }

    private static bool InRange(string name, EquatableArray<double> numbers, LayerDeclaration layer, GraphBuilder graph)
    {
        for (int i = 0; i < numbers.Count; i++)
        {
            if (!OptionRange.NotNegative.Holds(numbers[i]))
            {
                graph.Report(Rules.UnknownOption, layer, name, $"{name}[{Text(i)}]", layer.Kind, Text(numbers[i]), OptionRange.NotNegative.Text);
                return false;
            }
        }

        return true;
    }

    private static string Counted(int count) => count == 1 ? "1 number" : Text(count) + " numbers";

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
