using System.Collections.Generic;
using System.Globalization;
using NetGen.Generator.Declarations;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary><c>[RmsNorm(Epsilon = 1e-6)]</c>: the last axis divided by its root mean square, then a trained scale (Zhang, Sennrich 2019).</summary>
internal sealed class RmsNormLayer : LayerOperator
{
    private static readonly IReadOnlyList<Option> Options = [new("Epsilon", 1e-6, OptionRange.Positive)];

    public override string Attribute => "NetGen.RmsNorm";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        int features = input.Shape.Last;
        if (Option.Read(Options, layer, graph) is not { } options || !graph.CheckWeights(layer, "", features, 0))
        {
            return null;
        }

        double epsilon = options[0];
        Parameter weight = FeatureScale.Weight(layer, Shape.Vector(features), graph);
        Value normalized = graph.Add(new RmsNorm(graph.NameOf("RmsNorm", epsilon), features, epsilon), layer.Name + " normalized", layer.Name, [input]);
        Value output = FeatureScale.Add(layer, normalized, [weight], graph);
        graph.Declare(layer, output, [weight], 0, $"{RmsNorm.Formula(layer.Name, input.Name, epsilon)} * {weight.Name}[i]");
        return output;
    }
}

/// <summary>y_i = x_i / sqrt(1/n sum_j x_j^2 + eps) over a row of n = <paramref name="Length"/> elements.</summary>
/// <param name="Name">Names the kernels; equal names mean equal epsilons.</param>
/// <param name="Length">Elements that are normalized together.</param>
/// <param name="Epsilon">What keeps the root from 0.</param>
internal sealed record RmsNorm(string Name, int Length, double Epsilon) : Operation
{
    private static readonly Variable X = new("x");

    public static string Formula(string output, string input, double epsilon) =>
        $"{output}[i] = {input}[i] / sqrt(mean({input}^2) + {epsilon.ToString("R", CultureInfo.InvariantCulture)})";

    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override string Derivation => "RmsNorm: y[i] = x[i] * s, s = 1 / sqrt(mean_j x[j]^2 + eps): ds / dx[j] = -s^2 * y[j] / n gives dx[i] = s * (dy[i] - y[i] * mean_j (dy[j] * y[j])).";

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        Value x = node.Inputs[0];
        if (backward.Needs(x))
        {
            backward.AddGradient(x, backward.Add(new RmsNormGradient(this), "d " + x.Name, node.Layer, x, outputGradient));
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

    /// <summary>The pass that makes the scale.</summary>
    public IEnumerable<RowStep> Statistics() =>
        [new ReduceStep("squares", RowReduction.Sum, X * X), new NumberStep("factor", One / Sqrt((new Variable("squares") / Length) + Epsilon))];

    /// <summary>y_i, given the scale.</summary>
    public static Expression Normalized => X * new Variable("factor");
}

/// <summary>dx_i = s (dy_i - y_i mean_j (dy_j y_j)), s = 1 / sqrt(mean_j x_j^2 + eps), y and s made anew of x. Inputs: x, dy.</summary>
internal sealed record RmsNormGradient(RmsNorm Forward) : Operation
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
                new ReduceStep("products", RowReduction.Sum, upstream * RmsNorm.Normalized),
                new NumberStep("slope", new Variable("products") / length),
                new StoreStep("result", new Variable("factor") * (upstream - (RmsNorm.Normalized * new Variable("slope")))),
            ]);
        (string x, string g) = (node.Inputs[0].Name, node.Inputs[1].Name);
        string equation = $"{node.Output.Name}[i] = s * ({g}[i] - n[i] * mean({g} * n)), n[i] = {x}[i] * s, s = 1 / sqrt(mean({x}^2) + {Forward.Epsilon.ToString("R", CultureInfo.InvariantCulture)})";
        steps.Add(kernel, node.Inputs, node.Output, node.Output.Shape.Size / length, node.Layer, equation);
    }
}
