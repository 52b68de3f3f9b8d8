using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Emission;

/// <summary>
/// Writes the property under which the parameters of a layer are reached: a view of the runtime's, or where the declaration decides what parameters there are,
/// a view of the network's own with a property for each.
/// </summary>
internal sealed class LayerParameters(CodeWriter writer)
{
    /// <param name="layer">The layer.</param>
    /// <param name="entryOf">The place of a parameter in the layout.</param>
    public void Emit(Layer layer, Func<Parameter, int> entryOf)
    {
        if (layer.Parameters.Count == 0)
        {
            return;
        }

        string property = LayerNames.Property(layer.Name);
        string summary = $"/// <summary>The parameters of {layer.Name}: {Text.Xml(layer.Formula)}.</summary>";
        writer.Line(summary);
        writer.Line(FileFrame.GeneratedCode);
        // Settings are the declaration's choice, which the runtime's views do not know.
        if (layer.View is not null && layer.Parameters.All(parameter => parameter.Role != ParameterRole.Setting))
        {
            writer.Line($"public global::NetGen.{layer.View} {property} => new(Parameters, {Text.Number(entryOf(layer.Parameters[0]))});");
            writer.Gap();
            return;
        }

        writer.Line($"public {LayerNames.View(layer.Name)} {property} => new(Parameters);");
        writer.Gap();
        writer.Line(summary);
        writer.Line("/// <param name=\"buffer\">The buffer that holds them: the network's parameters or gradients.</param>");
        writer.Line(FileFrame.GeneratedCode);
        using (writer.Block($"public readonly struct {LayerNames.View(layer.Name)}(global::NetGen.ParameterBuffer buffer)"))
        {
            string[] names = [.. Properties(layer.Parameters.Select(parameter => parameter.Name.Substring(parameter.Name.LastIndexOf('.') + 1)))];
            for (int i = 0; i < names.Length; i++)
            {
                Parameter parameter = layer.Parameters[i];
                bool isNumber = parameter.Shape.Rank == 0;
                writer.Gap();
                writer.Line($"/// <summary>{Text.Xml(parameter.Name)}{(isNumber ? "" : ", " + parameter.Shape)}.</summary>");
                writer.Line($"public {(isNumber ? "ref float" : "global::NetGen.ParameterView")} {names[i]} => {(isNumber ? "ref " : "")}buffer[{Text.Number(entryOf(parameter))}]{(isNumber ? ".Value" : "")};");
            }

            if (layer.Parameters.FirstOrDefault(parameter => parameter.Role != ParameterRole.Setting) is { } any)
            {
                writer.Gap();
                writer.Line("/// <summary>Whether optimizers leave the layer as it is; may be set between steps.</summary>");
                writer.Line($"public ref bool Frozen => ref buffer.Frozen({Text.Number(entryOf(any))});");
            }
        }

        writer.Gap();
    }

    /// <summary>The same members with nothing behind them, for a layer of a network that was not generated.</summary>
    /// <param name="layer">A layer whose method says what parameters there are.</param>
    /// <param name="function">The method.</param>
    /// <param name="throws">The bodies.</param>
    public static IEnumerable<string> Stub(LayerDeclaration layer, FunctionDeclaration function, string throws)
    {
        const string Documentation = "/** <summary>Not generated.</summary> */ ";
        string view = LayerNames.View(layer.Name);
        yield return $"public {view} {LayerNames.Property(layer.Name)} {throws}";
        IEnumerable<string> numbers = Properties(function.Parameters.Skip(1).Select(parameter => parameter.Name)).Select(name => $"{Documentation}public ref float {name} {throws} ");
        yield return $"public readonly struct {view} {{ {Documentation}public {view}(global::NetGen.ParameterBuffer buffer) {throws} {string.Concat(numbers)}}}";
    }

    /// <summary>The parameters' names as names of properties, each once and none that every object has a member of.</summary>
    private static IEnumerable<string> Properties(IEnumerable<string> parameters)
    {
        var taken = new HashSet<string>(LayerNames.OfObject, StringComparer.Ordinal) { "Frozen" };
        foreach (string parameter in parameters)
        {
            string name = string.Concat(parameter.Split('_').Select(LayerNames.Property));
            while (!taken.Add(name))
            {
                name += "Parameter";
            }

            yield return name;
        }
    }
}
