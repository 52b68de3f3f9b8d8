using System.Collections.Generic;
using System.Globalization;
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
internal sealed record ElementLoss(string Name, Expression Element, bool MeanOverElements = false, Reduction Reduction = Reduction.Mean);

/// <summary>The built-in losses of this kind.</summary>
internal static class ElementLosses
{
    private static readonly Expression Y = new Variable("y");
    private static readonly Expression T = new Variable("t");

    public static readonly IReadOnlyList<ElementLoss> All =
    [
        new("HalfSquaredError", 0.5 * ((Y - T) * (Y - T))),
        new("MeanSquaredError", (Y - T) * (Y - T), MeanOverElements: true),
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

    private Expression Slope => Derivative.Of(Loss.Element, new Variable("y"))!;

    private static Expression Named(Expression element) =>
        Substitution.Replace(Substitution.Replace(element, Y, new Variable("prediction")), T, new Variable("target"));

    private static Expression Y { get; } = new Variable("y");

    private static Expression T { get; } = new Variable("t");

    private static System.Func<string, string> Names(string prediction, string target) => variable => (variable == "y" ? prediction : target) + "[i]";
}
