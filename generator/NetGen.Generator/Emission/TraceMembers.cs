using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>Writes the members that look inside.</summary>
internal sealed class TraceMembers(CodeWriter writer, NetworkDeclaration declaration, NetworkPlan plan)
{
    private readonly ForwardGraph _graph = plan.Graph;
    private readonly Fields _fields = new(plan);
    private readonly MemberChecks _checks = new(declaration, plan);
    private readonly MemberDocumentation _documentation = new(writer);
    private readonly string _name = Text.Quoted(declaration.Name);

    private string ParametersArgument => _graph.Parameters.Count > 0 ? ", ref Parameters.Block.Reference" : "";

    /// <summary>True if there is a form with targets: there are losses, and training computes what prediction does.</summary>
    private bool HasTargets => plan.Trace.Losses.Count > 0 && _fields.Targets.Count > 0;

    private IEnumerable<string> InputDocumentation => _fields.Inputs.Select(input => input.Name == "x"
        ? $"<param name=\"x\">The example, {input.Value.Shape}.</param>"
        : $"<param name=\"{input.Name}\">The example's {input.Name}, {input.Value.Shape}.</param>");

    public void Emit()
    {
        _documentation.Write(
            "Every named value of one example, pre-activations included, with the bits of <c>Predict</c>. For looking inside: it allocates.",
            [.. InputDocumentation, "<returns>The values in the order in which they are computed.</returns>", "<exception cref=\"global::System.ArgumentException\">The length is wrong.</exception>"]);
        using (writer.Block($"public global::NetGen.Trace Trace({Fields.SpanParameters(_fields.Inputs)})"))
        {
            WriteExample();
            string none = plan.Trace.Losses.Count == 0 ? "" : string.Concat(_fields.Targets.Select(_ => ", default")) + (_fields.Targets.Count == 0 ? ", hasTarget: true" : ", hasTarget: false");
            writer.Line($"return Compiled.Trace({Fields.Names(_fields.Inputs)}{none}{ParametersArgument});");
        }

        writer.Gap();
        if (HasTargets)
        {
            WriteWithTargets();
            writer.Gap();
        }

        writer.Line("/// <inheritdoc/>");
        writer.Line(FileFrame.GeneratedCode);
        using (writer.Block("global::NetGen.Trace global::NetGen.INetwork.Trace(global::NetGen.Minibatch batch, int row)"))
        {
            writer.Line("NetGenCheck.Inputs(batch, Info);");
            writer.Line("NetGenCheck.Row(row, batch);");
            for (int i = 0; i < _fields.Inputs.Count; i++)
            {
                Field input = _fields.Inputs[i];
                string size = _checks.SizeOf(input);
                writer.Line($"{input.SpanParameter} = {input.OfBatch("Input", i)}.Slice({(size == "1" ? "row" : "row * " + size)}, {size});");
            }

            string inputs = Fields.Names(_fields.Inputs);
            string targets = string.Join(", ", _fields.Targets.Select(OfBatch));
            writer.Line(HasTargets ? $"return batch.TargetCount == 0 ? Trace({inputs}) : Trace({inputs}, {targets});" : $"return Trace({inputs});");
        }
    }

    private static string OfBatch(Field target, int index)
    {
        string size = Text.Number(target.Size);
        return target.IsInt ? $"batch.IntTarget({Text.Number(index)})[row]" : $"batch.FloatTarget({Text.Number(index)}).Slice(row * {size}, {size})";
    }

    private void WriteExample()
    {
        foreach (string check in _checks.Example(_fields.Inputs))
        {
            writer.Line(check);
        }
    }

    private void WriteWithTargets()
    {
        _documentation.Write(
            "Every named value of one example and its gradient, the derivative of this example's loss. For looking inside: it allocates.",
            [.. InputDocumentation,
            .. _fields.Targets.Select(target => target.IsInt ? $"<param name=\"{target.Name}\">The index of its class.</param>" : $"<param name=\"{target.Name}\">Its target, {target.Value.Shape}.</param>"),
            "<returns>The values in the order in which they are computed.</returns>",
            "<exception cref=\"global::System.ArgumentException\">A length is wrong or the target is impossible.</exception>"]);
        string targets = string.Join(", ", _fields.Targets.Select(target => (target.IsInt ? "int " : "ReadOnlyFloatSpan ") + target.Name));
        using (writer.Block($"public global::NetGen.Trace Trace({Fields.SpanParameters(_fields.Inputs)}, {targets})"))
        {
            WriteExample();
            foreach (Field target in _fields.Targets.Where(target => !target.IsInt))
            {
                writer.Line($"NetGenCheck.Target({target.Name}, {Text.Number(target.Size)}, nameof({target.Name}), {_name});");
            }

            foreach (Objective objective in _graph.Objectives.Where(objective => objective.Operation.TargetCheck is not null))
            {
                Field target = _fields.Targets.First(field => field.Value == objective.Target);
                writer.Line($"NetGenCheck.{objective.Operation.TargetCheck}({Span(target)}, {Text.Number(objective.Prediction.Shape.Size)}, nameof({target.Name}));");
            }

            writer.Line($"return Compiled.Trace({Fields.Names(_fields.Inputs)}, {string.Join(", ", _fields.Targets.Select(Span))}, hasTarget: true{ParametersArgument});");
        }
    }

    private static string Span(Field target) => target.IsInt ? $"new ReadOnlyIntSpan(in {target.Name})" : target.Name;
}
