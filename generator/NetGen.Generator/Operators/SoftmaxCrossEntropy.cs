using System.Collections.Generic;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary><c>[SoftmaxCrossEntropy]</c>: -ln softmax(z)[t] of scores z and the index t of the right class.</summary>
internal sealed class SoftmaxCrossEntropyObjective : ObjectiveOperator
{
    public override string Attribute => "NetGen.SoftmaxCrossEntropy";

    public override ElementKind TargetKind(LayerDeclaration layer) => IsDistribution(layer) ? ElementKind.Float : ElementKind.Int;

    public override ObjectiveOperation? Build(LayerDeclaration layer, Value prediction, GraphBuilder graph)
    {
        int target = layer.Integer("Target");
        if (target is not (0 or 1))
        {
            graph.Report(Rules.UnknownOption, layer, "Target", "Target", layer.Kind, StepBuilder.Digits(target), "Index or Distribution");
            return null;
        }

        if (prediction.Shape.Rank == 1)
        {
            return new SoftmaxCrossEntropy(IsDistribution(layer));
        }

        graph.Report(Rules.ShapeMismatch, layer, null, layer.Kind, "one vector of scores, [classes]", prediction.Name, prediction.Shape.ToString());
        return null;
    }

    private static bool IsDistribution(LayerDeclaration layer) => layer.Integer("Target") == 1;
}

/// <summary>
/// Softmax and cross-entropy as one: L = ln sum_j exp(z_j - m) + m - z_t with m = max z, and dL/dz = p - onehot(t).
/// Apart, a small p would lose its digits in the logarithm and in the quotient.
/// </summary>
/// <param name="IsDistribution">True if the target is a probability for each class, false if it is the index of one.</param>
internal sealed record SoftmaxCrossEntropy(bool IsDistribution) : ObjectiveOperation
{
    public override string Derivation => IsDistribution
        ? "SoftmaxCrossEntropy: L = sum_j t[j] * (ln(sum_k exp(z[k])) - z[j]), and d ln(sum_k exp(z[k])) / dz[i] = exp(z[i]) / sum_k exp(z[k]) = p[i], so dL/dz[i] = p[i] * sum_j t[j] - t[i]."
        :
        "SoftmaxCrossEntropy: L = ln(sum_j exp(z[j])) - z[t], and d ln(sum_j exp(z[j])) / dz[i] = exp(z[i]) / sum_j exp(z[j]) = p[i], so dL/dz[i] = p[i] - (i = t ? 1 : 0).";

    public override string AppliesItself => "Softmax";

    public override ElementKind TargetKind => IsDistribution ? ElementKind.Float : ElementKind.Int;

    public override string TargetCheck => IsDistribution ? "Distributions" : "ClassIndices";

    public override ClassDecision Decision(Shape prediction) => ClassDecision.Argmax;

    public override Shape TargetShape(Shape prediction) => IsDistribution ? prediction : Shape.Scalar;

    public override string Formula(string prediction, string target) =>
        IsDistribution ? $"-sum_i {target}[i] * ln softmax({prediction})[i]" : $"-ln softmax({prediction})[{target}]";

    public override string GradientFormula(string prediction, string target) =>
        $"softmax({prediction})[i]" + (IsDistribution ? $" * sum_j {target}[j] - {target}[i]" : $" - (i = {target} ? 1 : 0)");

    public override RowKernel? Probabilities(Shape prediction) => Softmax.Kernel(prediction.Size, 1);

    public override RowKernel Lower(Shape prediction, bool withGradient)
    {
        int classes = prediction.Size;
        var (z, max) = (new Variable("prediction"), new Variable("max"));
        var operands = new List<RowOperand> { new("prediction", RowOperandKind.Input), new("target", IsDistribution ? RowOperandKind.Input : RowOperandKind.Index) };
        var steps = new List<RowStep> { new ReduceStep("max", RowReduction.Max, z) };
        if (withGradient)
        {
            operands.Add(new RowOperand("gradient", RowOperandKind.Output));
            steps.Add(new StoreStep("gradient", Exp(z - max)));
            steps.Add(new ReduceStep("sum", RowReduction.Sum, new Variable("gradient")));
        }
        else
        {
            steps.Add(new ReduceStep("sum", RowReduction.Sum, Exp(z - max)));
        }

        steps.AddRange(IsDistribution ? DistributionSteps(withGradient) : IndexSteps(withGradient));
        string name = "SoftmaxCrossEntropy" + (IsDistribution ? "OfDistribution" : "") + StepBuilder.Digits(classes) + (withGradient ? "WithGradient" : "");
        return new RowKernel(name, classes, 1, operands.ToEquatableArray(), steps.ToEquatableArray());
    }

    private static IEnumerable<RowStep> IndexSteps(bool withGradient)
    {
        var (gradient, max, sum, scale) = (new Variable("gradient"), new Variable("max"), new Variable("sum"), new Variable(RowKernel.Scale));
        var right = new ElementAt("prediction", "target");
        yield return new LossStep(PerElement: false, Log(sum) + (max - right));
        if (withGradient)
        {
            yield return new StoreStep("gradient", gradient / sum * scale);
            // p_t - 1 before the scale, not p_t scale - scale: near p_t = 1 the difference is exact.
            yield return new StoreAtStep("gradient", "target", ((Exp(right - max) / sum) - One) * scale);
        }
    }

    private static IEnumerable<RowStep> DistributionSteps(bool withGradient)
    {
        var (z, t, gradient, max, sum, scale) = (new Variable("prediction"), new Variable("target"), new Variable("gradient"), new Variable("max"), new Variable("sum"), new Variable(RowKernel.Scale));
        var (offset, total) = (new Variable("offset"), new Variable("total"));
        yield return new DefineStep("offset", Log(sum) + max);
        yield return new LossStep(PerElement: true, t * (offset - z));
        if (withGradient)
        {
            // The target sums to 1 only up to rounding; with its very sum the gradient is exactly that of the loss.
            yield return new ReduceStep("total", RowReduction.Sum, t);
            yield return new StoreStep("gradient", ((gradient / sum * total) - t) * scale);
        }
    }
}
