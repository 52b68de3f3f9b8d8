using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>The checks of arguments before the first write: what the passes behind them rely on.</summary>
internal sealed class MemberChecks(NetworkDeclaration declaration, NetworkPlan plan)
{
    private readonly Fields _fields = new(plan);
    private readonly string _name = Text.Quoted(declaration.Name);

    /// <summary>The size of a field as text: the constant of the class where there is only one of its kind.</summary>
    public string SizeOf(Field field) => _fields.Inputs.Count == 1 && _fields.Inputs[0] == field ? "InputSize"
        : _fields.Outputs.Count == 1 && _fields.Outputs[0] == field ? "OutputSize"
        : Text.Number(field.Size);

    /// <summary>Each span is exactly one example.</summary>
    public IEnumerable<string> Example(IEnumerable<Field> inputs) =>
        [.. inputs.Select(input => $"NetGenCheck.Example({input.Name}, {SizeOf(input)}, nameof({input.Name}), {_name});"), .. Indices(inputs)];

    /// <summary>No span that is written shares memory with one that is read, or with another that is written.</summary>
    public static IEnumerable<string> NoOverlap(IReadOnlyList<Field> inputs, IReadOnlyList<Field> outputs)
    {
        foreach (Field output in outputs)
        {
            foreach (Field input in inputs.Concat(outputs.TakeWhile(other => other != output)))
            {
                yield return $"NetGenCheck.NoOverlap({input.Name}, nameof({input.Name}), {output.Name}, nameof({output.Name}));";
            }
        }
    }

    /// <summary>All spans are the same whole number of rows, which becomes <c>rows</c>.</summary>
    public IEnumerable<string> Rows(IReadOnlyList<Field> fields)
    {
        Field first = fields[0];
        if (fields.Count == 2)
        {
            yield return $"int rows = NetGenCheck.Rows({first.Name}.Length, {SizeOf(first)}, nameof({first.Name}), {fields[1].Name}.Length, {SizeOf(fields[1])}, nameof({fields[1].Name}), {_name});";
            yield break;
        }

        yield return $"int rows = NetGenCheck.Rows({first.Name}.Length, {SizeOf(first)}, nameof({first.Name}), {_name});";
        foreach (Field field in fields.Skip(1))
        {
            yield return $"NetGenCheck.SameRows(NetGenCheck.Rows({field.Name}.Length, {SizeOf(field)}, nameof({field.Name}), {_name}), nameof({field.Name}), rows, nameof({first.Name}), {_name});";
        }
    }

    /// <summary>Ints by which tables are read are rows of them.</summary>
    public IEnumerable<string> Indices(IEnumerable<Field> inputs, string? span = null)
    {
        foreach (Field input in inputs.Where(input => input.IsInt))
        {
            int?[] limits = [.. plan.Graph.Nodes.Where(node => node.Inputs.Contains(input.Value)).Select(node => node.Operation.IndexLimit(node.Inputs))];
            if (limits.Min() is { } limit)
            {
                yield return $"NetGenCheck.Indices({span ?? input.Name}, {Text.Number(limit)}, {Text.Number(input.Size)}, nameof({input.Name}), {_name});";
            }
        }
    }
}
