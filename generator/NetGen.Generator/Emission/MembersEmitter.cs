using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>Writes the public members: constants, parameters, copies, and those of prediction, training and looking inside.</summary>
internal sealed class MembersEmitter(CodeWriter writer, NetworkDeclaration declaration, NetworkPlan plan)
{
    private readonly ForwardGraph _graph = plan.Graph;
    private readonly Fields _fields = new(plan);
    private readonly MemberDocumentation _documentation = new(writer);

    public void Emit()
    {
        WriteConstants();
        WriteParameters();
        WriteCopies();
        new AdaptMembers(writer, plan).Emit();
        new PredictionMembers(writer, declaration, plan).Emit();
        if (_graph.Objectives.Count > 0)
        {
            new TrainingMembers(writer, declaration, plan).Emit();
        }

        new TraceMembers(writer, declaration, plan).Emit();
    }

    private void WriteConstants()
    {
        long parameters = _graph.Parameters.Where(parameter => parameter.IsTrained).Sum(parameter => parameter.Count);
        Sizes(_fields.Inputs, "InputSize", "Values of one example.", "Values of one example's {0}.");
        Sizes(_fields.Outputs, "OutputSize", "Values of one prediction.", "Values of one prediction's {0}.");
        Constant("ParameterCount", parameters, "Trainable numbers, without padding.");
        WriteMermaid();
    }

    private void WriteMermaid()
    {
        _documentation.WriteConstant("The network as a flowchart in Mermaid's language.");
        writer.Line("public const string Mermaid =");
        using (writer.Indent())
        {
            writer.Line("\"\"\"");
            writer.Line(string.Join("\n", MermaidText.Lines(_graph)));
            writer.Line("\"\"\";");
        }

        writer.Gap();
    }

    /// <summary>The size of a single field, or of each under its name.</summary>
    private void Sizes(IReadOnlyList<Field> fields, string single, string summaryOfSingle, string summary)
    {
        foreach (Field field in fields)
        {
            Constant(fields.Count == 1 ? single : Text.Capital(field.Name) + "Size", field.Size, fields.Count == 1 ? summaryOfSingle : string.Format(CultureInfo.InvariantCulture, summary, field.Name));
        }
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
        _documentation.Write("A network with initial parameters.", "<param name=\"seed\">Decides every initial value: the same seed gives the same network on every machine.</param>");
        writer.Line($"public {declaration.Name}(long seed = 0) => Parameters.Initialize(seed);");
        writer.Gap();
        _documentation.Write("A network whose parameters are 0, for who fills them at once.", "<param name=\"_\">Tells this constructor from every other.</param>");
        if (_graph.Parameters.Any(parameter => parameter.Role == ParameterRole.Setting))
        {
            // Files hold none.
            writer.Line($"private {declaration.Name}(global::NetGen.Runtime.V1.Uninitialized _) => Parameters.InitializeSettings();");
        }
        else
        {
            writer.Line($"private {declaration.Name}(global::NetGen.Runtime.V1.Uninitialized _)");
            writer.Line("{");
            writer.Line("}");
        }

        writer.Gap();
        _documentation.Write("What is known of the network at compile time: inputs, outputs, layers and the layout of its parameters.");
        writer.Line("public static global::NetGen.NetworkInfo Info => Compiled.Info;");
        writer.Gap();
        _documentation.Write("The parameters, by name and by logical index.");
        writer.Line("public global::NetGen.ParameterBuffer Parameters { get; } = new(Compiled.Info.Layout);");
        writer.Gap();
        writer.Line("/// <inheritdoc/>");
        writer.Line(FileFrame.GeneratedCode);
        writer.Line("global::NetGen.NetworkInfo global::NetGen.INetwork.Info => Compiled.Info;");
        writer.Gap();
        new LayerParameters(writer, plan).Emit();
        foreach (Parameter setting in _graph.Parameters.Where(parameter => parameter.Role == ParameterRole.Setting && parameter.Name.IndexOf('.') < 0))
        {
            _documentation.Write($"{setting.Name}, the strength of the penalty on all weights whose layers have none of their own.");
            writer.Line($"public ref float {LayerNames.Property(setting.Name)} => ref Parameters[{Text.Number(plan.Storage.EntryOf(setting))}].Value;");
            writer.Gap();
        }
    }

    /// <summary>Further objects: from a file and from this one.</summary>
    private void WriteCopies()
    {
        WriteFromFile("string path", "path", "<param name=\"path\">The path of a safetensors file.</param>");
        WriteFromFile("global::System.IO.Stream file", "file", "<param name=\"file\">A safetensors file, read from the present position to the end; it stays open.</param>");
        _documentation.Write("A network of its own with the same parameters; neither changes with the other.", "<returns>The new network.</returns>");
        using (writer.Block($"public {declaration.Name} Clone()"))
        {
            writer.Line($"{declaration.Name} clone = new(default(global::NetGen.Runtime.V1.Uninitialized));");
            writer.Line("clone.Parameters.CopyFrom(Parameters);");
            writer.Line("return clone;");
        }

        writer.Gap();
    }

    private void WriteFromFile(string parameter, string argument, string documentation)
    {
        _documentation.Write(
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
}
