using System.Collections.Generic;
using NetGen.Generator.Common;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary>
/// What a node does: its shape rule, gradient rule, lowering and formula. The backward pass is made of operations too.
/// Operations yield graphs and kernels, never text other than the formula that stands beside the step.
/// </summary>
internal abstract record Operation
{
    /// <summary>Per example, unless the operation reduces over the batch.</summary>
    public virtual Extent Extent => Extent.PerExample;

    /// <summary>The number below which the ints that it reads must be; null if it reads none.</summary>
    public virtual int? IndexLimit(IReadOnlyList<Value> inputs) => null;

    /// <summary>True for a sum over the rows of a batch that can be added to another one in place.</summary>
    public virtual bool AddsUp => false;

    /// <summary>The shape that the inputs lead to; the verifier holds every node against it.</summary>
    public abstract Shape Infer(IReadOnlyList<Value> inputs);

    /// <summary>Adds the gradients of the inputs, given that of the output. Operations of the backward pass need none.</summary>
    public virtual void Differentiate(Node node, Value outputGradient, BackwardBuilder backward) =>
        throw new System.NotSupportedException(GetType().Name + " has no gradient rule.");

    /// <summary>How its derivative follows, in general symbols, for the reader of the backward pass; null if there is nothing to say.</summary>
    public virtual string? Derivation => null;

    /// <summary>Adds the kernels that compute the output.</summary>
    public abstract void Lower(Node node, StepBuilder steps);

    /// <summary>True if the output is the first input under another shape or name: it lies in the same memory and takes no step.</summary>
    public virtual bool IsView => false;

    /// <summary>False if the derivative by this input is 0 everywhere, so that nothing is trained through it.</summary>
    public virtual bool PassesGradient(int input) => true;

    /// <summary>True if nothing before it has a gradient by its output, so that none is computed; a derivative that is 0 everywhere but computed leaves it false.</summary>
    public virtual bool EndsGradient => false;

    /// <summary>The initializer that suits the weights whose result this operation takes; null to leave the choice open.</summary>
    public virtual Initializer? InitializerOfWeightsBefore => null;
}

/// <summary>A loss, or another end of a trainable network.</summary>
internal abstract record ObjectiveOperation
{
    /// <summary>One example's target.</summary>
    public abstract Shape TargetShape(Shape prediction);

    /// <summary>False for a loss that compares with nothing itself, though what makes its prediction may.</summary>
    public virtual bool TakesTarget => true;

    public abstract ElementKind TargetKind { get; }

    /// <summary>How the losses of the examples become one number when the attribute does not say.</summary>
    public virtual Reduction DefaultReduction => Reduction.Mean;

    /// <summary>The runtime's <c>TargetRule</c>, and the method of its <c>Check</c> that refuses other targets; null if any float will do.</summary>
    public virtual string? TargetCheck => null;

    /// <summary>The runtime's <c>ClassDecision</c> that turns a prediction into a class.</summary>
    public virtual ClassDecision Decision(Shape prediction) => ClassDecision.None;

    /// <summary>The activation that the loss applies itself; null if it applies none.</summary>
    public virtual string? AppliesItself => null;

    /// <summary>True if the caller gives the gradient, of which nothing is known.</summary>
    public virtual bool TakesAnySlope => false;

    /// <summary>The operation on the input of <paramref name="producer"/> that equals this one on its output, but keeps more digits; null if there is none.</summary>
    public virtual ObjectiveOperation? FusedAfter(Operation producer) => null;

    /// <summary>The formula of one example's loss.</summary>
    public abstract string Formula(string prediction, string target);

    /// <summary>The formula of dL/d prediction.</summary>
    public abstract string GradientFormula(string prediction, string target);

    /// <summary>How its derivative follows, in general symbols, for the reader of the backward pass.</summary>
    public abstract string Derivation { get; }

    /// <summary>Fixed numbers that the loss reads, such as a weight of each class: vectors of its own, in the order in which the kernel takes them.</summary>
    public virtual IReadOnlyList<Constants> Constants => [];

    /// <summary>A weight of each class, where a mean over examples is divided by the sum of those of their targets; none where it is not.</summary>
    public virtual EquatableArray<double> ClassWeights => [];

    /// <summary>A row kernel over <c>prediction</c>, <c>target</c> and the constants that adds up the loss and, on request, writes <c>gradient</c>.</summary>
    public abstract RowKernel Lower(Shape prediction, bool withGradient);

    /// <summary>A row kernel from scores <c>x</c> to probabilities <c>y</c>, or null if predictions are none or are probabilities already.</summary>
    public virtual RowKernel? Probabilities(Shape prediction) => null;

    /// <summary>True if predictions are probabilities already.</summary>
    public virtual bool PredictsProbabilities => false;
}

/// <summary>Fixed numbers under a name: <c>classWeights</c>.</summary>
internal sealed record Constants(string Name, EquatableArray<double> Numbers)
{
    /// <summary>The name of the weights of classes.</summary>
    public const string ClassWeights = "classWeights";
}

/// <summary>Names as in the runtime's enumeration of the same name.</summary>
internal enum ClassDecision
{
    None,
    Argmax,
    AboveHalf,
    AboveZero,
    AtLeastZero,
}

/// <summary>How a layer attribute becomes nodes.</summary>
internal abstract class LayerOperator
{
    /// <summary>The attribute's full name without the suffix: <c>NetGen.Dense</c>.</summary>
    public abstract string Attribute { get; }

    /// <summary>The runtime's type that shows the layer's parameters; null if it has none.</summary>
    public virtual string? View(Declarations.LayerDeclaration layer) => null;

    /// <summary>True if it can read a value of ints, such as an embedding; others read floats.</summary>
    public virtual bool ReadsInts => false;

    /// <summary>The parameters of the attribute that each name one value to read; none if <c>inputs</c> names all, or the layer reads one.</summary>
    public virtual IReadOnlyList<string> InputArguments => [];

    /// <summary>Adds the layer's nodes and returns its value; null after reporting a problem.</summary>
    public virtual Value? Build(Declarations.LayerDeclaration layer, IReadOnlyList<Value> inputs, GraphBuilder graph) => Build(layer, inputs[0], graph);

    /// <summary>The same for a layer that reads one value.</summary>
    protected abstract Value? Build(Declarations.LayerDeclaration layer, Value input, GraphBuilder graph);
}

/// <summary>How an attribute that makes one value of several becomes nodes.</summary>
internal abstract class MergeLayer : LayerOperator
{
    /// <inheritdoc/>
    public abstract override Value? Build(Declarations.LayerDeclaration layer, IReadOnlyList<Value> inputs, GraphBuilder graph);

    /// <inheritdoc/>
    protected sealed override Value? Build(Declarations.LayerDeclaration layer, Value input, GraphBuilder graph) => Build(layer, [input], graph);
}

/// <summary>How a modifier attribute changes the layer above it.</summary>
internal abstract class ModifierOperator
{
    /// <summary>The attribute's full name without the suffix: <c>NetGen.WeightInitializer</c>.</summary>
    public abstract string Attribute { get; }

    /// <summary>True if it may stand before the first layer too, for the whole network.</summary>
    public virtual bool FitsNetwork => false;

    /// <summary>Changes the layer, or reports why it cannot.</summary>
    /// <param name="modifier">The attribute.</param>
    /// <param name="owner">The name of the layer, of the objective or of the network.</param>
    /// <param name="layer">The layer; null for a block, an objective or the network.</param>
    /// <param name="parameters">The layer's or the network's.</param>
    /// <param name="graph">Takes problems.</param>
    public abstract void Apply(Declarations.ModifierDeclaration modifier, string owner, Layer? layer, IReadOnlyList<Parameter> parameters, GraphBuilder graph);
}

/// <summary>How an objective attribute becomes the end of a network.</summary>
internal abstract class ObjectiveOperator
{
    /// <summary>The attribute's full name without the suffix: <c>NetGen.HalfSquaredError</c>.</summary>
    public abstract string Attribute { get; }

    /// <summary>The parameters of the attribute that each name one value to read; none for a loss of one head.</summary>
    public virtual IReadOnlyList<string> InputArguments => [];

    /// <summary>What an example's target is made of.</summary>
    public virtual ElementKind TargetKind(Declarations.LayerDeclaration layer) => ElementKind.Float;

    /// <summary>The operation for this prediction; null after reporting a problem.</summary>
    public abstract ObjectiveOperation? Build(Declarations.LayerDeclaration layer, Value prediction, GraphBuilder graph);

    /// <summary>What is minimised: one term, or several with nodes of their own between head and term; null after reporting a problem.</summary>
    public virtual IReadOnlyList<ObjectivePart>? BuildParts(Declarations.LayerDeclaration layer, Value head, GraphBuilder graph) => Build(layer, head, graph) is { } operation
        ? [new ObjectivePart(operation, head, operation.TakesTarget ? graph.Target(operation.TargetShape(head.Shape), operation.TargetKind) : null, [])]
        : null;
}

/// <summary>One term of what is minimised.</summary>
/// <param name="Operation">The loss.</param>
/// <param name="Prediction">What it judges.</param>
/// <param name="Target">What it, or what makes its prediction, compares with; null if with nothing.</param>
/// <param name="Nodes">What makes the prediction of the network's values and targets.</param>
internal sealed record ObjectivePart(ObjectiveOperation Operation, Value Prediction, Value? Target, IReadOnlyList<Node> Nodes);
