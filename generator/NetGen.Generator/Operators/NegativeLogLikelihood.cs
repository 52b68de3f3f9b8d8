using System.Collections.Generic;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary><c>[NegativeLogLikelihood]</c>: -y[t] of log-probabilities y and the index t of the right class.</summary>
internal sealed class NegativeLogLikelihoodObjective() : ClassLossObjective("NegativeLogLikelihood")
{
    protected override bool TakesWeights => true;

    protected override ClassLoss Build(LayerDeclaration layer, bool isDistribution, EquatableArray<double> weights, GraphBuilder graph) => new NegativeLogLikelihood(weights);
}

/// <summary>L = -w_t y_t of log-probabilities y.</summary>
internal sealed record NegativeLogLikelihood(EquatableArray<double> Weights) : ClassLoss(false, Weights)
{
    public override string Derivation => "NegativeLogLikelihood: L = -w[t] * y[t], so dL/dy[i] = i = t ? -w[t] : 0.";

    protected override string Name => "NegativeLogLikelihood";

    public override ObjectiveOperation? FusedAfter(Operation producer) => producer is LogSoftmax ? new SoftmaxCrossEntropy(false, Weights, 0) : null;

    public override string Formula(string prediction, string target) => $"-{WeightText(target)}{prediction}[{target}]";

    public override string GradientFormula(string prediction, string target) => $"i = {target} ? -{WeightText(target)}1 : 0";

    public override RowKernel? Probabilities(Shape prediction) => Pointwise.Kernel("NegativeLogLikelihoodProbability", Exp(new Variable("x")), prediction.Size);

    protected override IEnumerable<RowStep> Steps(int classes, bool withGradient)
    {
        yield return new LossStep(PerElement: false, -(RightWeight * Right));
        if (withGradient)
        {
            yield return new StoreStep("gradient", Zero);
            yield return new StoreAtStep("gradient", "target", -(RightWeight * Scale));
        }
    }
}
