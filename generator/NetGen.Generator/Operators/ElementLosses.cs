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
/// <param name="Element">The loss of one element in the variables <c>y</c> (prediction) and <c>t</c> (target).</param>
/// <param name="MeanOverElements">True to divide by the number of elements of one example.</param>
/// <param name="Reduction">How examples are reduced unless the attribute says.</param>
/// <param name="Slope">The derivative by y where the one derived from <paramref name="Element"/> would lose digits; null to derive it.</param>
/// <param name="TargetCheck">The method of the runtime's <c>Check</c> for targets, or null.</param>
/// <param name="Decision">How a single prediction becomes a class.</param>
/// <param name="Probability">The activation that turns a prediction into a probability, or null.</param>
internal sealed record ElementLoss(
    string Name,
    Expression Element,
    bool MeanOverElements = false,
    Reduction Reduction = Reduction.Mean,
    Expression? Slope = null,
    string? TargetCheck = null,
    ClassDecision Decision = ClassDecision.None,
    PointwiseFunction? Probability = null)
{
    /// <summary>The activation in front of it with which it fuses, and the loss that both are; null if there is none.</summary>
    public (string Activation, ElementLoss Loss)? Fused { get; init; }
}

/// <summary>The built-in losses of this kind.</summary>
internal static class ElementLosses
{
    private static readonly Expression Y = new Variable("y");
    private static readonly Expression T = new Variable("t");

    /// <summary>-(t ln p + (1 - t) ln(1 - p)) with p = 1 / (1 + exp(-y)), written so that no exp overflows and no logarithm is of a rounded 1.</summary>
    private static readonly ElementLoss SigmoidCrossEntropy = new("SigmoidCrossEntropy", Max(Y, Zero) - (Y * T) + Log1P(Exp(-Abs(Y))), MeanOverElements: true)
    {
        Slope = Sigmoid(Y) - T,
        TargetCheck = "Probabilities",
        Decision = ClassDecision.AboveZero,
        Probability = PointwiseFunctions.All.Single(function => function.Name == "Sigmoid"),
    };

    /// <summary>Logarithms of at least -100 and a denominator of at least 1e-12, as in PyTorch, keep the loss finite at 0 and 1.</summary>
    private static readonly ElementLoss BinaryCrossEntropy = new("BinaryCrossEntropy", -((T * Max(Log(Y), -100.0)) + ((1.0 - T) * Max(Log(1.0 - Y), -100.0))), MeanOverElements: true)
    {
        Slope = (Y - T) / Max(Y * (1.0 - Y), 1e-12),
        TargetCheck = "Probabilities",
        Decision = ClassDecision.AboveHalf,
        Fused = ("Sigmoid", SigmoidCrossEntropy),
    };

    public static readonly IReadOnlyList<ElementLoss> All =
    [
        new("HalfSquaredError", 0.5 * ((Y - T) * (Y - T))),
        new("MeanSquaredError", (Y - T) * (Y - T), MeanOverElements: true),
        BinaryCrossEntropy,
        SigmoidCrossEntropy,
        // The caller's dL/dy as target: the loss whose derivative it is. The caller's numbers stay as they are, so examples add up.
        new("OutputGradient", T * Y, Reduction: Reduction.Sum),
    ];
}

/// <summary>The attribute of a row of <see cref="ElementLosses"/>.</summary>
internal sealed class ElementLossObjective(ElementLoss loss) : ObjectiveOperator
{
    public override string Attribute => "NetGen." + loss.Name;

    public override ObjectiveOperation Build(LayerDeclaration layer, Value prediction, GraphBuilder graph) => new ElementLossOperation(loss);
}

/// <summary>L = sum_i l(y_i, t_i), or the mean over i.</summary>
internal sealed record ElementLossOperation(ElementLoss Loss) : ObjectiveOperation
{
    public override ElementKind TargetKind => ElementKind.Float;

    public override string? TargetCheck => Loss.TargetCheck;

    public override string? AppliesItself => Loss.Probability?.Name;

    public override ClassDecision Decision(Shape prediction) => prediction.Size == 1 ? Loss.Decision : ClassDecision.None;

    public override ObjectiveOperation? FusedAfter(Operation producer) =>
        Loss.Fused is { } fused && producer is Pointwise activation && activation.Name == fused.Activation ? new ElementLossOperation(fused.Loss) : null;

    public override RowKernel? Probabilities(Shape prediction) => Loss.Probability is { } function ? Pointwise.Kernel(function.Name, function.Value, ["x"], prediction.Size) : null;

    public override string Derivation => $"{Loss.Name}: the loss of one element is {Plain(Loss.Element)}, its derivative by y is {Plain(Slope)}{(Loss.MeanOverElements ? ", both divided by the n elements" : "")}.";

    public override Reduction DefaultReduction => Loss.Reduction;

    public override Shape TargetShape(Shape prediction) => prediction;

    public override string Formula(string prediction, string target) =>
        (Loss.MeanOverElements ? "mean_i " : "sum_i ") + ExpressionFormula.Write(Loss.Element, Names(prediction, target));

    public override string GradientFormula(string prediction, string target) =>
        ExpressionFormula.Write(Slope, Names(prediction, target)) + (Loss.MeanOverElements ? " / n" : "");

    public override RowKernel Lower(Shape prediction, bool withGradient)
    {
        int size = prediction.Size;
        double share = Loss.MeanOverElements ? 1.0 / size : 1.0;
        var operands = new List<RowOperand> { new("prediction", RowOperandKind.Input), new("target", RowOperandKind.Input) };
        var steps = new List<RowStep> { new LossStep(PerElement: true, share * Named(Loss.Element)) };
        if (withGradient)
        {
            operands.Add(new RowOperand("gradient", RowOperandKind.Output));
            steps.Add(new StoreStep("gradient", (share * Named(Slope)) * new Variable(RowKernel.Scale)));
        }

        string name = Loss.Name + StepBuilder.Digits(size) + (withGradient ? "WithGradient" : "");
        return new RowKernel(name, size, 1, operands.ToEquatableArray(), steps.ToEquatableArray());
    }

    private static string Plain(Expression expression) => ExpressionFormula.Write(expression, variable => variable);

    private Expression Slope => Loss.Slope ?? Derivative.Of(Loss.Element, new Variable("y"))!;

    private static Expression Named(Expression element) =>
        Substitution.Rename(element, new Dictionary<string, Expression> { ["y"] = new Variable("prediction"), ["t"] = new Variable("target") });

    private static System.Func<string, string> Names(string prediction, string target) => variable => (variable == "y" ? prediction : target) + "[i]";
}
