using System.Collections.Generic;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary>The attribute of a loss over the classes of one vector.</summary>
/// <param name="name">The attribute's name.</param>
internal abstract class ClassLossObjective(string name) : ObjectiveOperator
{
    public override string Attribute => "NetGen." + name;

    /// <summary>True if the attribute has a property <c>Target</c>; otherwise targets are indices.</summary>
    protected virtual bool TakesTarget => false;

    /// <summary>True if the attribute has a property <c>ClassWeights</c>.</summary>
    protected virtual bool TakesWeights => false;

    /// <summary>The fewest classes that the loss is defined for.</summary>
    protected virtual int LeastClasses => 1;

    public override ElementKind TargetKind(LayerDeclaration layer) => IsDistribution(layer) ? ElementKind.Float : ElementKind.Int;

    public override ObjectiveOperation? Build(LayerDeclaration layer, Value prediction, GraphBuilder graph)
    {
        int target = TakesTarget ? layer.Integer("Target") : 0;
        if (target is not (0 or 1))
        {
            graph.Report(Rules.UnknownOption, layer, "Target", "Target", layer.Kind, StepBuilder.Digits(target), "Index or Distribution");
            return null;
        }

        if (prediction.Shape.Rank != 1 || prediction.Shape.Size < LeastClasses)
        {
            string expected = LeastClasses == 1 ? "one vector of scores, [classes]" : $"one vector of scores of at least {StepBuilder.Digits(LeastClasses)} classes";
            graph.Report(Rules.ShapeMismatch, layer, null, layer.Kind, expected, prediction.Name, prediction.Shape.ToString());
            return null;
        }

        return (TakesWeights ? NumberList.ReadForClasses(prediction, layer, graph) : []) is { } weights
            ? Build(layer, IsDistribution(layer), weights, graph)
            : null;
    }

    /// <summary>The loss with what all attributes have; null after reporting a problem.</summary>
    protected abstract ClassLoss? Build(LayerDeclaration layer, bool isDistribution, EquatableArray<double> weights, GraphBuilder graph);

    private bool IsDistribution(LayerDeclaration layer) => TakesTarget && layer.Integer("Target") == 1;
}

/// <summary>A loss of a vector with one element for each class, and the index of the right class or a distribution over all.</summary>
/// <param name="IsDistribution">True if the target is a probability for each class, false if it is the index of one.</param>
/// <param name="Weights">A weight of each class; none if all are 1.</param>
internal abstract record ClassLoss(bool IsDistribution, EquatableArray<double> Weights) : ObjectiveOperation
{
    protected static readonly Expression Prediction = new Variable("prediction");
    protected static readonly Expression Target = new Variable("target");
    protected static readonly Expression Gradient = new Variable("gradient");
    protected static readonly Expression Scale = new Variable(RowKernel.Scale);

    /// <summary>The prediction for the right class, where the target is its index.</summary>
    protected static readonly Expression Right = new ElementAt("prediction", "target");

    public override ElementKind TargetKind => IsDistribution ? ElementKind.Float : ElementKind.Int;

    public override string TargetCheck => IsDistribution ? "Distributions" : "ClassIndices";

    public override ClassDecision Decision(Shape prediction) => ClassDecision.Argmax;

    public override Shape TargetShape(Shape prediction) => IsDistribution ? prediction : Shape.Scalar;

    public override IReadOnlyList<Constants> Constants => Weights.Count == 0 ? [] : [new(Operators.Constants.ClassWeights, Weights)];

    /// <summary>Of the one class that an index names. A distribution has parts of all classes, so its mean stays one over examples, as in PyTorch.</summary>
    public override EquatableArray<double> ClassWeights => IsDistribution ? [] : Weights;

    /// <summary>The name of the kernel without the number of classes.</summary>
    protected abstract string Name { get; }

    /// <summary>The passes over a row; no loss reads the prediction in a pass after one that writes the gradient but element by element.</summary>
    protected abstract IEnumerable<RowStep> Steps(int classes, bool withGradient);

    /// <summary>The weight of each class as a factor; 1 without weights.</summary>
    protected Expression Weight => Weights.Count == 0 ? Expression.One : new Variable(Operators.Constants.ClassWeights);

    /// <summary>The weight of the right class as a factor; 1 without weights.</summary>
    protected Expression RightWeight => Weights.Count == 0 ? Expression.One : new ElementAt(Operators.Constants.ClassWeights, "target");

    /// <summary>In formulas, the weight of each class as a factor; empty without weights.</summary>
    protected string WeightText(string index) => Weights.Count == 0 ? "" : Operators.Constants.ClassWeights + "[" + index + "] * ";

    public override RowKernel Lower(Shape prediction, bool withGradient)
    {
        var operands = new List<RowOperand> { new("prediction", RowOperandKind.Input), new("target", IsDistribution ? RowOperandKind.Input : RowOperandKind.Index) };
        if (Weights.Count > 0)
        {
            operands.Add(new RowOperand(Operators.Constants.ClassWeights, RowOperandKind.Feature));
        }

        if (withGradient)
        {
            operands.Add(new RowOperand("gradient", RowOperandKind.Output));
        }

        string name = Name + (IsDistribution ? "OfDistribution" : "") + StepBuilder.Digits(prediction.Size) + (withGradient ? "WithGradient" : "");
        return new RowKernel(name, prediction.Size, 1, operands.ToEquatableArray(), Steps(prediction.Size, withGradient).ToEquatableArray());
    }
}
