using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary><c>[Normalize(kind)]</c>: y = (x - offset) / scale for each feature of an input of the network, with numbers that <c>Adapt</c> takes from examples.</summary>
internal sealed class NormalizeLayer : LayerOperator
{
    private static readonly Expression Body = (new Variable("x") - new Variable("offset")) / new Variable("divisor");

    public override string Attribute => "NetGen.Normalize";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        var kind = (NormalizationKind)layer.Integer("kind");
        if (kind is not (NormalizationKind.MeanAndDeviation or NormalizationKind.MinMax))
        {
            string written = ((int)kind).ToString(System.Globalization.CultureInfo.InvariantCulture);
            graph.Report(Rules.UnknownOption, layer, "kind", "kind", layer.Kind, written, "a member of NormalizationKind");
            return null;
        }

        if (!graph.IsInput(input))
        {
            graph.Report(Rules.NotOnInput, layer, layer.From is null ? null : "From", layer.Name, input.Name);
            return null;
        }

        Shape features = Shape.Vector(input.Shape.Last);
        if (!graph.CheckWeights(layer, "", features.Size, 1) || !graph.CheckMember(layer, "Adapt"))
        {
            return null;
        }

        Parameter offset = graph.AddParameter(layer.Name + ".offset", features, ParameterRole.Buffer, Initializer.Zeros);
        Parameter scale = graph.AddParameter(layer.Name + ".scale", features, ParameterRole.Buffer, FeatureScale.Ones);
        var operation = new Pointwise(graph.NameOf("Normalize", Body), Body, ["x", "offset", "divisor"], "{0}[i] = ({1}[i] - {2}[i]) / {3}[i]") { Function = "Normalize" };
        Value output = graph.Add(operation, layer.Name, layer.Name, [input, offset.Value, scale.Value]);
        graph.Declare(layer, output, [offset, scale], 0, operation.Equation(layer.Name, [input.Name, offset.Name, scale.Name]));
        graph.AddFit(new DataFit(layer.Name, input, offset, kind));
        return output;
    }
}

/// <summary>Numbers that are taken from examples, not trained.</summary>
/// <param name="Layer">The layer that reads them.</param>
/// <param name="Input">The input of the network whose examples they are taken from.</param>
/// <param name="Offset">The first of them; the scale follows it in the layout.</param>
/// <param name="Kind">What they are.</param>
internal sealed record DataFit(string Layer, Value Input, Parameter Offset, NormalizationKind Kind);

/// <summary>Names and order as in the runtime's enumeration of the same name.</summary>
internal enum NormalizationKind
{
    MeanAndDeviation,
    MinMax,
}
