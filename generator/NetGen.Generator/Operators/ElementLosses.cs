using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary>A loss that is a sum or mean over the elements of a prediction: one row of the table.</summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="Options">The numbers that the attribute takes.</param>
/// <param name="Element">The loss of one element in the variables <c>y</c> (prediction) and <c>t</c> (target), given the options.</param>
internal sealed record ElementLoss(string Name, IReadOnlyList<Option> Options, Func<IReadOnlyList<double>, Expression> Element)
{
    public ElementLoss(string name, Expression element)
        : this(name, [], _ => element)
    {
    }

    /// <summary>True to divide by the number of elements of one example.</summary>
    public bool MeanOverElements { get; init; }

    /// <summary>How examples are reduced unless the attribute says.</summary>
    public Reduction Reduction { get; init; } = Reduction.Mean;

    /// <summary>The derivative by y, given the options, where the one derived from <see cref="Element"/> would lose digits; null to derive it.</summary>
    public Func<IReadOnlyList<double>, Expression>? Slope { get; init; }

    /// <summary>The method of the runtime's <c>Check</c> for targets, or null.</summary>
    public string? TargetCheck { get; init; }

    /// <summary>How a single prediction becomes a class.</summary>
    public ClassDecision Decision { get; init; }

    /// <summary>The activation that the loss applies to the prediction itself; null if it applies none.</summary>
    public string? AppliesItself { get; init; }

    /// <summary>From a prediction <c>x</c> to the probability of class 1; null if it is none or is one already.</summary>
    public Expression? Probability { get; init; }

    /// <summary>The activation in front of it with which it fuses, and the loss that both are; null if there is none.</summary>
    public (string Activation, ElementLoss Loss)? Fused { get; init; }

    /// <summary>True if the caller gives the gradient, of which nothing is known.</summary>
    public bool TakesAnySlope { get; init; }
}

/// <summary>The built-in losses of this kind.</summary>
internal static class ElementLosses
{
    private static readonly Expression Y = new Variable("y");
    private static readonly Expression T = new Variable("t");

    /// <summary>-(t ln p + (1 - t) ln(1 - p)) with p = 1 / (1 + exp(-y)), written so that no exp overflows and no logarithm is of a rounded 1.</summary>
    private static readonly ElementLoss SigmoidCrossEntropy = new("SigmoidCrossEntropy", Max(Y, Zero) - (Y * T) + Log1P(Exp(-Abs(Y))))
    {
        MeanOverElements = true,
        Slope = _ => Sigmoid(Y) - T,
        TargetCheck = "Probabilities",
        Decision = ClassDecision.AboveZero,
        AppliesItself = "Sigmoid",
        Probability = Sigmoid(new Variable("x")),
    };

    /// <summary>Logarithms of at least -100 and a denominator of at least 1e-12, as in PyTorch, keep the loss finite at 0 and 1.</summary>
    private static readonly ElementLoss BinaryCrossEntropy = new("BinaryCrossEntropy", -((T * Max(Log(Y), -100.0)) + ((1.0 - T) * Max(Log(1.0 - Y), -100.0))))
    {
        MeanOverElements = true,
        Slope = _ => (Y - T) / Max(Y * (1.0 - Y), 1e-12),
        TargetCheck = "Probabilities",
        Decision = ClassDecision.AboveHalf,
        Fused = ("Sigmoid", SigmoidCrossEntropy),
    };

    public static readonly IReadOnlyList<ElementLoss> All =
    [
        new("HalfSquaredError", 0.5 * ((Y - T) * (Y - T))),
        new("MeanSquaredError", (Y - T) * (Y - T)) { MeanOverElements = true },
        BinaryCrossEntropy,
        SigmoidCrossEntropy,
        // The caller's dL/dy as target: the loss whose derivative it is. The caller's numbers stay as they are, so examples add up.
        new("OutputGradient", T * Y) { Reduction = Reduction.Sum, TakesAnySlope = true },
    ];
}

/// <summary>The attribute of a row of <see cref="ElementLosses"/>.</summary>
internal sealed class ElementLossObjective(ElementLoss loss) : ObjectiveOperator
{
    public override string Attribute => "NetGen." + loss.Name;

    public override ObjectiveOperation? Build(LayerDeclaration layer, Value prediction, GraphBuilder graph) =>
        Option.Read(loss.Options, layer, graph) is { } options ? new ElementLossOperation(loss, options) : null;
}

/// <summary>L = sum_i l(y_i, t_i), or the mean over i.</summary>
internal sealed record ElementLossOperation(ElementLoss Loss, EquatableArray<double> Options) : ObjectiveOperation
{
    private Expression Element => Loss.Element(Options);

    private Expression Slope => Loss.Slope?.Invoke(Options) ?? Derivative.Of(Element, new Variable("y")) ?? Expression.Zero;

    public override ElementKind TargetKind => ElementKind.Float;

    public override string? TargetCheck => Loss.TargetCheck;

    public override string? AppliesItself => Loss.AppliesItself;

    public override bool TakesAnySlope => Loss.TakesAnySlope;

    public override ClassDecision Decision(Shape prediction) => prediction.Size == 1 ? Loss.Decision : ClassDecision.None;

    public override ObjectiveOperation? FusedAfter(Operation producer) =>
        Loss.Fused is { } fused && producer is Pointwise activation && activation.Function == fused.Activation ? new ElementLossOperation(fused.Loss, Options) : null;

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
        var operands = new List<RowOperand> { new("prediction", RowOperandKind.Input), new("target", RowOperandKind.Input) };
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

    private static Expression Named(Expression element) =>
        Substitution.Rename(element, new Dictionary<string, Expression> { ["y"] = new Variable("prediction"), ["t"] = new Variable("target") });

    private static Func<string, string> Names(string prediction, string target) => variable => (variable == "y" ? prediction : target) + "[i]";
}
