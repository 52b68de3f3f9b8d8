using System.Collections.Generic;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary><c>[SparsemaxLoss]</c> of scores z and the index of the right class or a distribution q.</summary>
internal sealed class SparsemaxLossObjective() : ClassLossObjective("SparsemaxLoss")
{
    protected override bool TakesTarget => true;

    protected override ClassLoss Build(LayerDeclaration layer, bool isDistribution, EquatableArray<double> weights, GraphBuilder graph) => new SparsemaxLoss(isDistribution);
}

/// <summary>
/// L = -q z + 1/2 sum_(j in S) (z_j^2 - tau^2) + 1/2 |q|^2 and dL/dz = p - q, where p = sparsemax(z) = max(z - tau, 0) with the support S.
/// Squares of large scores would cancel. With d = z - tau the same is a sum of terms that are not negative, (p_j - q_j)^2 / 2 on the support and
/// q_j (q_j / 2 - d_j) off it, and tau (1 - sum_j q_j), which is 0 but for the rounding of q.
/// </summary>
internal sealed record SparsemaxLoss(bool IsDistribution) : ClassLoss(IsDistribution, [])
{
    private static readonly Expression Max = new Variable("max");
    private static readonly Expression Threshold = new Variable("threshold");
    private static readonly Expression Shift = new Variable("shift");

    public override string Derivation => "SparsemaxLoss: with p = sparsemax(z) = max(z - tau, 0), L = -sum_j q[j] * z[j] + 1/2 sum_(p[j] > 0) (z[j]^2 - tau^2) + 1/2 sum_j q[j]^2. "
        + "As sum_j p[j] = 1 for every z, the change of tau drops out, so dL/dz[i] = p[i] - q[i].";

    public override string AppliesItself => "Sparsemax";

    protected override string Name => "SparsemaxLoss";

    public override string Formula(string prediction, string target) => IsDistribution
        ? $"1/2 sum_i (p[i] > 0 ? (p[i] - {target}[i])^2 : {target}[i]^2 + 2 * {target}[i] * (tau - {prediction}[i])), p = sparsemax({prediction}) = max({prediction} - tau, 0)"
        : $"1/2 sum_i p[i]^2 + 1/2 - ({prediction}[{target}] - tau), p = sparsemax({prediction}) = max({prediction} - tau, 0)";

    public override string GradientFormula(string prediction, string target) => $"sparsemax({prediction})[i] - " + (IsDistribution ? $"{target}[i]" : $"(i = {target} ? 1 : 0)");

    public override RowKernel? Probabilities(Shape prediction) => Sparsemax.Kernel(prediction.Size, 1);

    protected override IEnumerable<RowStep> Steps(int classes, bool withGradient)
    {
        // The threshold is relative to the maximum, beside which it would lose its digits.
        yield return new ReduceStep("max", RowReduction.Max, Prediction);
        yield return new CallStep("threshold", "SparsemaxThreshold", "prediction");
        Expression above = Prediction - Max - Threshold;
        if (IsDistribution)
        {
            yield return new SumStep("distance", IfLessOrEqual(above, Zero, Target * ((0.5 * Target) - above), 0.5 * ((above - Target) * (above - Target))));
            yield return new SumStep("total", Target);
            yield return new LossStep(PerElement: false, new Variable("distance") + ((Max + Threshold) * (1.0 - new Variable("total"))));
        }
        else
        {
            yield return new SumStep("squares", Positive(above) * Positive(above));
            yield return new LossStep(PerElement: false, (0.5 * new Variable("squares")) + (0.5 - (Right - Max - Threshold)));
        }

        if (withGradient)
        {
            yield return new NumberStep("shift", Threshold);
            Expression p = Positive(Prediction - Max - Shift);
            yield return new StoreStep("gradient", IsDistribution ? (p - Target) * Scale : p * Scale);
            if (!IsDistribution)
            {
                yield return new StoreAtStep("gradient", "target", (Positive(Right - Max - Shift) - One) * Scale);
            }
        }
    }

    private static Expression Positive(Expression x) => IfLessOrEqual(x, Zero, Zero, x);
}
