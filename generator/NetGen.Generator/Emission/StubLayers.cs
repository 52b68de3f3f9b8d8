using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Emission;

/// <summary>The members of <see cref="LayerParameters"/> with nothing behind them, for a network that was not generated: from the declaration alone.</summary>
internal sealed class StubLayers(NetworkDeclaration declaration)
{
    private const string Throw = StubEmitter.Throw;
    private const string Documentation = "/** <summary>Not generated.</summary> */ ";

    public IEnumerable<string> Members()
    {
        var taken = new HashSet<string>(LayerNames.Reserved.Concat(LayerNames.Used).Concat(LayerNames.OfObject), StringComparer.Ordinal) { declaration.Name };
        return OfScope(declaration.Layers, taken, isClass: true);
    }

    /// <param name="layers">The layers of the network or of a block.</param>
    /// <param name="taken">Names that no member may have.</param>
    /// <param name="isClass">True for the network's class.</param>
    private static IEnumerable<string> OfScope(IEnumerable<LayerDeclaration> layers, HashSet<string> taken, bool isClass)
    {
        LayerDeclaration[] sound = [.. layers.Where(layer => layer.IsLayer && LayerNames.IsIdentifier(layer.MemberName) && taken.Add(LayerNames.Property(layer.MemberName)))];
        return sound.SelectMany(layer => OfLayer(layer, taken, isClass));
    }

    private static IEnumerable<string> OfLayer(LayerDeclaration layer, HashSet<string> taken, bool isClass)
    {
        string property = LayerNames.Property(layer.MemberName);
        if (OperatorCatalog.FindLayer(layer.Attribute)?.View(layer) is { } view)
        {
            yield return $"public global::NetGen.{view} {property} {Throw}";
        }
        else if (layer.Function is { Parameters.Count: > 1 } function)
        {
            IEnumerable<string> numbers = LayerParameters.Properties(function.Parameters.Skip(1).Select(parameter => parameter.Name)).Select(name => $"public ref float {name} {Throw}");
            string type = TypeName(layer, taken, []);
            yield return $"public {type} {property} {Throw}";
            yield return Struct(type, isClass ? "" : ", int first", numbers.Append($"public ref bool Frozen {Throw}"));
        }
        else if (layer.Block is { } block)
        {
            string type = TypeName(layer, taken, block.Layers.Select(inner => LayerNames.Property(inner.MemberName)));
            yield return layer.Repeat > 1 ? $"public {type} {property}(int number) {Throw}" : $"public {type} {property} {Throw}";
            var inside = new HashSet<string>(LayerNames.OfObject, StringComparer.Ordinal) { type };
            yield return Struct(type, ", int first", OfScope(block.Layers, inside, isClass: false));
        }
    }

    private static string Struct(string type, string further, IEnumerable<string> members) =>
        $"public readonly struct {type} {{ {Documentation}public {type}(global::NetGen.ParameterBuffer buffer{further}) {Throw} {string.Concat(members.Select(member => Documentation + member + " "))}}}";

    private static string TypeName(LayerDeclaration layer, HashSet<string> taken, IEnumerable<string> inside)
    {
        string name = LayerNames.View(layer.MemberName);
        while (inside.Contains(name) || !taken.Add(name))
        {
            name += "Parameters";
        }

        return name;
    }
}
