using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Lowering;

/// <summary>Everything that emission writes down.</summary>
internal sealed class NetworkPlan
{
    public required ForwardGraph Graph { get; init; }

    public required ParameterStorage Storage { get; init; }

    public required PredictionPlan Prediction { get; init; }

    /// <summary>Null for a network without an objective.</summary>
    public required TrainingPlan? Training { get; init; }

    public required TracePlan Trace { get; init; }

    /// <summary>From scores to probabilities, null if the objective gives them no such meaning.</summary>
    public required RowKernel? Probabilities { get; init; }

    /// <summary>The kernels of prediction and training, each once, in order of first use.</summary>
    public IEnumerable<Kernel> Kernels => Prediction.Steps
        .Concat(Training is null ? [] : Training.Forward.Append(Training.LossOnly).Append(Training.LossWithGradient).Concat(Training.Backward))
        .Select(step => step.Kernel)
        .Concat(Probabilities is null ? [] : [Probabilities])
        .Distinct();

    /// <summary>The kernels that only the unfused trace needs.</summary>
    public IEnumerable<Kernel> TraceKernels => Trace.Forward.Concat(Trace.Backward).Concat(new[] { Trace.Loss, Trace.DeclaredLoss }.OfType<Step>()).Select(step => step.Kernel).Distinct().Except(Kernels);
}

/// <summary>The forward pass for prediction: values live only as long as they are read.</summary>
internal sealed class PredictionPlan
{
    public required IReadOnlyList<Step> Steps { get; init; }

    public required ScratchPlan Scratch { get; init; }
}

/// <summary>Forward, loss and backward over a workspace that keeps what backward reads.</summary>
internal sealed class TrainingPlan
{
    public required TrainingGraph Graph { get; init; }

    public required IReadOnlyList<Step> Forward { get; init; }

    /// <summary>Adds up the loss alone.</summary>
    public required Step LossOnly { get; init; }

    /// <summary>Adds up the loss and makes dL/d prediction; the same as <see cref="LossOnly"/> if nothing needs it.</summary>
    public required Step LossWithGradient { get; init; }

    public required IReadOnlyList<Step> Backward { get; init; }

    public required ScratchPlan Scratch { get; init; }

    /// <summary>The weight of each example in this batch, 1 where the batch gives none.</summary>
    public required Value ExampleWeights { get; init; }
}

/// <summary>The same graph without fusion, for looking inside; every value has a place of its own.</summary>
internal sealed class TracePlan
{
    public required IReadOnlyList<Step> Forward { get; init; }

    /// <summary>The loss and its gradient, null without an objective.</summary>
    public required Step? Loss { get; init; }

    /// <summary>
    /// The declared loss where training fused it with the activation before it: makes the gradient of the activation's output, which training
    /// goes without, so that the trace can show it. Null otherwise.
    /// </summary>
    public required Step? DeclaredLoss { get; init; }

    /// <summary>The gradient of each value that has one.</summary>
    public required IReadOnlyDictionary<Value, Value> Gradients { get; init; }

    /// <summary>Backward without the gradients of parameters.</summary>
    public required IReadOnlyList<Step> Backward { get; init; }

    public required ScratchPlan Scratch { get; init; }
}
