using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Emission;

/// <summary>Writes the public members: checks of the arguments, then a pass.</summary>
internal sealed class MembersEmitter(CodeWriter writer, NetworkDeclaration declaration, NetworkPlan plan)
{
    private readonly ForwardGraph _graph = plan.Graph;
    private readonly string _name = Text.Quoted(declaration.Name);

    private ClassDecision Decision => _graph.Objective?.Operation.Decision(_graph.Output.Shape) ?? ClassDecision.None;

    private bool HasProbabilities => plan.Probabilities is not null || (Decision != ClassDecision.None && _graph.Objective!.Operation.PredictsProbabilities);

    private bool HasParameters => _graph.Parameters.Count > 0;

    private string Target => _graph.Objective!.Target.Kind == ElementKind.Int ? "ReadOnlyIntSpan" : "ReadOnlyFloatSpan";

    private string BatchTarget => _graph.Objective!.Target.Kind == ElementKind.Int ? "batch.IntTarget(0)" : "batch.FloatTarget(0)";

    public void Emit()
    {
        WriteConstants();
        WriteParameters();
        WriteCopies();
        WritePrediction();
        if (HasProbabilities)
        {
            WriteProbabilities();
        }

        if (Decision != ClassDecision.None)
        {
            WriteClass();
        }

        if (_graph.Objective is not null)
        {
            WriteTraining();
        }

        WriteTrace();
    }

    private void WriteConstants()
    {
        long parameters = 0;
        foreach (Parameter parameter in _graph.Parameters)
        {
            parameters += parameter.Shape.Size;
        }

        Constant("InputSize", _graph.Input.Shape.Size, "Values of one example.");
        Constant("OutputSize", _graph.Output.Shape.Size, "Values of one prediction.");
        Constant("ParameterCount", parameters, "Trainable numbers, without padding.");
    }

    private void Constant(string name, long value, string summary)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line(FileFrame.GeneratedConstant);
        writer.Line($"public const int {name} = {Text.Number(value)};");
        writer.Gap();
    }

    private void WriteParameters()
    {
        Summary("A network with initial parameters.", "<param name=\"seed\">Decides every initial value: the same seed gives the same network on every machine.</param>");
        writer.Line($"public {declaration.Name}(long seed = 0) => Parameters.Initialize(seed);");
        writer.Gap();
        Summary("A network whose parameters are 0, for who fills them at once.", "<param name=\"_\">Tells this constructor from every other.</param>");
        writer.Line($"private {declaration.Name}(global::NetGen.Runtime.V1.Uninitialized _)");
        writer.Line("{");
        writer.Line("}");
        writer.Gap();
        Summary("What is known of the network at compile time: inputs, outputs, layers and the layout of its parameters.");
        writer.Line("public static global::NetGen.NetworkInfo Info => Compiled.Info;");
        writer.Gap();
        Summary("The parameters, by name and by logical index.");
        writer.Line("public global::NetGen.ParameterBuffer Parameters { get; } = new(Compiled.Info.Layout);");
        writer.Gap();
        writer.Line("/// <inheritdoc/>");
        writer.Line(FileFrame.GeneratedCode);
        writer.Line("global::NetGen.NetworkInfo global::NetGen.INetwork.Info => Compiled.Info;");
        writer.Gap();
        var layers = new LayerParameters(writer);
        int entry = 0;
        foreach (Layer layer in _graph.Layers)
        {
            layers.Emit(layer, entry);
            entry += layer.Parameters.Count;
        }
    }

    /// <summary>Further objects: from a file and from this one.</summary>
    private void WriteCopies()
    {
        WriteFromFile("string path", "path", "<param name=\"path\">The path of a safetensors file.</param>");
        WriteFromFile("global::System.IO.Stream file", "file", "<param name=\"file\">A safetensors file, read from the present position to the end; it stays open.</param>");
        Summary("A network of its own with the same parameters; neither changes with the other.", "<returns>The new network.</returns>");
        using (writer.Block($"public {declaration.Name} Clone()"))
        {
            writer.Line($"{declaration.Name} clone = new(default(global::NetGen.Runtime.V1.Uninitialized));");
            writer.Line("Parameters.Block.Span.CopyTo(clone.Parameters.Block.Span);");
            writer.Line("return clone;");
        }

        writer.Gap();
    }

    private void WriteFromFile(string parameter, string argument, string documentation)
    {
        Summary(
            "A network with the parameters of a file.",
            documentation,
            "<returns>The new network.</returns>",
            "<exception cref=\"global::System.IO.InvalidDataException\">The file is damaged or does not fit this network; the message lists everything that does not fit.</exception>");
        using (writer.Block($"public static {declaration.Name} FromFile({parameter})"))
        {
            writer.Line($"{declaration.Name} network = new(default(global::NetGen.Runtime.V1.Uninitialized));");
            writer.Line($"global::NetGen.ModelFile.Load(network, {argument});");
            writer.Line("return network;");
        }

        writer.Gap();
    }

    private void WritePrediction()
    {
        Summary(
            "Predicts one example. Allocates nothing; any number of threads may use one network.",
            $"<param name=\"x\">The example, {_graph.Input.Shape}.</param>",
            $"<param name=\"y\">Receives {_graph.Output.Name}, {_graph.Output.Shape}.</param>",
            "<exception cref=\"global::System.ArgumentException\">A length is wrong, or the spans overlap.</exception>");
        using (writer.Block("public void Predict(ReadOnlyFloatSpan x, FloatSpan y)"))
        {
            writer.Line($"NetGenCheck.Example(x, InputSize, nameof(x), {_name});");
            writer.Line($"NetGenCheck.Prediction(y, OutputSize, nameof(y), {_name});");
            writer.Line("NetGenCheck.NoOverlap(x, nameof(x), y, nameof(y));");
            WriteOne("y", 0);
        }

        writer.Gap();
        if (_graph.Output.Shape.Size == 1)
        {
            Summary("Predicts one example with its one output. Allocates nothing.", $"<param name=\"x\">The example, {_graph.Input.Shape}.</param>", $"<returns>{_graph.Output.Name}.</returns>");
            using (writer.Block("public float Predict(ReadOnlyFloatSpan x)"))
            {
                writer.Line("float y = 0;");
                writer.Line("Predict(x, new FloatSpan(ref y));");
                writer.Line("return y;");
            }

            writer.Gap();
        }

        Summary("Predicts one example into a new array: convenient, but it allocates.", $"<param name=\"x\">The example, {_graph.Input.Shape}.</param>", $"<returns>{_graph.Output.Name}, {_graph.Output.Shape}.</returns>");
        using (writer.Block("public float[] PredictArray(ReadOnlyFloatSpan x)"))
        {
            writer.Line("float[] y = new float[OutputSize];");
            writer.Line("Predict(x, y);");
            writer.Line("return y;");
        }

        writer.Gap();
        WriteBatch();
    }

    private void WriteBatch()
    {
        Summary(
            "Predicts any number of examples, with the bits of one at a time. Allocates nothing once the threads have their scratch.",
            $"<param name=\"x\">The examples, {_graph.Input.Shape} each; none is allowed.</param>",
            $"<param name=\"y\">Receives {_graph.Output.Name}, {_graph.Output.Shape} for each example.</param>",
            "<param name=\"threads\">The most threads that may share the rows; few rows take fewer, and while other threads are at work for another caller it is one.</param>",
            "<exception cref=\"global::System.ArgumentException\">A length is no multiple of its row, the numbers of rows differ, the spans overlap, or there is no thread.</exception>");
        using (writer.Block("public void PredictBatch(ReadOnlyFloatSpan x, FloatSpan y, int threads = 1)"))
        {
            writer.Line($"int rows = NetGenCheck.Rows(x.Length, InputSize, nameof(x), y.Length, OutputSize, nameof(y), {_name});");
            writer.Line("NetGenCheck.NoOverlap(x, nameof(x), y, nameof(y));");
            writer.Line("NetGenCheck.Threads(threads, nameof(threads));");
            writer.Line($"Compiled.PredictBatch(x, y{ParametersArgument}, rows, threads);");
        }

        writer.Gap();
        writer.Line("/// <inheritdoc/>");
        writer.Line(FileFrame.GeneratedCode);
        using (writer.Block("public void PredictBatch(global::NetGen.Minibatch batch, FloatSpan outputs)"))
        {
            writer.Line("NetGenCheck.Inputs(batch, Info);");
            writer.Line("PredictBatch(batch.FloatInput(0), outputs);");
        }

        writer.Gap();
    }

    private void WriteProbabilities()
    {
        Summary(
            "The probabilities of one example's classes. Allocates nothing.",
            $"<param name=\"x\">The example, {_graph.Input.Shape}.</param>",
            $"<param name=\"p\">Receives the probabilities, {_graph.Output.Shape}.</param>",
            "<exception cref=\"global::System.ArgumentException\">A length is wrong, or the spans overlap.</exception>");
        using (writer.Block("public void PredictProbabilities(ReadOnlyFloatSpan x, FloatSpan p)"))
        {
            writer.Line($"NetGenCheck.Prediction(p, OutputSize, nameof(p), {_name});");
            writer.Line("Predict(x, p);");
            if (plan.Probabilities is not null)
            {
                writer.Line("Compiled.Probabilities(ref MemoryMarshal.GetReference(p));");
            }
        }

        writer.Gap();
    }

    private void WriteClass()
    {
        Summary(
            Decision switch
            {
                ClassDecision.Argmax => $"The {(HasProbabilities ? "most probable class" : "class of the largest score")} of one example, the first of equals; -1 if a score is NaN. Allocates nothing.",
                ClassDecision.AtLeastZero => "The class of one example: 1, for the label +1, if its score is at least 0, else 0, for the label -1; -1 if it is NaN. Allocates nothing.",
                _ => "The class of one example: 1 if its probability is above 0.5, else 0; -1 if it is NaN. Allocates nothing.",
            },
            $"<param name=\"x\">The example, {_graph.Input.Shape}.</param>",
            "<exception cref=\"global::System.ArgumentException\">The length is wrong.</exception>");
        using (writer.Block("public int PredictClass(ReadOnlyFloatSpan x)"))
        {
            if (Decision != ClassDecision.Argmax)
            {
                writer.Line(Decision switch
                {
                    ClassDecision.AtLeastZero => "return NetGenDecide.AtLeast(Predict(x), 0);",
                    ClassDecision.AboveHalf => "return NetGenDecide.Above(Predict(x), 0.5f);",
                    _ => "return NetGenDecide.Above(Predict(x), 0);",
                });
                return;
            }

            writer.Line($"NetGenCheck.Example(x, InputSize, nameof(x), {_name});");
            WriteOne("", _graph.Output.Shape.Size);
            writer.Line("return NetGenDecide.Argmax(scratch.Slice(0, OutputSize));");
        }

        writer.Gap();
    }

    /// <summary>A forward pass of one example into <paramref name="output"/>, or into the first <paramref name="scores"/> floats of the scratch.</summary>
    private void WriteOne(string output, int scores)
    {
        int floats = plan.Prediction.Scratch.FloatsPerRow + scores;
        string scratch = "";
        if (floats > 0)
        {
            writer.Line(floats <= StoryEmitter.StackFloats ? $"FloatSpan scratch = stackalloc float[{Text.Number(floats)}];" : $"FloatSpan scratch = NetGenScratch.Get({Text.Number(floats)});");
            scratch = plan.Prediction.Scratch.FloatsPerRow == 0 ? ""
                : scores == 0 ? ", ref MemoryMarshal.GetReference(scratch)"
                : $", ref Unsafe.Add(ref MemoryMarshal.GetReference(scratch), {Text.Number(scores)})";
        }

        string target = scores == 0 ? output : "scratch";
        writer.Line($"Compiled.Forward(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference({target}){ParametersArgument}{scratch}, 1);");
    }

    private void WriteTraining()
    {
        string formula = Text.Xml(_graph.Objective!.Operation.Formula(_graph.Objective.Prediction.Name, "target"));
        string reduction = _graph.Objective.Reduction == Reduction.Mean ? "mean" : "sum";
        string loss = _graph.Objective.Operation.ClassWeights.Count > 0 && _graph.Objective.Reduction == Reduction.Mean
            ? $"The loss of a batch, the {_graph.Objective.Combine(formula)}, each weighted if the batch has weights."
            : $"The loss of a batch, the {reduction} over its examples of {formula}, weighted if the batch has weights.";
        writer.Line($"/// <summary>{loss}</summary>");
        writer.Line("/// <inheritdoc cref=\"global::NetGen.ITrainableNetwork.Loss\"/>");
        writer.Line(FileFrame.GeneratedCode);
        using (writer.Block("public double Loss(global::NetGen.Minibatch batch, global::NetGen.Workspace workspace)"))
        {
            writer.Line("NetGenCheck.Training(batch, Info, workspace);");
            writer.Line($"return Compiled.Loss(batch.FloatInput(0), {BatchTarget}, batch.Weights{ParametersArgument}, workspace);");
        }

        writer.Gap();
        writer.Line($"/// <summary>{loss} Overwrites <paramref name=\"gradients\"/> with its derivatives by the parameters.</summary>");
        writer.Line("/// <inheritdoc cref=\"global::NetGen.ITrainableNetwork.Gradient\"/>");
        writer.Line(FileFrame.GeneratedCode);
        using (writer.Block("public double Gradient(global::NetGen.Minibatch batch, global::NetGen.Gradients gradients, global::NetGen.Workspace workspace)"))
        {
            writer.Line("NetGenCheck.Training(batch, Info, workspace);");
            writer.Line("NetGenCheck.Gradients(gradients, Info);");
            writer.Line($"return Compiled.Gradient(batch.FloatInput(0), {BatchTarget}, batch.Weights{ParametersArgument}{GradientsArgument}, workspace);");
        }

        writer.Gap();
        WriteSpanForm("Loss", loss, "", "");
        WriteSpanForm("Gradient", loss + " Overwrites <paramref name=\"gradients\"/> with its derivatives by the parameters.", "global::NetGen.Gradients gradients, ", GradientsArgument);
    }

    private void WriteSpanForm(string method, string summary, string parameter, string argument)
    {
        int targetSize = _graph.Objective!.Target.Shape.Size;
        List(
            summary,
            $"<param name=\"x\">The examples, {_graph.Input.Shape} each.</param>",
            $"<param name=\"target\">The target of each example{(targetSize == 1 && _graph.Objective.Target.Kind == ElementKind.Int ? "" : ", " + _graph.Objective.Target.Shape)}.</param>",
            parameter.Length == 0 ? null : "<param name=\"gradients\">Receives the derivatives.</param>",
            "<param name=\"workspace\">Scratch for at least as many examples; one for each thread.</param>",
            "<returns>The loss.</returns>",
            "<exception cref=\"global::System.ArgumentException\">A length is wrong, a target is impossible, or the workspace is too small or another network's.</exception>");
        using (writer.Block($"public double {method}(ReadOnlyFloatSpan x, {Target} target, {parameter}global::NetGen.Workspace workspace)"))
        {
            writer.Line($"int rows = NetGenCheck.Rows(x.Length, InputSize, nameof(x), target.Length, {Text.Number(targetSize)}, nameof(target), {_name});");
            writer.Line("NetGenCheck.Workspace(rows, Info, workspace);");
            writer.Line("NetGenCheck.NoOverlap(x, nameof(x), workspace.Buffer.Span, nameof(workspace));");
            if (parameter.Length > 0)
            {
                writer.Line("NetGenCheck.Gradients(gradients, Info);");
            }

            writer.Line($"return Compiled.{method}(x, target, default{ParametersArgument}{argument}, workspace);");
        }

        writer.Gap();
    }

    private void WriteTrace()
    {
        List(
            "Every named value of one example, pre-activations included, with the bits of <c>Predict</c>. For looking inside: it allocates.",
            $"<param name=\"x\">The example, {_graph.Input.Shape}.</param>",
            "<returns>The values in the order in which they are computed.</returns>",
            "<exception cref=\"global::System.ArgumentException\">The length is wrong.</exception>");
        using (writer.Block("public global::NetGen.Trace Trace(ReadOnlyFloatSpan x)"))
        {
            writer.Line($"NetGenCheck.Example(x, InputSize, nameof(x), {_name});");
            writer.Line($"return Compiled.Trace(x{(_graph.Objective is null ? "" : ", default, hasTarget: false")}{ParametersArgument});");
        }

        writer.Gap();
        if (_graph.Objective is { } objective)
        {
            WriteTraceWithTarget(objective);
            writer.Gap();
        }

        writer.Line("/// <inheritdoc/>");
        writer.Line(FileFrame.GeneratedCode);
        using (writer.Block("global::NetGen.Trace global::NetGen.INetwork.Trace(global::NetGen.Minibatch batch, int row)"))
        {
            writer.Line("NetGenCheck.Inputs(batch, Info);");
            writer.Line("NetGenCheck.Row(row, batch);");
            writer.Line("ReadOnlyFloatSpan x = batch.FloatInput(0).Slice(row * InputSize, InputSize);");
            writer.Line(_graph.Objective is { } loss ? $"return batch.TargetCount == 0 ? Trace(x) : Trace(x, {TraceTarget(loss)});" : "return Trace(x);");
        }
    }

    private void WriteTraceWithTarget(Objective objective)
    {
        bool isIndex = objective.Target.Kind == ElementKind.Int;
        List(
            "Every named value of one example and its gradient, the derivative of this example's loss. For looking inside: it allocates.",
            $"<param name=\"x\">The example, {_graph.Input.Shape}.</param>",
            isIndex ? "<param name=\"target\">The index of its class.</param>" : $"<param name=\"target\">Its target, {objective.Target.Shape}.</param>",
            "<returns>The values in the order in which they are computed.</returns>",
            "<exception cref=\"global::System.ArgumentException\">A length is wrong or the target is impossible.</exception>");
        using (writer.Block($"public global::NetGen.Trace Trace(ReadOnlyFloatSpan x, {(isIndex ? "int" : "ReadOnlyFloatSpan")} target)"))
        {
            writer.Line($"NetGenCheck.Example(x, InputSize, nameof(x), {_name});");
            if (!isIndex)
            {
                writer.Line($"NetGenCheck.Target(target, {Text.Number(objective.Target.Shape.Size)}, nameof(target), {_name});");
            }

            if (objective.Operation.TargetCheck is { } check)
            {
                writer.Line($"NetGenCheck.{check}({(isIndex ? "new ReadOnlyIntSpan(in target)" : "target")}, {Text.Number(_graph.Output.Shape.Size)}, nameof(target));");
            }

            writer.Line($"return Compiled.Trace(x, {(isIndex ? "new ReadOnlyIntSpan(in target)" : "target")}, hasTarget: true{ParametersArgument});");
        }
    }

    private static string TraceTarget(Objective objective)
    {
        string size = Text.Number(objective.Target.Shape.Size);
        return objective.Target.Kind == ElementKind.Int ? "batch.IntTarget(0)[row]" : $"batch.FloatTarget(0).Slice(row * {size}, {size})";
    }

    private string ParametersArgument => HasParameters ? ", ref Parameters.Block.Reference" : "";

    private string GradientsArgument => HasParameters ? ", ref gradients.Block.Reference" : "";

    private void Summary(string summary, params string[] further) => List(summary, further);

    private void List(string summary, params string?[] further)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        foreach (string? line in further)
        {
            if (line is not null)
            {
                writer.Line("/// " + line);
            }
        }

        writer.Line(FileFrame.GeneratedCode);
    }
}
