using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary><c>[SoftmaxCrossEntropy]</c>: -ln softmax(z)[t] of scores z and the index t of the right class.</summary>
internal sealed class SoftmaxCrossEntropyObjective() : ClassLossObjective("SoftmaxCrossEntropy")
{
    private static readonly Option[] Options = [new("LabelSmoothing", 0, OptionRange.Share)];

    protected override bool TakesTarget => true;

    protected override bool TakesWeights => true;

    protected override ClassLoss? Build(LayerDeclaration layer, bool isDistribution, EquatableArray<double> weights, GraphBuilder graph) =>
        Option.Read(Options, layer, graph) is { } options ? new SoftmaxCrossEntropy(isDistribution, weights, options[0]) : null;
}

/// <summary>
/// Softmax and cross-entropy as one: L = ln sum_j exp(z_j - m) + m - z_t with m = max z, and dL/dz = p - onehot(t).
/// Apart, a small p would lose its digits in the logarithm and in the quotient. In general L = -sum_i q_i ln p_i and dL/dz = p sum_i q_i - q, where
/// q is the target times the weights of the classes, and a share <paramref name="Smoothing"/> of it is spread evenly over the classes.
/// </summary>
/// <param name="IsDistribution">True if the target is a probability for each class, false if it is the index of one.</param>
/// <param name="Weights">A weight of each class; none if all are 1.</param>
/// <param name="Smoothing">The share of the target that goes to all classes alike.</param>
internal sealed record SoftmaxCrossEntropy(bool IsDistribution, EquatableArray<double> Weights, double Smoothing) : ClassLoss(IsDistribution, Weights)
{
    private static readonly Expression Max = new Variable("max");
    private static readonly Expression Sum = new Variable("sum");
    private static readonly Expression Offset = new Variable("offset");

    /// <summary>True if the one class that a target names is all there is of it.</summary>
    private bool IsOneClass => !IsDistribution && Smoothing == 0;

    public override string Derivation => IsOneClass
        ? $"SoftmaxCrossEntropy: L = {Weighted(Factor("w[t]"), "ln(sum_j exp(z[j])) - z[t]")}, and d ln(sum_j exp(z[j])) / dz[i] = exp(z[i]) / sum_j exp(z[j]) = p[i], so dL/dz[i] = {Weighted(Factor("w[t]"), "p[i] - (i = t ? 1 : 0)")}."
        : $"SoftmaxCrossEntropy: L = sum_j q[j] * (ln(sum_k exp(z[k])) - z[j]), and d ln(sum_k exp(z[k])) / dz[i] = exp(z[i]) / sum_k exp(z[k]) = p[i], so dL/dz[i] = p[i] * sum_j q[j] - q[i].";

    public override string AppliesItself => "Softmax";

    protected override string Name => "SoftmaxCrossEntropy";

    public override string Formula(string prediction, string target) => IsOneClass
        ? $"-{WeightText(target)}ln softmax({prediction})[{target}]"
        : $"-sum_i {Part("i", target)} * ln softmax({prediction})[i]";

    public override string GradientFormula(string prediction, string target) => IsOneClass
        ? Weighted(WeightText(target), $"softmax({prediction})[i] - (i = {target} ? 1 : 0)")
        : $"softmax({prediction})[i] * sum_j {Part("j", target)} - {Part("i", target)}";

    public override RowKernel? Probabilities(Shape prediction) => Softmax.Kernel(prediction.Size, 1);

    protected override IEnumerable<RowStep> Steps(int classes, bool withGradient)
    {
        yield return new ReduceStep("max", RowReduction.Max, Prediction);
        if (withGradient)
        {
            yield return new StoreStep("gradient", Exp(Prediction - Max));
        }

        yield return new ReduceStep("sum", RowReduction.Sum, withGradient ? Gradient : Exp(Prediction - Max));
        IEnumerable<RowStep> rest = IsDistribution ? DistributionSteps(classes, withGradient)
            : Smoothing == 0 ? IndexSteps(withGradient)
            : SmoothedIndexSteps(classes, withGradient);
        foreach (RowStep step in rest)
        {
            yield return step;
        }
    }

    private IEnumerable<RowStep> IndexSteps(bool withGradient)
    {
        yield return new LossStep(PerElement: false, RightWeight * (Log(Sum) + (Max - Right)));
        if (withGradient)
        {
            Expression share = Scale;
            if (Weights.Count > 0)
            {
                yield return new NumberStep("share", RightWeight * Scale);
                share = new Variable("share");
            }

            yield return new StoreStep("gradient", Gradient / Sum * share);
            // p_t - 1 before the scale, not p_t scale - scale: near p_t = 1 the difference is exact.
            yield return new StoreAtStep("gradient", "target", ((Exp(Right - Max) / Sum) - One) * share);
        }
    }

    /// <summary>Of each class the share that all have alike, and of the right one the rest.</summary>
    private IEnumerable<RowStep> SmoothedIndexSteps(int classes, bool withGradient)
    {
        double even = Smoothing / classes;
        double allWeights = Weights.Count == 0 ? classes : Weights.Sum();
        Expression rightPart = (1 - Smoothing) * RightWeight;
        yield return new DefineStep("offset", Log(Sum) + Max);
        yield return new SumStep("spread", Weight * (Offset - Prediction));
        yield return new LossStep(PerElement: false, (rightPart * (Offset - Right)) + (even * new Variable("spread")));
        if (withGradient)
        {
            yield return new NumberStep("total", rightPart + (even * allWeights));
            yield return new StoreStep("gradient", ((Gradient / Sum * new Variable("total")) - (even * Weight)) * Scale);
            Expression p = Exp(Right - Max) / Sum;
            yield return new StoreAtStep("gradient", "target", ((rightPart * (p - One)) + (even * ((allWeights * p) - RightWeight))) * Scale);
        }
    }

    private IEnumerable<RowStep> DistributionSteps(int classes, bool withGradient)
    {
        Expression part = Weight * (Smoothing == 0 ? Target : ((1 - Smoothing) * Target) + (Smoothing / classes));
        yield return new DefineStep("offset", Log(Sum) + Max);
        yield return new LossStep(PerElement: true, part * (Offset - Prediction));
        if (withGradient)
        {
            // The target sums to 1 only up to rounding; with its very sum the gradient is exactly that of the loss.
            yield return new ReduceStep("total", RowReduction.Sum, part);
            yield return new StoreStep("gradient", ((Gradient / Sum * new Variable("total")) - part) * Scale);
        }
    }

    private static string Weighted(string factor, string text) => factor.Length == 0 ? text : factor + "(" + text + ")";

    private string Factor(string weight) => Weights.Count == 0 ? "" : weight + " * ";

    /// <summary>q of one class in formulas.</summary>
    private string Part(string index, string target)
    {
        string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
        string right = IsDistribution ? $"{target}[{index}]" : $"({index} = {target} ? 1 : 0)";
        string smoothed = Smoothing == 0 ? right : $"({Number(1 - Smoothing)} * {right} + {Number(Smoothing)} / K)";
        return WeightText(index) + smoothed;
    }
}
