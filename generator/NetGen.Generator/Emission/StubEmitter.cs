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
    private const string Throw = "=> throw NetGenNotGenerated();";

    private readonly LayerDeclaration? _objective = declaration.Layers.FirstOrDefault(layer => layer.IsObjective);

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
            using (writer.Block($"partial class {declaration.Name} : global::NetGen.{(_objective is null ? "INetwork" : "ITrainableNetwork")}"))
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

    private IEnumerable<string> Members() => [.. OfEveryNetwork(), .. OfTraining(), .. OfLayers()];

    private IEnumerable<string> OfEveryNetwork() =>
    [
        $"public const int InputSize = {Text.Number(Math.Max(Shape.SizeWithin(declaration.InputShape, GraphBuilder.LargestSize), 0))};",
        "public const int OutputSize = 0;",
        "public const int ParameterCount = 0;",
        $"public {declaration.Name}(long seed = 0) {Throw}",
        $"public static {declaration.Name} FromFile(string path) {Throw}",
        $"public static {declaration.Name} FromFile(global::System.IO.Stream file) {Throw}",
        $"public {declaration.Name} Clone() {Throw}",
        $"public static global::NetGen.NetworkInfo Info {Throw}",
        $"global::NetGen.NetworkInfo global::NetGen.INetwork.Info {Throw}",
        $"public global::NetGen.ParameterBuffer Parameters {Throw}",
        $"public void Predict(ReadOnlyFloatSpan x, FloatSpan y) {Throw}",
        $"public float Predict(ReadOnlyFloatSpan x) {Throw}",
        $"public float[] PredictArray(ReadOnlyFloatSpan x) {Throw}",
        $"public void PredictBatch(ReadOnlyFloatSpan x, FloatSpan y, int threads = 1) {Throw}",
        $"public void PredictBatch(global::NetGen.Minibatch batch, FloatSpan outputs) {Throw}",
        $"public void PredictProbabilities(ReadOnlyFloatSpan x, FloatSpan p) {Throw}",
        $"public int PredictClass(ReadOnlyFloatSpan x) {Throw}",
        $"public global::NetGen.Trace Trace(ReadOnlyFloatSpan x) {Throw}",
        $"global::NetGen.Trace global::NetGen.INetwork.Trace(global::NetGen.Minibatch batch, int row) {Throw}",
    ];

    private IEnumerable<string> OfTraining()
    {
        if (_objective is null)
        {
            return [];
        }

        bool isIndex = OperatorCatalog.FindObjective(_objective.Attribute)?.TargetKind(_objective) == ElementKind.Int;
        string target = isIndex ? "ReadOnlyIntSpan" : "ReadOnlyFloatSpan";
        return
        [
            $"public double Loss(global::NetGen.Minibatch batch, global::NetGen.Workspace workspace) {Throw}",
            $"public double Loss(ReadOnlyFloatSpan x, {target} target, global::NetGen.Workspace workspace) {Throw}",
            $"public double Gradient(global::NetGen.Minibatch batch, global::NetGen.Gradients gradients, global::NetGen.Workspace workspace) {Throw}",
            $"public double Gradient(ReadOnlyFloatSpan x, {target} target, global::NetGen.Gradients gradients, global::NetGen.Workspace workspace) {Throw}",
            $"public global::NetGen.Trace Trace(ReadOnlyFloatSpan x, {(isIndex ? "int" : target)} target) {Throw}",
        ];
    }

    private IEnumerable<string> OfLayers()
    {
        var names = new HashSet<string>(LayerNames.Reserved.Concat(LayerNames.Used).Concat(LayerNames.OfObject), StringComparer.Ordinal) { declaration.Name };
        foreach (LayerDeclaration layer in declaration.Layers)
        {
            string property = LayerNames.Property(layer.Name);
            if (!LayerNames.IsIdentifier(layer.Name) || !names.Add(property))
            {
                continue;
            }

            if (OperatorCatalog.FindLayer(layer.Attribute)?.View(layer) is { } view)
            {
                yield return $"public global::NetGen.{view} {property} {Throw}";
            }
            else if (!layer.IsObjective && layer.Function is { Parameters.Count: > 1 } function && names.Add(LayerNames.View(layer.Name)))
            {
                foreach (string member in LayerParameters.Stub(layer, function, Throw))
                {
                    yield return member;
                }
            }
        }
    }
}
