using System.Linq;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Emission;

/// <summary>Writes the member that takes from examples what no gradient trains: offset and scale of normalizations.</summary>
internal sealed class AdaptMembers(CodeWriter writer, NetworkPlan plan)
{
    public void Emit()
    {
        ForwardGraph graph = plan.Graph;
        if (graph.Fits.Count == 0)
        {
            return;
        }

        new MemberDocumentation(writer).Write(
            $"Fits {string.Join(", ", graph.Fits.Select(fit => fit.Layer))} to examples: once, before training.",
            "<param name=\"train\">The examples that are trained on; others must not be seen.</param>",
            "<exception cref=\"global::System.ArgumentException\">There are no examples, they do not fit the network's inputs, or a value is NaN or infinite.</exception>");
        using (writer.Block("public void Adapt(global::NetGen.Examples train)"))
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(train);");
            writer.Line("NetGenCheck.Inputs(train.AsBatch(), Info);");
            foreach (DataFit fit in graph.Fits)
            {
                int input = graph.Inputs.ToList().IndexOf(fit.Input);
                writer.Line($"global::NetGen.Runtime.V1.Normalization.Fit(Parameters, {Text.Number(plan.Storage.EntryOf(fit.Offset))}, train.Inputs[{Text.Number(input)}], global::NetGen.NormalizationKind.{fit.Kind});");
            }
        }

        writer.Gap();
    }
}
