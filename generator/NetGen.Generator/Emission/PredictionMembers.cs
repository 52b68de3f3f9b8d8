using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Emission;

/// <summary>Writes the members that predict: checks of the arguments, then a pass.</summary>
internal sealed class PredictionMembers(CodeWriter writer, NetworkDeclaration declaration, NetworkPlan plan)
{
    private readonly ForwardGraph _graph = plan.Graph;
    private readonly Fields _fields = new(plan);
    private readonly MemberChecks _checks = new(declaration, plan);
    private readonly MemberDocumentation _documentation = new(writer);
    private readonly string _name = Text.Quoted(declaration.Name);

    private ClassDecision Decision => InfoEmitter.DecisionOf(_graph);

    private bool HasProbabilities => plan.Probabilities is not null || (Decision != ClassDecision.None && _graph.Objective!.Operation.PredictsProbabilities);

    private string Inputs => Fields.SpanParameters(_fields.Inputs);

    private string InputNames => Fields.Names(_fields.Inputs);

    private IEnumerable<string> InputDocumentation => _fields.Inputs.Select(input => input.Name == "x"
        ? $"<param name=\"x\">The example, {input.Value.Shape}.</param>"
        : $"<param name=\"{input.Name}\">The example's {input.Name}, {input.Value.Shape}.</param>");

    private string ParametersArgument => _graph.Parameters.Count > 0 ? ", ref Parameters.Block.Reference" : "";

    public void Emit()
    {
        WritePredict();
        WriteBatch();
        if (HasProbabilities)
        {
            WriteProbabilities();
        }

        if (Decision != ClassDecision.None)
        {
            WriteClass();
        }
    }

    private void WritePredict()
    {
        string outputs = string.Join(", ", _fields.Outputs.Select(output => "FloatSpan " + output.Name));
        _documentation.Write(
            "Predicts one example. Allocates nothing; any number of threads may use one network.",
            [.. InputDocumentation, .. _graph.Outputs.Select(output => $"<param name=\"{output.Name}\">Receives {output.Value.Name}, {output.Value.Shape}.</param>"),
            "<exception cref=\"global::System.ArgumentException\">A length is wrong, or the spans overlap.</exception>"]);
        using (writer.Block($"public void Predict({Inputs}, {outputs})"))
        {
            Lines(_checks.Example(_fields.Inputs));
            foreach (Field output in _fields.Outputs)
            {
                writer.Line($"NetGenCheck.Prediction({output.Name}, {_checks.SizeOf(output)}, nameof({output.Name}), {_name});");
            }

            Lines(MemberChecks.NoOverlap(_fields.Inputs, _fields.Outputs));
            WriteOne(Fields.RefsOfSpans(_fields.Outputs), 0);
        }

        writer.Gap();
        if (_fields.Outputs.Count > 1)
        {
            return;
        }

        string y = _fields.Outputs[0].Name;
        if (_graph.Output.Shape.Size == 1)
        {
            _documentation.Write("Predicts one example with its one output. Allocates nothing.", [.. InputDocumentation, $"<returns>{_graph.Output.Name}.</returns>"]);
            using (writer.Block($"public float Predict({Inputs})"))
            {
                writer.Line($"float {y} = 0;");
                writer.Line($"Predict({InputNames}, new FloatSpan(ref {y}));");
                writer.Line($"return {y};");
            }

            writer.Gap();
        }

        _documentation.Write("Predicts one example into a new array: convenient, but it allocates.", [.. InputDocumentation, $"<returns>{_graph.Output.Name}, {_graph.Output.Shape}.</returns>"]);
        using (writer.Block($"public float[] PredictArray({Inputs})"))
        {
            writer.Line($"float[] {y} = new float[OutputSize];");
            writer.Line($"Predict({InputNames}, {y});");
            writer.Line($"return {y};");
        }

        writer.Gap();
    }

    private void WriteBatch()
    {
        string outputs = string.Join(", ", _fields.Outputs.Select(output => "FloatSpan " + output.Name));
        _documentation.Write(
            "Predicts any number of examples, with the bits of one at a time. Allocates nothing once the threads have their scratch.",
            [.. _fields.Inputs.Select(input => $"<param name=\"{input.Name}\">The examples{(input.Name == "x" ? "" : "' " + input.Name)}, {input.Value.Shape} each; none is allowed.</param>"),
            .. _graph.Outputs.Select(output => $"<param name=\"{output.Name}\">Receives {output.Value.Name}, {output.Value.Shape} for each example.</param>"),
            "<param name=\"threads\">The most threads that may share the rows; few rows take fewer, and while other threads are at work for another caller it is one.</param>",
            "<exception cref=\"global::System.ArgumentException\">A length is no multiple of its row, the numbers of rows differ, the spans overlap, or there is no thread.</exception>"]);
        using (writer.Block($"public void PredictBatch({Inputs}, {outputs}, int threads = 1)"))
        {
            Lines(_checks.Rows([.. _fields.Inputs, .. _fields.Outputs]));
            Lines(_checks.Indices(_fields.Inputs));
            Lines(MemberChecks.NoOverlap(_fields.Inputs, _fields.Outputs));
            writer.Line("NetGenCheck.Threads(threads, nameof(threads));");
            writer.Line($"Compiled.PredictBatch({InputNames}, {Fields.Names(_fields.Outputs)}{ParametersArgument}, rows, threads);");
        }

        writer.Gap();
        writer.Line("/// <inheritdoc/>");
        writer.Line(FileFrame.GeneratedCode);
        using (writer.Block("public void PredictBatch(global::NetGen.Minibatch batch, FloatSpan outputs)"))
        {
            writer.Line("NetGenCheck.Inputs(batch, Info);");
            string inputs = string.Join(", ", _fields.Inputs.Select((input, i) => input.OfBatch("Input", i)));
            if (_fields.Outputs.Count == 1)
            {
                writer.Line($"PredictBatch({inputs}, outputs);");
            }
            else
            {
                WriteOutputsOfBatch(inputs);
            }
        }

        writer.Gap();
    }

    /// <summary>All rows of the first output, then all rows of the second, ...</summary>
    private void WriteOutputsOfBatch(string inputs)
    {
        int all = _fields.Outputs.Sum(output => output.Size);
        writer.Line($"NetGenCheck.Prediction(outputs, batch.Count * {Text.Number(all)}, nameof(outputs), {_name});");
        int before = 0;
        var places = new List<string>();
        foreach (Field output in _fields.Outputs)
        {
            places.Add($"outputs.Slice(batch.Count * {Text.Number(before)}, batch.Count * {Text.Number(output.Size)})");
            before += output.Size;
        }

        writer.Line($"PredictBatch({inputs}, {string.Join(", ", places)});");
    }

    private void WriteProbabilities()
    {
        _documentation.Write(
            "The probabilities of one example's classes. Allocates nothing.",
            [.. InputDocumentation, $"<param name=\"p\">Receives the probabilities, {_graph.Output.Shape}.</param>", "<exception cref=\"global::System.ArgumentException\">A length is wrong, or the spans overlap.</exception>"]);
        using (writer.Block($"public void PredictProbabilities({Inputs}, FloatSpan p)"))
        {
            writer.Line($"NetGenCheck.Prediction(p, OutputSize, nameof(p), {_name});");
            writer.Line($"Predict({InputNames}, p);");
            if (plan.Probabilities is not null)
            {
                writer.Line("Compiled.Probabilities(ref MemoryMarshal.GetReference(p));");
            }
        }

        writer.Gap();
    }

    private void WriteClass()
    {
        _documentation.Write(
            Decision switch
            {
                ClassDecision.Argmax => $"The {(HasProbabilities ? "most probable class" : "class of the largest score")} of one example, the first of equals; -1 if a score is NaN. Allocates nothing.",
                ClassDecision.AtLeastZero => "The class of one example: 1, for the label +1, if its score is at least 0, else 0, for the label -1; -1 if it is NaN. Allocates nothing.",
                _ => "The class of one example: 1 if its probability is above 0.5, else 0; -1 if it is NaN. Allocates nothing.",
            },
            [.. InputDocumentation, "<exception cref=\"global::System.ArgumentException\">The length is wrong.</exception>"]);
        using (writer.Block($"public int PredictClass({Inputs})"))
        {
            if (Decision != ClassDecision.Argmax)
            {
                writer.Line(Decision switch
                {
                    ClassDecision.AtLeastZero => $"return NetGenDecide.AtLeast(Predict({InputNames}), 0);",
                    ClassDecision.AboveHalf => $"return NetGenDecide.Above(Predict({InputNames}), 0.5f);",
                    _ => $"return NetGenDecide.Above(Predict({InputNames}), 0);",
                });
                return;
            }

            Lines(_checks.Example(_fields.Inputs));
            WriteOne("ref MemoryMarshal.GetReference(scratch)", _graph.Output.Shape.Size);
            writer.Line("return NetGenDecide.Argmax(scratch.Slice(0, OutputSize));");
        }

        writer.Gap();
    }

    /// <summary>A forward pass of one example to <paramref name="outputs"/>, behind the first <paramref name="scores"/> floats of the scratch.</summary>
    private void WriteOne(string outputs, int scores)
    {
        int own = plan.Prediction.Scratch.FloatsPerRow + plan.Prediction.Scratch.FixedFloats;
        int floats = own + scores;
        string scratch = "";
        if (floats > 0)
        {
            writer.Line(floats <= StoryEmitter.StackFloats ? $"FloatSpan scratch = stackalloc float[{Text.Number(floats)}];" : $"FloatSpan scratch = NetGenScratch.Get({Text.Number(floats)});");
            scratch = own == 0 ? ""
                : scores == 0 ? ", ref MemoryMarshal.GetReference(scratch)"
                : $", ref Unsafe.Add(ref MemoryMarshal.GetReference(scratch), {Text.Number(scores)})";
        }

        writer.Line($"Compiled.Forward({Fields.RefsOfSpans(_fields.Inputs)}, {outputs}{ParametersArgument}{scratch}, 1);");
    }

    private void Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            writer.Line(line);
        }
    }
}
