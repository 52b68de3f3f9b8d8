using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;
using NetGen.Generator.Operators;

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
        .Where(kernel => kernel.RuntimeMethod is null)
        .GroupBy(kernel => kernel.Name)
        .Select(same => same.First());

    /// <summary>The fixed numbers of the losses.</summary>
    public IEnumerable<(Value Value, Constants Constants)> Constants =>
        new[] { Graph.Objective, Training?.Graph.Objective }.OfType<Objective>().Distinct().SelectMany(objective => objective.Constants);

    /// <summary>Every kernel, as often as a step or another kernel calls it.</summary>
    public IEnumerable<Kernel> Calls => Prediction.Steps
        .Concat(Training is null ? [] : Training.Forward.Append(Training.LossOnly).Append(Training.LossWithGradient).Concat(Training.Backward))
        .Concat(Trace.Forward).Concat(Trace.Backward).Concat(new[] { Trace.Loss, Trace.DeclaredLoss }.OfType<Step>())
        .SelectMany(step => step.Kernel.Callees.Prepend(step.Kernel));

    /// <summary>The kernels that only the unfused trace needs.</summary>
    public IEnumerable<Kernel> TraceKernels => Trace.Forward.Concat(Trace.Backward).Concat(new[] { Trace.Loss, Trace.DeclaredLoss }.OfType<Step>())
        .Select(step => step.Kernel)
        .Where(kernel => kernel.RuntimeMethod is null && Kernels.All(other => other.Name != kernel.Name))
        .GroupBy(kernel => kernel.Name)
        .Select(same => same.First());
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

    /// <summary>What depends on weights alone, such as their transposes: once a gradient, before the first block of rows.</summary>
    public required IReadOnlyList<Step> Preparation { get; init; }

    public required IReadOnlyList<Step> Forward { get; init; }

    /// <summary>The losses alone.</summary>
    public required Step LossOnly { get; init; }

    /// <summary>The losses and dL/d prediction; the same as <see cref="LossOnly"/> if nothing needs it.</summary>
    public required Step LossWithGradient { get; init; }

    public required IReadOnlyList<Step> Backward { get; init; }

    public required ScratchPlan Scratch { get; init; }

    /// <summary>The steps before which the members of a team wait for each other.</summary>
    public required IReadOnlyCollection<Step> Barriers { get; init; }

    /// <summary>Rows that pass through forward and backward together, so that what they keep stays in the cache.</summary>
    public int BlockRows
    {
        get
        {
            // Of 64 K floats, half of a common second-level cache; but few rows would be slow, as each block reads all weights again.
            int fitting = Scratch.FloatsPerRow == 0 ? LargestBlock : (1 << 16) / Scratch.FloatsPerRow / SmallestStep * SmallestStep;
            return System.Math.Min(System.Math.Max(fitting, SmallestBlock), LargestBlock);
        }
    }

    private const int SmallestStep = 64;
    private const int SmallestBlock = 256;
    private const int LargestBlock = 1024;
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
