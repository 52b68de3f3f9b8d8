using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>
/// Writes the properties under which parameters are reached. That of a layer is a view of the runtime's, or where the declaration decides what parameters there are, a view of the network's
/// own with a property for each. That of a block is a view of the network's own with a property for each layer in it; of blocks in a row there is one method that takes the number.
/// </summary>
internal sealed class LayerParameters(CodeWriter writer, NetworkPlan plan)
{
    private const string Buffer = "The buffer that holds them: the network's parameters or gradients.";

    private readonly ForwardGraph _graph = plan.Graph;

    /// <summary>Writes all members of the network's class.</summary>
    public void Emit() => EmitScope(new Scope("", 0, [_graph.Name], IsClass: true));

    /// <summary>A place where members stand.</summary>
    /// <param name="Prefix">What stands before the names of its layers.</param>
    /// <param name="FirstEntry">The entry of its first parameter, to which the entries of its members are relative.</param>
    /// <param name="Around">The names of the types around its members.</param>
    /// <param name="IsClass">True for the network's class.</param>
    private sealed record Scope(string Prefix, int FirstEntry, IReadOnlyList<string> Around, bool IsClass)
    {
        public string Buffer => IsClass ? "Parameters" : "buffer";

        /// <summary>An entry as an argument.</summary>
        public string Entry(int entry) => IsClass ? Text.Number(entry) : entry == FirstEntry ? "first" : "first + " + Text.Number(entry - FirstEntry);
    }

    private void EmitScope(Scope scope)
    {
        var taken = new HashSet<string>(scope.Around.Concat(Properties(scope)));
        foreach (string member in Members(scope).ToArray())
        {
            if (BlockAt(scope.Prefix + member) is { } block)
            {
                EmitBlock(block, scope, taken);
            }
            else
            {
                EmitLayer(_graph.Layers.First(layer => layer.Name == scope.Prefix + member), scope, taken);
            }
        }
    }

    /// <summary>The layers and blocks of a scope that have parameters, each once; of blocks in a row the first.</summary>
    private IEnumerable<string> Members(Scope scope) => _graph.Layers
        .Where(layer => layer.Parameters.Count > 0 && layer.Name.StartsWith(scope.Prefix, System.StringComparison.Ordinal))
        .Select(layer => layer.Name.Substring(scope.Prefix.Length))
        .Where(name => name.IndexOf('.') < 0 || BlockAt(scope.Prefix + name.Split('.')[0]) is not null)
        .Select(name => name.Split('.')[0])
        .Distinct();

    /// <summary>The names of the properties and methods of a scope.</summary>
    private IEnumerable<string> Properties(Scope scope) => Members(scope).Select(member => LayerNames.Property(BlockAt(scope.Prefix + member)?.Row is { } row ? Last(row) : member));

    private BlockUse? BlockAt(string name) => _graph.Blocks.FirstOrDefault(block => block.Name == name);

    private static string Last(string name) => name.Substring(name.LastIndexOf('.') + 1);

    /// <summary>A type's name that no member beside it or in it and no type around it has.</summary>
    private static string TypeName(string member, HashSet<string> taken, IEnumerable<string> inside)
    {
        string name = LayerNames.View(member);
        while (inside.Contains(name) || !taken.Add(name))
        {
            name += "Parameters";
        }

        return name;
    }

    private void EmitBlock(BlockUse block, Scope scope, HashSet<string> taken)
    {
        Parameter[] reached = [.. _graph.Layers.Where(layer => layer.Name.StartsWith(block.Name + ".", System.StringComparison.Ordinal)).SelectMany(layer => layer.Parameters)];
        int first = reached.Min(plan.Storage.EntryOf);
        string member = Last(block.Row ?? block.Name);
        string property = LayerNames.Property(member);
        var inner = new Scope(block.Name + ".", first, scope.Around, IsClass: false);
        string type = TypeName(member, taken, [.. Properties(inner)]);
        if (block.Row is null)
        {
            Summary($"The parameters of the block {block.Name}.", scope);
            writer.Line($"public {type} {property} => new({scope.Buffer}, {scope.Entry(first)});");
        }
        else
        {
            EmitRow(block, scope, property, type, $"{scope.Entry(first)} + ((number - {Text.Number(block.First)}) * {Text.Number(EntriesOf(block, reached[0]))})");
        }

        writer.Gap();
        Summary($"The parameters of {(block.Row is null ? "the block " + block.Name : "one of the blocks " + Range(block))}.", scope, $"<param name=\"buffer\">{Buffer}</param>", "<param name=\"first\">The number of its first parameter in the buffer's layout.</param>");
        using (writer.Block($"public readonly struct {type}(global::NetGen.ParameterBuffer buffer, int first)"))
        {
            EmitScope(inner with { Around = [.. scope.Around, type] });
        }

        writer.Gap();
    }

    private void EmitRow(BlockUse block, Scope scope, string property, string type, string entry)
    {
        string range = $"from {Text.Number(block.First)} to {Text.Number(block.First + block.Count - 1)}";
        Summary(
            $"The parameters of one of the blocks {Range(block)}.",
            scope,
            $"<param name=\"number\">The number in its name, {range}.</param>",
            "<returns>A view of them.</returns>",
            "<exception cref=\"global::System.ArgumentOutOfRangeException\">There is no such block.</exception>");
        writer.Line($"public {type} {property}(int number) => number is >= {Text.Number(block.First)} and <= {Text.Number(block.First + block.Count - 1)}");
        using (writer.Indent())
        {
            writer.Line($"? new({scope.Buffer}, {entry})");
            writer.Line($": throw new global::System.ArgumentOutOfRangeException(nameof(number), number, {Text.Quoted($"The blocks {Last(block.Row!)} have numbers {range}.")});");
        }
    }

    private static string Range(BlockUse block) => $"{block.Name} to {block.Row}{Text.Number(block.First + block.Count - 1)}";

    /// <summary>Entries of the layout from one block of a row to the next. The blocks may be those of another row, whose parameters they share.</summary>
    private int EntriesOf(BlockUse block, Parameter parameter)
    {
        string owner = string.Join(".", parameter.Name.Split('.').Take(block.Name.Split('.').Length)) + ".";
        // What has no layer is the row's own, as the strength of a penalty, and a row inside the block is a loop of its own.
        return _graph.Parameters
            .Where(each => each.Name.StartsWith(owner, System.StringComparison.Ordinal) && each.Name.IndexOf('.', owner.Length) >= 0)
            .Sum(each => each.Loop is { } loop && loop.Prefix != owner && loop.Prefix.StartsWith(owner, System.StringComparison.Ordinal) ? loop.Count : 1);
    }

    private void EmitLayer(Layer layer, Scope scope, HashSet<string> taken)
    {
        string member = Last(layer.Name);
        string property = LayerNames.Property(member);
        int first = plan.Storage.EntryOf(layer.Parameters[0]);
        string summary = $"The parameters of {layer.Name}: {Text.Xml(layer.Formula)}.";
        Summary(summary, scope);
        // Settings are the declaration's choice, which the runtime's views do not know.
        if (layer.View is not null && layer.Parameters.All(parameter => parameter.Role != ParameterRole.Setting))
        {
            writer.Line($"public global::NetGen.{layer.View} {property} => new({scope.Buffer}, {scope.Entry(first)});");
            writer.Gap();
            return;
        }

        string type = TypeName(member, taken, []);
        writer.Line($"public {type} {property} => new({scope.Buffer}{(scope.IsClass ? "" : ", " + scope.Entry(first))});");
        writer.Gap();
        Summary(summary, scope, $"<param name=\"buffer\">{Buffer}</param>", scope.IsClass ? null : "<param name=\"first\">The number of its first parameter in the buffer's layout.</param>");
        using (writer.Block($"public readonly struct {type}(global::NetGen.ParameterBuffer buffer{(scope.IsClass ? "" : ", int first")})"))
        {
            EmitOwn(layer, parameter => scope.IsClass ? Text.Number(plan.Storage.EntryOf(parameter)) : (scope with { FirstEntry = first }).Entry(plan.Storage.EntryOf(parameter)));
        }

        writer.Gap();
    }

    private void EmitOwn(Layer layer, System.Func<Parameter, string> entry)
    {
        string[] names = [.. Properties(layer.Parameters.Select(parameter => Last(parameter.Name)))];
        for (int i = 0; i < names.Length; i++)
        {
            Parameter parameter = layer.Parameters[i];
            bool isNumber = parameter.Shape.Rank == 0;
            writer.Gap();
            writer.Line($"/// <summary>{Text.Xml(parameter.Name)}{(isNumber ? "" : ", " + parameter.Shape)}.</summary>");
            writer.Line($"public {(isNumber ? "ref float" : "global::NetGen.ParameterView")} {names[i]} => {(isNumber ? "ref " : "")}buffer[{entry(parameter)}]{(isNumber ? ".Value" : "")};");
        }

        if (layer.Parameters.FirstOrDefault(parameter => parameter.Role is not (ParameterRole.Setting or ParameterRole.Buffer)) is { } trained)
        {
            writer.Gap();
            writer.Line("/// <summary>Whether optimizers leave the layer as it is; may be set between steps. Its gradient is computed all the same.</summary>");
            writer.Line($"public ref bool Frozen => ref buffer.Frozen({entry(trained)});");
        }
    }

    private void Summary(string summary, Scope scope, params string?[] further)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        foreach (string line in further.OfType<string>())
        {
            writer.Line("/// " + line);
        }

        if (scope.IsClass)
        {
            writer.Line(FileFrame.GeneratedCode);
        }
    }

    /// <summary>The parameters' names as names of properties, each once and none that every object has a member of.</summary>
    public static IEnumerable<string> Properties(IEnumerable<string> parameters)
    {
        var taken = new HashSet<string>(LayerNames.OfObject, System.StringComparer.Ordinal) { "Frozen" };
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
