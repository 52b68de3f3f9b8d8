using System.Collections.Generic;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary><c>[CrossEntropy]</c>: -ln y[t] of probabilities y and the index t of the right class.</summary>
internal sealed class CrossEntropyObjective() : ClassLossObjective("CrossEntropy")
{
    protected override bool TakesTarget => true;

    protected override bool TakesWeights => true;

    protected override ClassLoss Build(LayerDeclaration layer, bool isDistribution, EquatableArray<double> weights, GraphBuilder graph) => new CrossEntropy(isDistribution, weights);
}

/// <summary>L = -sum_i w_i t_i ln y_i and dL/dy_i = -w_i t_i / y_i of probabilities y; finite at 0. After softmax both are one operation on its scores.</summary>
internal sealed record CrossEntropy(bool IsDistribution, EquatableArray<double> Weights) : ClassLoss(IsDistribution, Weights)
{
    public override string Derivation => IsDistribution
        ? "CrossEntropy: L = -sum_j w[j] * t[j] * ln(y[j]), so dL/dy[i] = -w[i] * t[i] / y[i]."
        : "CrossEntropy: L = -w[t] * ln(y[t]), so dL/dy[i] = i = t ? -w[t] / y[t] : 0.";

    public override bool PredictsProbabilities => true;

    protected override string Name => "CrossEntropy";

    public override ObjectiveOperation? FusedAfter(Operation producer) => producer is Softmax ? new SoftmaxCrossEntropy(IsDistribution, Weights, 0) : null;

    public override string Formula(string prediction, string target) => IsDistribution
        ? $"-sum_i {WeightText("i")}{target}[i] * ln {prediction}[i]"
        : $"-{WeightText(target)}ln {prediction}[{target}]";

    public override string GradientFormula(string prediction, string target) => IsDistribution
        ? $"-{WeightText("i")}{target}[i] / {prediction}[i]"
        : $"i = {target} ? -{WeightText(target)}1 / {prediction}[{target}] : 0";

    protected override IEnumerable<RowStep> Steps(int classes, bool withGradient)
    {
        yield return IsDistribution
            ? new LossStep(PerElement: true, -(Weight * (Target * Probability.Log(Prediction))))
            : new LossStep(PerElement: false, -(RightWeight * Probability.Log(Right)));
        if (withGradient && IsDistribution)
        {
            yield return new StoreStep("gradient", -(Weight * Target / Probability.AsDivisor(Prediction)) * Scale);
        }
        else if (withGradient)
        {
            yield return new StoreStep("gradient", Zero);
            yield return new StoreAtStep("gradient", "target", -(RightWeight * Scale) / Probability.AsDivisor(Right));
        }
    }
}
