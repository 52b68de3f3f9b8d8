using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>A value that a caller gives or receives: an input, a target, an output.</summary>
/// <param name="Name">The name of its span.</param>
/// <param name="Value">The value.</param>
internal sealed record Field(string Name, Value Value)
{
    public bool IsInt => Value.Kind == ElementKind.Int;

    /// <summary>Numbers of one example.</summary>
    public int Size => Value.Shape.Size;

    /// <summary>The type of a span to read.</summary>
    public string Span => IsInt ? "ReadOnlyIntSpan" : "ReadOnlyFloatSpan";

    /// <summary>A parameter that takes a span to read.</summary>
    public string SpanParameter => Span + " " + Name;

    /// <summary>A parameter that takes a reference.</summary>
    public string RefParameter => (IsInt ? "ref int " : "ref float ") + Name;

    /// <summary>The reference to the span's memory, as an argument.</summary>
    public string RefOfSpan => "ref MemoryMarshal.GetReference(" + Name + ")";

    /// <summary>The reference to a row, as an argument.</summary>
    public string RefAt(string row) => $"ref Unsafe.Add(ref {Name}, {Templates.IndexText.Times(row, Size)})";

    /// <summary>The rows of a batch.</summary>
    public string OfBatch(string role, int index) => $"batch.{(IsInt ? "Int" : "Float")}{role}({Text.Number(index)})";
}

/// <summary>What callers give and receive, in the order of all generated methods: inputs, then targets; inputs, then outputs.</summary>
internal sealed class Fields
{
    public Fields(NetworkPlan plan)
    {
        Inputs = [.. plan.Graph.Inputs.Select(input => new Field(input.Name, input))];
        Outputs = [.. plan.Graph.Outputs.Select((output, i) => new Field(output.Name, plan.Prediction.Outputs[i]))];
        Targets = [.. plan.Graph.Targets.Select(target => new Field(target.Name, target))];
    }

    public IReadOnlyList<Field> Inputs { get; }

    public IReadOnlyList<Field> Outputs { get; }

    public IReadOnlyList<Field> Targets { get; }

    /// <summary>True for the ordinary network: one input and one output.</summary>
    public bool IsSimple => Inputs.Count == 1 && Outputs.Count == 1;

    /// <summary>Enters the names under which emitted methods know them.</summary>
    public void Register(ValueNames names)
    {
        foreach (Field field in Inputs.Concat(Targets))
        {
            names.Register(field.Value, field.Name);
        }
    }

    /// <summary>The name of an output's value in a prediction, null for all other values.</summary>
    public string? OutputName(Value value) => Outputs.FirstOrDefault(output => output.Value == value)?.Name;

    public bool IsGiven(Value value) => Inputs.Concat(Targets).Any(field => field.Value == value);

    /// <summary>How many rows there are, from the first input.</summary>
    public string Rows => Inputs.Count == 1 ? Inputs[0].Name + ".Length / InputSize" : Inputs[0].Name + ".Length / " + Text.Number(Inputs[0].Size);

    public static string SpanParameters(IEnumerable<Field> fields) => string.Join(", ", fields.Select(field => field.SpanParameter));

    public static string RefParameters(IEnumerable<Field> fields) => string.Join(", ", fields.Select(field => field.RefParameter));

    public static string Names(IEnumerable<Field> fields) => string.Join(", ", fields.Select(field => field.Name));

    public static string Refs(IEnumerable<Field> fields) => string.Join(", ", fields.Select(field => "ref " + field.Name));

    public static string RefsOfSpans(IEnumerable<Field> fields) => string.Join(", ", fields.Select(field => field.RefOfSpan));

    public static string RefsAt(IEnumerable<Field> fields, string row) => string.Join(", ", fields.Select(field => field.RefAt(row)));
}
