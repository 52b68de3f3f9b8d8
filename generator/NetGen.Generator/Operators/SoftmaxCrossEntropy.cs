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

    public override ObjectiveOperation? Build(LayerDeclaration layer, Value prediction, GraphBuilder graph)
    {
        if (prediction.Shape.Rank == 1)
        {
            return new SoftmaxCrossEntropy();
        }

        graph.Report(Rules.ShapeMismatch, layer, null, layer.Kind, "one vector of scores, [classes]", prediction.Name, prediction.Shape.ToString());
        return null;
    }
}

/// <summary>
/// Softmax and cross-entropy as one: L = ln sum_j exp(z_j - m) + m - z_t with m = max z, and dL/dz = p - onehot(t).
/// Apart, a small p would lose its digits in the logarithm and in the quotient.
/// </summary>
internal sealed record SoftmaxCrossEntropy : ObjectiveOperation
{
    public override string Derivation =>
        "SoftmaxCrossEntropy: L = ln(sum_j exp(z[j])) - z[t], and d ln(sum_j exp(z[j])) / dz[i] = exp(z[i]) / sum_j exp(z[j]) = p[i], so dL/dz[i] = p[i] - (i = t ? 1 : 0).";

    public override ElementKind TargetKind => ElementKind.Int;

    public override string Decision => "Argmax";

    public override Shape TargetShape(Shape prediction) => Shape.Scalar;

    public override string Formula(string prediction, string target) => $"-ln softmax({prediction})[{target}]";

    public override string GradientFormula(string prediction, string target) => $"softmax({prediction})[i] - (i = {target} ? 1 : 0)";

    public override RowKernel? Probabilities(Shape prediction) => Softmax.Kernel(prediction.Size, 1);

    public override RowKernel Lower(Shape prediction, bool withGradient)
    {
        int classes = prediction.Size;
        var (z, gradient, max, sum, scale) = (new Variable("prediction"), new Variable("gradient"), new Variable("max"), new Variable("sum"), new Variable(RowKernel.Scale));
        var right = new ElementAt("prediction", "target");
        var operands = new List<RowOperand> { new("prediction", RowOperandKind.Input), new("target", RowOperandKind.Index) };
        var steps = new List<RowStep> { new ReduceStep("max", RowReduction.Max, z) };
        var loss = new LossStep(PerElement: false, Log(sum) + (max - right));
        if (withGradient)
        {
            operands.Add(new RowOperand("gradient", RowOperandKind.Output));
            steps.AddRange(
            [
                new StoreStep("gradient", Exp(z - max)),
                new ReduceStep("sum", RowReduction.Sum, gradient),
                loss,
                new StoreStep("gradient", gradient / sum * scale),
                // p_t - 1 before the scale, not p_t scale - scale: near p_t = 1 the difference is exact.
                new StoreAtStep("gradient", "target", ((Exp(right - max) / sum) - One) * scale),
            ]);
        }
        else
        {
            steps.AddRange([new ReduceStep("sum", RowReduction.Sum, Exp(z - max)), loss]);
        }

        string name = "SoftmaxCrossEntropy" + StepBuilder.Digits(classes) + (withGradient ? "WithGradient" : "");
        return new RowKernel(name, classes, 1, operands.ToEquatableArray(), steps.ToEquatableArray());
    }
}
