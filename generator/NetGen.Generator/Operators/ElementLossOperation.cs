using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary>The attribute of a row of <see cref="ElementLosses"/>.</summary>
internal sealed class ElementLossObjective(ElementLoss loss) : ObjectiveOperator
{
    public override string Attribute => "NetGen." + loss.Name;

    public override ObjectiveOperation? Build(LayerDeclaration layer, Value prediction, GraphBuilder graph) =>
        Option.Read(loss.Options, layer, graph) is { } options
        && (loss.Weights is null ? [] : NumberList.ReadForElements(loss.Weights.Name, prediction, layer, graph)) is { } weights
            ? new ElementLossOperation(loss, options) { Weights = weights }
            : null;
}

/// <summary>L = sum_i l(y_i, t_i), or the mean over i.</summary>
internal sealed record ElementLossOperation(ElementLoss Loss, EquatableArray<double> Options) : ObjectiveOperation
{
    private const string Weight = "w";

    /// <summary>The weights of the elements: none if they are not written, one for all, or one for each.</summary>
    public EquatableArray<double> Weights { get; init; } = [];

    private Expression Element => Weights.Count == 0 ? Loss.Element(Options) : Weighted(Loss.Weights!.Element);

    private Expression Slope => Weights.Count > 0 ? Weighted(Loss.Weights!.Slope)
        : Loss.Slope?.Invoke(Options) ?? Derivative.Of(Element, new Variable("y")) ?? Expression.Zero;

    private string WeightsName => char.ToLowerInvariant(Loss.Weights!.Name[0]) + Loss.Weights.Name.Substring(1);

    public override IReadOnlyList<Constants> Constants => Weights.Count > 1 ? [new(WeightsName, Weights)] : [];

    public override ElementKind TargetKind => ElementKind.Float;

    public override bool TakesTarget => Loss.ComparesWithTarget;

    public override string? TargetCheck => Loss.TargetCheck;

    public override string? AppliesItself => Loss.AppliesItself;

    public override bool TakesAnySlope => Loss.TakesAnySlope;

    public override bool PredictsProbabilities => Loss.Decision == ClassDecision.AboveHalf;

    public override ClassDecision Decision(Shape prediction) => prediction.Size == 1 ? Loss.Decision : ClassDecision.None;

    public override ObjectiveOperation? FusedAfter(Operation producer) =>
        Loss.Fused is { } fused && producer is Pointwise activation && activation.Function == fused.Activation ? new ElementLossOperation(fused.Loss, Options) { Weights = Weights } : null;

    public override RowKernel? Probabilities(Shape prediction) => Loss.Probability is { } probability ? Pointwise.Kernel(Loss.Name + "Probability", probability, prediction.Size) : null;

    public override string Derivation => $"{Loss.Name}: the loss of one element is {Plain(Element)}, its derivative by y is {Plain(Slope)}{(Loss.MeanOverElements ? ", both divided by the n elements" : "")}.";

    public override Reduction DefaultReduction => Loss.Reduction;

    public override Shape TargetShape(Shape prediction) => prediction;

    public override string Formula(string prediction, string target) =>
        (Loss.MeanOverElements ? "mean_i " : "sum_i ") + ExpressionFormula.Write(Element, Names(prediction, target));

    public override string GradientFormula(string prediction, string target) =>
        ExpressionFormula.Write(Slope, Names(prediction, target)) + (Loss.MeanOverElements ? " / n" : "");

    public override RowKernel Lower(Shape prediction, bool withGradient)
    {
        int size = prediction.Size;
        double share = Loss.MeanOverElements ? 1.0 / size : 1.0;
        List<RowOperand> operands = [new("prediction", RowOperandKind.Input)];
        if (TakesTarget)
        {
            operands.Add(new RowOperand("target", RowOperandKind.Input));
        }

        operands.AddRange(Constants.Select(constants => new RowOperand(constants.Name, RowOperandKind.Feature)));
        var steps = new List<RowStep> { new LossStep(PerElement: true, share * Named(Element)) };
        if (withGradient)
        {
            operands.Add(new RowOperand("gradient", RowOperandKind.Output));
            steps.Add(new StoreStep("gradient", (share * Named(Slope)) * new Variable(RowKernel.Scale)));
        }

        string name = Loss.Name + StepBuilder.Digits(size) + (withGradient ? "WithGradient" : "");
        return new RowKernel(name, size, 1, operands.ToEquatableArray(), steps.ToEquatableArray());
    }

    private static string Plain(Expression expression) => ExpressionFormula.Write(expression, variable => variable);

    /// <summary>With the one weight of all elements as a number, or the name of their weights.</summary>
    private Expression Weighted(Expression expression) => Substitution.Rename(
        expression,
        new Dictionary<string, Expression> { [Weight] = Weights.Count == 1 ? Weights[0] : new Variable(WeightsName) });

    private static Expression Named(Expression element) =>
        Substitution.Rename(element, new Dictionary<string, Expression> { ["y"] = new Variable("prediction"), ["t"] = new Variable("target") });

    private static Func<string, string> Names(string prediction, string target) => variable => variable switch
    {
        "y" => prediction,
        "t" => target,
        _ => variable,
    } + "[i]";
}
