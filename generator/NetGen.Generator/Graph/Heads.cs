using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Graph;

/// <summary>The names under which a declaration's outputs and targets are known, which are those of the parameters of generated methods.</summary>
internal static class Heads
{
    /// <summary>The name of a loss's target: <c>target</c> for the only loss, else that of its head and <c>Target</c>.</summary>
    public static string TargetOf(NetworkDeclaration declaration, LayerDeclaration loss) =>
        declaration.Layers.Count(layer => layer.IsObjective) == 1 ? "target" : NameOf(declaration, loss) + "Target";

    /// <summary>A name that is not taken yet: with a number if it is.</summary>
    public static string Distinct(string name, HashSet<string> taken)
    {
        string distinct = name;
        for (int number = 2; !taken.Add(distinct); number++)
        {
            distinct = name + number.ToString(CultureInfo.InvariantCulture);
        }

        return distinct;
    }

    /// <summary>The outputs' names in order. The last layer is one of them, called <c>y</c> if no attribute names it.</summary>
    public static IReadOnlyList<string> Outputs(NetworkDeclaration declaration)
    {
        LayerDeclaration[] outputs = [.. declaration.Layers.Where(layer => layer.IsOutput)];
        string? last = declaration.Layers.LastOrDefault(layer => layer.IsLayer)?.OutputName;
        IEnumerable<string> names = outputs.Select(output => output.Text("name") ?? "");
        return outputs.Any(output => Shown(declaration, output) == last) ? [.. names] : [.. names, "y"];
    }

    /// <summary>The layer whose value an output is.</summary>
    private static string? Shown(NetworkDeclaration declaration, LayerDeclaration output) =>
        declaration.Layers.FirstOrDefault(layer => layer.IsLayer && layer.OutputName == output.Text("name"))?.OutputName ?? Above(declaration, output);

    /// <summary>The name of what a loss judges: that of an output above it if it is one.</summary>
    private static string NameOf(NetworkDeclaration declaration, LayerDeclaration loss)
    {
        string? named = OperatorCatalog.FindObjective(loss.Attribute)?.InputArguments.Select(loss.Text).FirstOrDefault();
        string? head = named ?? loss.From ?? Above(declaration, loss);
        return declaration.Layers.TakeWhile(layer => layer.Index != loss.Index).FirstOrDefault(layer => layer.IsOutput && Shown(declaration, layer) == head)?.Text("name") ?? head ?? "x";
    }

    private static string? Above(NetworkDeclaration declaration, LayerDeclaration layer) =>
        declaration.Layers.TakeWhile(each => each.Index != layer.Index).LastOrDefault(each => each.IsLayer)?.OutputName;
}
