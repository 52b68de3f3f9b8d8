using System.Collections.Generic;
using System.Globalization;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary><c>[LayerNorm(Axes = 1, Epsilon = 1e-5, Affine = true)]</c>: the last axes of each example get mean 0 and variance 1, then a trained scale and shift (Ba, Kiros, Hinton 2016).</summary>
internal sealed class LayerNormLayer : LayerOperator
{
    private static readonly IReadOnlyList<Option> Options = [new("Epsilon", 1e-5, OptionRange.Positive)];

    public override string Attribute => "NetGen.LayerNorm";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        int axes = layer.Integer("Axes", otherwise: 1);
        if (axes < 1 || axes > input.Shape.Rank)
        {
            string rank = input.Shape.Rank.ToString(CultureInfo.InvariantCulture);
            graph.Report(Rules.UnknownOption, layer, "Axes", "Axes", layer.Kind, axes.ToString(CultureInfo.InvariantCulture), $"from 1 to {rank}, the axes of its input {input.Shape}");
            return null;
        }

        Shape features = input.Shape.OfLast(axes);
        bool isAffine = layer.Flag("Affine", otherwise: true);
        if (Option.Read(Options, layer, graph) is not { } options || (isAffine && !graph.CheckWeights(layer, "", features.Size, 1)))
        {
            return null;
        }

        double epsilon = options[0];
        var operation = new LayerNorm(graph.NameOf("LayerNorm", epsilon), features.Size, epsilon);
        string formula = LayerNorm.Formula(layer.Name, input.Name, epsilon);
        if (!isAffine)
        {
            Value output = graph.Add(operation, layer.Name, layer.Name, [input]);
            graph.Declare(layer, output, [], 0, formula);
            return output;
        }

        Parameter[] parameters = [FeatureScale.Weight(layer, features, graph), FeatureScale.Bias(layer, features, graph)];
        Value normalized = graph.Add(operation, layer.Name + " normalized", layer.Name, [input]);
        Value scaled = FeatureScale.Add(layer, normalized, parameters, graph);
        graph.Declare(layer, scaled, parameters, 0, $"{formula} * {layer.Name}.weight[i] + {layer.Name}.bias[i]");
        return scaled;
    }
}

/// <summary>y_i = (x_i - mean) / sqrt(var + eps) with mean and biased variance of a row of <paramref name="Length"/> elements.</summary>
/// <param name="Name">Names the kernels; equal names mean equal epsilons.</param>
/// <param name="Length">Elements that are normalized together.</param>
/// <param name="Epsilon">What keeps the root from 0.</param>
internal sealed record LayerNorm(string Name, int Length, double Epsilon) : Operation
{
    private static readonly Variable X = new("x");

    public static string Formula(string output, string input, double epsilon) =>
        $"{output}[i] = ({input}[i] - mean({input})) / sqrt(var({input}) + {epsilon.ToString("R", CultureInfo.InvariantCulture)})";

    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override string Derivation =>
        "LayerNorm: y[i] = (x[i] - mean) * s, s = 1 / sqrt(var + eps): dmean / dx[j] = 1 / n and ds / dx[j] = -s^2 * y[j] / n give dx[i] = s * (dy[i] - mean_j dy[j] - y[i] * mean_j (dy[j] * y[j])).";

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        Value x = node.Inputs[0];
        if (backward.Needs(x))
        {
            backward.AddGradient(x, backward.Add(new LayerNormGradient(this), "d " + x.Name, node.Layer, x, outputGradient));
        }
    }

    public override void Lower(Node node, StepBuilder steps)
    {
        var kernel = new RowKernel(
            Name + "Of" + StepBuilder.Digits(Length),
            Length,
            1,
            [new RowOperand("x", RowOperandKind.Input), new RowOperand("result", RowOperandKind.Output)],
            [.. Statistics(), new StoreStep("result", Normalized)]);
        steps.Add(kernel, node.Inputs, node.Output, node.Output.Shape.Size / Length, node.Layer, Formula(node.Output.Name, node.Inputs[0].Name, Epsilon));
    }

    /// <summary>
    /// The passes that make mean and scale. The mean in float is a little off, by much beside the deviation if all x are large; what the distances from it still sum to
    /// says by how much.
    /// </summary>
    public IEnumerable<RowStep> Statistics()
    {
        Expression distance = X - new Variable("mean");
        Variable rest = new("rest");
        Expression variance = new Variable("squares") / Length - (rest * rest);
        return
        [
            new ReduceStep("sum", RowReduction.Sum, X),
            new NumberStep("mean", new Variable("sum") / Length),
            new ReduceStep("distances", RowReduction.Sum, distance),
            new NumberStep("rest", new Variable("distances") / Length),
            new ReduceStep("squares", RowReduction.Sum, distance * distance),
            new NumberStep("variance", Max(variance, Zero)),
            new NumberStep("factor", One / Sqrt(new Variable("variance") + Epsilon)),
        ];
    }

    /// <summary>y_i, given the statistics.</summary>
    public static Expression Normalized => (X - new Variable("mean") - new Variable("rest")) * new Variable("factor");
}

/// <summary>dx_i = s (dy_i - mean_j dy_j - y_i mean_j (dy_j y_j)), s = 1 / sqrt(var + eps), y and s made anew of x. Inputs: x, dy.</summary>
internal sealed record LayerNormGradient(LayerNorm Forward) : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override void Lower(Node node, StepBuilder steps)
    {
        var upstream = new Variable("upstream");
        int length = Forward.Length;
        var kernel = new RowKernel(
            Forward.Name + "GradientOf" + StepBuilder.Digits(length),
            length,
            1,
            [new RowOperand("x", RowOperandKind.Input), new RowOperand("upstream", RowOperandKind.Input), new RowOperand("result", RowOperandKind.Output)],
            [
                .. Forward.Statistics(),
                new ReduceStep("upstreams", RowReduction.Sum, upstream),
                new NumberStep("upstreamMean", new Variable("upstreams") / length),
                new ReduceStep("products", RowReduction.Sum, upstream * LayerNorm.Normalized),
                new NumberStep("slope", new Variable("products") / length),
                new StoreStep("result", new Variable("factor") * (upstream - new Variable("upstreamMean") - (LayerNorm.Normalized * new Variable("slope")))),
            ]);
        (string x, string g) = (node.Inputs[0].Name, node.Inputs[1].Name);
        string equation = $"{node.Output.Name}[i] = s * ({g}[i] - mean({g}) - n[i] * mean({g} * n)), n[i] = ({x}[i] - mean({x})) * s, s = 1 / sqrt(var({x}) + {Forward.Epsilon.ToString("R", CultureInfo.InvariantCulture)})";
        steps.Add(kernel, node.Inputs, node.Output, node.Output.Shape.Size / length, node.Layer, equation);
    }
}
