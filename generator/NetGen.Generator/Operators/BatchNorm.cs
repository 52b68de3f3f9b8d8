using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary>
/// <c>[BatchNorm(Momentum = 0.1, Epsilon = 1e-5, Affine = true, Running = false)]</c>: each feature of the last axis gets mean 0 and variance 1 over the batch and all other axes,
/// then a trained scale and shift (Ioffe, Szegedy 2015). Prediction takes the running statistics in place of those of a batch, so that it is a scale and shift.
/// </summary>
internal sealed class BatchNormLayer : LayerOperator
{
    private static readonly IReadOnlyList<Option> Options = [new("Momentum", 0.1, OptionRange.Unit), new("Epsilon", 1e-5, OptionRange.Positive)];

    public override string Attribute => "NetGen.BatchNorm";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        Shape features = Shape.Vector(input.Shape.Last);
        if (Option.Read(Options, layer, graph) is not { } options || !graph.CheckWeights(layer, "", features.Size, 3))
        {
            return null;
        }

        (double momentum, double epsilon) = (options[0], options[1]);
        Parameter[] trained = layer.Flag("Affine", otherwise: true) ? [FeatureScale.Weight(layer, features, graph), FeatureScale.Bias(layer, features, graph)] : [];
        bool isOfBatch = !layer.Flag("Running", otherwise: false);
        // Statistics that no batch makes do not follow any either.
        double share = isOfBatch ? momentum : 0;
        Parameter mean = graph.AddParameter(layer.Name + ".running_mean", features, ParameterRole.Buffer, Initializer.Zeros, momentum: share);
        Parameter variance = graph.AddParameter(layer.Name + ".running_var", features, ParameterRole.Buffer, FeatureScale.Ones, momentum: share);
        (Value Mean, Value Variance) statistics = isOfBatch ? OfBatch(layer, input, mean, variance, graph) : (mean.Value, variance.Value);
        Value output = Normalize(layer, input, statistics, isOfBatch, epsilon, trained, graph);
        graph.Declare(layer, output, [.. trained, mean, variance], 0, Formula(layer.Name, input.Name, epsilon, trained.Length > 0));
        return output;
    }

    /// <summary>The statistics of the batch while the network learns, which become the newest of the running ones; those otherwise.</summary>
    private static (Value Mean, Value Variance) OfBatch(LayerDeclaration layer, Value x, Parameter runningMean, Parameter runningVariance, GraphBuilder graph)
    {
        Value mean = graph.Add(new BatchMean(), layer.Name + ".mean", layer.Name, [x, runningMean.Value], NodeMode.Training, 1, runningMean);
        Value variance = graph.Add(new BatchVariance(), layer.Name + ".var", layer.Name, [x, mean, runningVariance.Value], NodeMode.Training, 2);
        graph.Add(new UnbiasedVariance(x.Shape.Rows), layer.Name + ".unbiased_var", layer.Name, [variance], NodeMode.Training, 0, runningVariance);
        return (mean, variance);
    }

    private static Value Normalize(LayerDeclaration layer, Value x, (Value Mean, Value Variance) statistics, bool isOfBatch, double epsilon, Parameter[] trained, GraphBuilder graph)
    {
        bool isAffine = trained.Length > 0;
        Expression deviation = Sqrt(new Variable("variance") + epsilon);
        Expression quotient = (isAffine ? new Variable("weight") : One) / deviation;
        string equation = "{0}[i] = " + (isAffine ? "{2}[i]" : "1") + " / sqrt({1}[i] + " + BatchNorm.Text(epsilon) + ")";
        var scaling = new Pointwise(graph.NameOf("BatchNormScale", quotient), quotient, isAffine ? ["variance", "weight"] : ["variance"], equation) { Function = "BatchNormScale", Options = [epsilon], IsOfShared = true };
        Value scale = graph.Add(scaling, layer.Name + ".scale", layer.Name, isAffine ? [statistics.Variance, trained[0].Value] : [statistics.Variance]);

        Expression body = (new Variable("x") - new Variable("mean")) * new Variable("factor");
        body = isAffine ? body + new Variable("bias") : body;
        string formula = "{0}[i] = ({1}[i] - {2}[i]) * {3}[i]" + (isAffine ? " + {4}[i]" : "");
        var map = new Pointwise(graph.NameOf("BatchNorm", body), body, isAffine ? ["x", "mean", "factor", "bias"] : ["x", "mean", "factor"], formula) { Function = "BatchNorm" };
        Value[] operands = isAffine ? [x, statistics.Mean, scale, trained[1].Value] : [x, statistics.Mean, scale];
        if (!isOfBatch)
        {
            // Constants, through which no gradient goes.
            return graph.Add(map, layer.Name, layer.Name, operands);
        }

        var operation = new BatchNorm(map, epsilon, graph.NameOf("BatchNormProduct", BatchNorm.Product));
        return graph.Add(operation, layer.Name, layer.Name, [.. operands, statistics.Variance, .. isAffine ? new[] { trained[0].Value } : []]);
    }

    private static string Formula(string output, string input, double epsilon, bool isAffine) =>
        $"{output}[i] = ({input}[i] - mean[i]) / sqrt(var[i] + {BatchNorm.Text(epsilon)})" + (isAffine ? $" * {output}.weight[i] + {output}.bias[i]" : "");
}

/// <summary>
/// y = (x - mean) scale + b, scale = w / sqrt(var + eps), with mean and variance of the batch. Its gradients are taken through them to x at once, in a form without
/// differences of near numbers. Inputs: x, mean, scale, b if there is one, variance, w if there is one.
/// </summary>
/// <param name="Map">What it computes, of all inputs but the last ones.</param>
/// <param name="Epsilon">What keeps the root from 0.</param>
/// <param name="ProductName">Names the kernel of <see cref="Product"/>.</param>
internal sealed record BatchNorm(Pointwise Map, double Epsilon, string ProductName) : Operation
{
    /// <summary>An element's part of the gradient of scale: dy (x - mean).</summary>
    public static readonly Expression Product = new Variable("upstream") * (new Variable("x") - new Variable("mean"));

    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override string Derivation =>
        "BatchNorm: y = (x - mean) * scale + b with mean and var over the n rows of the batch: db = sum dy, dw = sum dy * (x - mean) / sqrt(var + eps), and through mean and var "
        + "dx = scale * (dy - 1/n sum dy - (x - mean) / (var + eps) * 1/n sum dy * (x - mean)).";

    public static string Text(double number) => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        (Value x, Value mean) = (node.Inputs[0], node.Inputs[1]);
        bool isAffine = node.Inputs.Count == 6;
        (Value? bias, Value variance, Value? weight) = isAffine ? (node.Inputs[3], node.Inputs[4], node.Inputs[5]) : (null, node.Inputs[3], (Value?)null);
        bool needsX = backward.Needs(x);
        bool needsWeight = weight is not null && backward.Needs(weight);
        bool needsBias = bias is not null && backward.Needs(bias);
        Value? sum = needsX || needsBias ? backward.Add(new RowSum(), "d " + (bias?.Name ?? node.Layer + ".shift"), node.Layer, outputGradient) : null;
        Value? products = needsX || needsWeight ? SumOfProducts(node, outputGradient, x, mean, backward) : null;
        // The sums go to their parameters last: what is handed over may end as part of another sum.
        if (needsX)
        {
            backward.AddGradient(x, InputGradient(node, outputGradient, sum!, products!, variance, backward));
        }

        if (needsWeight)
        {
            Expression slope = new Variable("sum") / Sqrt(new Variable("variance") + Epsilon);
            var ofWeight = new Pointwise(Map.Name + "GradientByWeight", slope, ["sum", "variance"], "{0}[i] = {1}[i] / sqrt({2}[i] + " + Text(Epsilon) + ")") { IsOfShared = true };
            backward.AddGradient(weight!, backward.Add(ofWeight, "d " + weight!.Name, node.Layer, products!, variance));
        }

        if (needsBias)
        {
            backward.AddGradient(bias!, sum!);
        }
    }

    public override void Lower(Node node, StepBuilder steps)
    {
        Value[] operands = [.. node.Inputs.Take(Map.Operands.Count)];
        Map.Lower(new Node(Map, operands, node.Output, node.Layer), steps);
    }

    private Value SumOfProducts(Node node, Value outputGradient, Value x, Value mean, BackwardBuilder backward)
    {
        var product = new Pointwise(ProductName, Product, ["upstream", "x", "mean"], "{0}[i] = {1}[i] * ({2}[i] - {3}[i])");
        Value parts = backward.Add(product, "d " + node.Layer + ".scale of row", node.Layer, outputGradient, x, mean);
        return backward.Add(new RowSum(), "d " + node.Layer + ".scale", node.Layer, parts);
    }

    private Value InputGradient(Node node, Value outputGradient, Value sum, Value products, Value variance, BackwardBuilder backward)
    {
        (Value x, Value mean, Value scale) = (node.Inputs[0], node.Inputs[1], node.Inputs[2]);
        var quotient = new QuotientByRows(x.Shape.Rows);
        Value shift = backward.Add(quotient, node.Layer + ".gradient_mean", node.Layer, sum);
        Value meanProduct = backward.Add(quotient, node.Layer + ".product_mean", node.Layer, products);
        Expression ofRow = new Variable("product") / (new Variable("variance") + Epsilon);
        var slopes = new Pointwise(Map.Name + "Slope", ofRow, ["product", "variance"], "{0}[i] = {1}[i] / ({2}[i] + " + Text(Epsilon) + ")") { IsOfShared = true };
        Value slope = backward.Add(slopes, node.Layer + ".slope", node.Layer, meanProduct, variance);

        Expression body = new Variable("factor") * (new Variable("upstream") - new Variable("shift") - ((new Variable("x") - new Variable("mean")) * new Variable("slope")));
        var map = new Pointwise(Map.Name + "Gradient", body, ["upstream", "x", "mean", "factor", "shift", "slope"], "{0}[i] = {4}[i] * ({1}[i] - {5}[i] - ({2}[i] - {3}[i]) * {6}[i])");
        return backward.Add(map, "d " + x.Name, node.Layer, outputGradient, x, mean, scale, shift, slope);
    }
}
