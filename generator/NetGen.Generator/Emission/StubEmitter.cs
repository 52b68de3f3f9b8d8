using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Graph;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Emission;

/// <summary>
/// Writes the public members of a network that could not be generated, without anything behind them: so the mistakes in the declaration
/// are the only ones that a user sees, and not every use of the network besides.
/// </summary>
internal sealed class StubEmitter(NetworkDeclaration declaration)
{
    /// <summary>The body of every member.</summary>
    public const string Throw = "=> throw NetGenNotGenerated();";

    private readonly LayerDeclaration[] _objectives = [.. declaration.Layers.Where(layer => layer.IsObjective)];
    private readonly IReadOnlyList<(string Name, bool IsInt, int Size)> _inputs = [.. InputsOf(declaration)];
    private readonly IReadOnlyList<string> _outputs = [.. Heads.Outputs(declaration).Where(LayerNames.IsIdentifier).Distinct(StringComparer.Ordinal)];

    private string Inputs => string.Join(", ", _inputs.Select(input => Span(input.IsInt) + " " + input.Name));

    private string Outputs => string.Join(", ", _outputs.Select(output => "FloatSpan " + output));

    /// <summary>False if another part of the class would itself be a mistake.</summary>
    public static bool CanEmit(NetworkDeclaration declaration) =>
        declaration is { IsPartial: true, Obstacle: null, Collisions.Count: 0 } && !LayerNames.Reserved.Contains(declaration.Name) && !LayerNames.Used.Contains(declaration.Name);

    public SourceFile Emit() => FileFrame.Write(
        declaration,
        "",
        [$"{declaration.Name} was not generated: its declaration has problems. These members are here so that the code that uses them compiles."],
        ["FloatSpan = global::System.Span<float>", "ReadOnlyFloatSpan = global::System.ReadOnlySpan<float>", "ReadOnlyIntSpan = global::System.ReadOnlySpan<int>"],
        writer =>
        {
            using (writer.Block($"partial class {declaration.Name} : global::NetGen.{(_objectives.Length == 0 ? "INetwork" : "ITrainableNetwork")}"))
            {
                foreach (string member in Members())
                {
                    writer.Line(FileFrame.Documentation);
                    writer.Line(member.Contains(" const ") ? FileFrame.GeneratedConstant : FileFrame.GeneratedCode);
                    writer.Line(member);
                    writer.Gap();
                }

                writer.Line(FileFrame.GeneratedCode);
                writer.Line($"private static global::System.InvalidOperationException NetGenNotGenerated() => new({Text.Quoted(declaration.Name + " was not generated: its declaration has problems, which the compiler lists.")});");
            }
        });

    private static string Span(bool isInt) => isInt ? "ReadOnlyIntSpan" : "ReadOnlyFloatSpan";

    /// <summary>The inputs whose names can be those of parameters, each once.</summary>
    private static IEnumerable<(string Name, bool IsInt, int Size)> InputsOf(NetworkDeclaration declaration)
    {
        IEnumerable<(string Name, bool IsInt, int Size)> all = declaration.Inputs.Where(input => LayerNames.IsIdentifier(input.Name)).Select(input => (input.Name, input.IsInt, Size(input.Shape)));
        return (declaration.InputShape.Count > 0 || declaration.Inputs.Count == 0 ? all.Prepend(("x", declaration.HasIntInput, Size(declaration.InputShape))) : all)
            .GroupBy(input => input.Item1)
            .Select(same => same.First());

        static int Size(Common.EquatableArray<int> shape) => (int)Math.Max(Shape.SizeWithin(shape, GraphBuilder.LargestSize), 0);
    }

    private IEnumerable<string> Members() => [.. Sizes(), .. OfEveryNetwork(), .. OfPrediction(), .. OfTraining(), .. new StubLayers(declaration).Members()];

    private IEnumerable<string> Sizes()
    {
        IEnumerable<(string Name, int Size)> inputs = _inputs.Count == 1 ? [("InputSize", _inputs[0].Size)] : _inputs.Select(input => (Text.Capital(input.Name) + "Size", input.Size));
        IEnumerable<(string Name, int Size)> outputs = _outputs.Count == 1 ? [("OutputSize", 0)] : _outputs.Select(output => (Text.Capital(output) + "Size", 0));
        return inputs.Concat(outputs).Append(("ParameterCount", 0)).GroupBy(size => size.Item1).Select(same => $"public const int {same.Key} = {Text.Number(same.First().Item2)};");
    }

    private IEnumerable<string> OfEveryNetwork() =>
    [
        $"public {declaration.Name}(long seed = 0) {Throw}",
        $"public static {declaration.Name} FromFile(string path) {Throw}",
        $"public static {declaration.Name} FromFile(global::System.IO.Stream file) {Throw}",
        $"public {declaration.Name} Clone() {Throw}",
        $"public static global::NetGen.NetworkInfo Info {Throw}",
        $"global::NetGen.NetworkInfo global::NetGen.INetwork.Info {Throw}",
        $"public global::NetGen.ParameterBuffer Parameters {Throw}",
    ];

    private IEnumerable<string> OfPrediction()
    {
        yield return $"public void Predict({Inputs}, {Outputs}) {Throw}";
        yield return $"public void PredictBatch({Inputs}, {Outputs}, int threads = 1) {Throw}";
        yield return $"public void PredictBatch(global::NetGen.Minibatch batch, FloatSpan outputs) {Throw}";
        yield return $"public global::NetGen.Trace Trace({Inputs}) {Throw}";
        yield return $"global::NetGen.Trace global::NetGen.INetwork.Trace(global::NetGen.Minibatch batch, int row) {Throw}";
        if (_outputs.Count == 1)
        {
            yield return $"public float Predict({Inputs}) {Throw}";
            yield return $"public float[] PredictArray({Inputs}) {Throw}";
            yield return $"public void PredictProbabilities({Inputs}, FloatSpan p) {Throw}";
        }

        yield return $"public int PredictClass({Inputs}) {Throw}";
    }

    private IEnumerable<string> OfTraining()
    {
        if (_objectives.Length == 0)
        {
            yield break;
        }

        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        (string Name, bool IsInt)[] targets = [.. _objectives.Select(loss => (Heads.Distinct(Heads.TargetOf(declaration, loss), taken), OperatorCatalog.FindObjective(loss.Attribute)?.TargetKind(loss) == ElementKind.Int))];
        string spans = string.Join(", ", targets.Where(target => LayerNames.IsIdentifier(target.Name)).Select(target => Span(target.IsInt) + " " + target.Name));
        string ofOne = string.Join(", ", targets.Where(target => LayerNames.IsIdentifier(target.Name)).Select(target => (target.IsInt ? "int " : "ReadOnlyFloatSpan ") + target.Name));
        yield return $"public double Loss(global::NetGen.Minibatch batch, global::NetGen.Workspace workspace) {Throw}";
        yield return $"public double Loss({Inputs}, {spans}, global::NetGen.Workspace workspace) {Throw}";
        yield return $"public double Gradient(global::NetGen.Minibatch batch, global::NetGen.Gradients gradients, global::NetGen.Workspace workspace) {Throw}";
        yield return $"public double Gradient({Inputs}, {spans}, global::NetGen.Gradients gradients, global::NetGen.Workspace workspace) {Throw}";
        yield return $"public global::NetGen.Trace Trace({Inputs}, {ofOne}) {Throw}";
    }
}
