using System.Collections.Generic;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary><c>[MultiMargin]</c>, <c>[WestonWatkins]</c>, <c>[CrammerSinger]</c>: the scores of wrong classes stay a margin below that of the right one.</summary>
internal sealed class MarginLossObjective(string name) : ClassLossObjective(name)
{
    private static readonly Option[] Options =
    [
        new("Margin", 1, OptionRange.NotNegative),
        new("Power", 1, new OptionRange("1 or 2", power => power is 1 or 2)),
    ];

    protected override int LeastClasses => 2;

    protected override ClassLoss? Build(LayerDeclaration layer, bool isDistribution, EquatableArray<double> weights, GraphBuilder graph) => Option.Read(Options, layer, graph) is not { } options ? null
        : layer.Kind == "CrammerSinger" ? new CrammerSinger(options[0])
        : new SumOfMargins(layer.Kind, options[0], (int)options[1], IsMean: layer.Kind == "MultiMargin");
}

/// <summary>L = sum_(j != t) max(0, m + z_j - z_t)^p, or its K-th part for K classes. The slope at the margin itself is 0.</summary>
/// <param name="Loss">The attribute's name.</param>
/// <param name="Margin">m.</param>
/// <param name="Power">p: 1 or 2.</param>
/// <param name="IsMean">True to divide by the number of classes.</param>
internal sealed record SumOfMargins(string Loss, double Margin, int Power, bool IsMean) : ClassLoss(false, [])
{
    public override string Derivation => Power == 1
        ? $"{Loss}: each class j != t with h[j] = m + z[j] - z[t] > 0 adds h[j] to L{Divided}, so dL/dz[j] = 1 for it, and dL/dz[t] is minus their number{Divided}."
        : $"{Loss}: each class j != t with h[j] = m + z[j] - z[t] > 0 adds h[j]^2 to L{Divided}, so dL/dz[j] = 2 * h[j] for it, and dL/dz[t] is minus their sum{Divided}.";

    protected override string Name => Loss;

    private string Divided => IsMean ? ", divided by the K classes" : "";

    public override string Formula(string prediction, string target) =>
        $"sum_(j != {target}) max({Text(prediction, "j", target)}, 0){(Power == 1 ? "" : "^2")}{(IsMean ? " / K" : "")}";

    public override string GradientFormula(string prediction, string target) =>
        $"i = {target} ? -sum_(j != {target}) d {prediction}[j] : {Text(prediction, "i", target)} > 0 ? {(Power == 1 ? "1" : $"2 * ({Text(prediction, "i", target)})")}{(IsMean ? " / K" : "")} : 0";

    protected override IEnumerable<RowStep> Steps(int classes, bool withGradient)
    {
        // The difference first: beside a large score the margin would be lost.
        Expression excess = Prediction - new Variable("right") + Margin;
        double share = IsMean ? 1.0 / classes : 1;
        yield return new NumberStep("right", Right);
        yield return new SumStep("sum", IfLessOrEqual(excess, Zero, Zero, Power == 1 ? excess : excess * excess), Except: "target");
        yield return new LossStep(PerElement: false, share * new Variable("sum"));
        if (withGradient)
        {
            var (total, part) = (new Variable("total"), new Variable("share"));
            yield return new NumberStep("share", (Power * share) * Scale);
            yield return new StoreStep("gradient", IfLessOrEqual(excess, Zero, Zero, Power == 1 ? One : excess));
            yield return new StoreAtStep("gradient", "target", Zero);
            yield return new ReduceStep("total", RowReduction.Sum, Gradient);
            yield return new StoreStep("gradient", Gradient * part);
            yield return new StoreAtStep("gradient", "target", -(total * part));
        }
    }

    private string Text(string prediction, string index, string target) => $"{prediction}[{index}] - {prediction}[{target}] + {Margin.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}";
}

/// <summary>L = max(0, m + max_(j != t) z_j - z_t): only the best of the wrong classes counts, the first of equals. The slope at the margin itself is 0.</summary>
/// <param name="Margin">m.</param>
internal sealed record CrammerSinger(double Margin) : ClassLoss(false, [])
{
    public override string Derivation => "CrammerSinger: L = h = m + z[j] - z[t] for the best j of the wrong classes, if h > 0; so dL/dz[j] = 1 and dL/dz[t] = -1, and all others are 0.";

    protected override string Name => "CrammerSinger";

    public override string Formula(string prediction, string target) =>
        $"max(max_(j != {target}) {prediction}[j] - {prediction}[{target}] + {Margin.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}, 0)";

    public override string GradientFormula(string prediction, string target) => $"loss > 0 ? (i = rival ? 1 : i = {target} ? -1 : 0) : 0, rival = argmax_(j != {target}) {prediction}[j]";

    protected override IEnumerable<RowStep> Steps(int classes, bool withGradient)
    {
        Expression excess = new Variable("excess");
        yield return new CallStep("rival", "FirstMaximum", "prediction", IsIndex: true, Except: "target");
        yield return new DefineStep("excess", new ElementAt("prediction", "rival") - Right + Margin);
        yield return new LossStep(PerElement: false, IfLessOrEqual(excess, Zero, Zero, excess));
        if (withGradient)
        {
            yield return new NumberStep("share", IfLessOrEqual(excess, Zero, Zero, Scale));
            yield return new StoreStep("gradient", Zero);
            yield return new StoreAtStep("gradient", "rival", new Variable("share"));
            yield return new StoreAtStep("gradient", "target", -new Variable("share"));
        }
    }
}
