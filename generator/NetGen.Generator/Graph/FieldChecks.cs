using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;

namespace NetGen.Generator.Graph;

/// <summary>Names of inputs and outputs, which are parameters of the generated methods.</summary>
internal static class FieldChecks
{
    /// <summary>Parameters and locals that the generated methods have besides.</summary>
    private static readonly HashSet<string> Taken = new(
        [
            "batch", "block", "capacity", "class", "clone", "count", "end", "example", "expected", "first", "gradients", "hasTarget", "input", "inputs", "isFirst", "member", "memory", "output",
            "outputs", "p", "parameters", "pass", "row", "rows", "scratch", "sharedMemory", "start", "target", "targets", "threads", "traced", "turn", "values", "weights", "workspace", "x", "y",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that stand once for each loss, from the second on with its number.</summary>
    private static readonly HashSet<string> TakenWithNumbers = new(["declaredLoss", "loss", "losses", "scale", "scales"], StringComparer.OrdinalIgnoreCase);

    private static readonly char[] Digits = [.. "0123456789"];

    public static void Check(NetworkDeclaration declaration, List<Problem> problems)
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (LayerDeclaration layer in declaration.Layers.Where(layer => layer.IsLayer))
        {
            taken[layer.Name] = layer.Name;
        }

        foreach (InputDeclaration input in declaration.Inputs)
        {
            Check(input, input.Name, taken, mayBeLayer: false, problems);
        }

        foreach (LayerDeclaration output in declaration.Layers.Where(layer => layer.IsOutput))
        {
            Check(output, output.Text("name") ?? "", taken, mayBeLayer: true, problems);
        }
    }

    private static void Check(AttributeDeclaration field, string name, Dictionary<string, string> taken, bool mayBeLayer, List<Problem> problems)
    {
        var site = new Site(field.Index, "name");
        if (!LayerNames.IsIdentifier(name))
        {
            problems.Add(new Problem(Rules.NotIdentifier.Id, site, [name, field.Kind]));
        }
        else if (Taken.Contains(name) || TakenWithNumbers.Contains(name.TrimEnd(Digits)))
        {
            problems.Add(new Problem(Rules.NameCollides.Id, site, [name, "a parameter of NetGen's methods", "choose another name"]));
        }
        else if (taken.TryGetValue(name, out string? other) && !(mayBeLayer && other == name))
        {
            problems.Add(new Problem(Rules.NameTaken.Id, site, [name, field.Kind, other.TrimEnd()]));
        }
        else
        {
            // Once as an output, a layer's name is no other's.
            taken[name] = name + " ";
        }
    }
}
