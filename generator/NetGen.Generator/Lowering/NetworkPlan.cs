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
    public IEnumerable<Kernel> Kernels => Steps
        .Select(step => step.Kernel)
        .Concat(Probabilities is null ? [] : [Probabilities])
        .Where(kernel => kernel.RuntimeMethod is null)
        .GroupBy(kernel => kernel.Name)
        .Select(same => same.First());

    /// <summary>The fixed numbers of the losses.</summary>
    public IEnumerable<(Value Value, Constants Constants)> Constants => Graph.Objectives
        .Concat(Training is null ? [] : Training.Graph.Objectives.Select(objective => objective.Objective))
        .Concat(Training?.Evaluation is null ? [] : Training.Evaluation.Objectives)
        .Distinct()
        .SelectMany(objective => objective.Constants);

    /// <summary>Every kernel, as often as a step or another kernel calls it.</summary>
    public IEnumerable<Kernel> Calls => Steps.Concat(Trace.All).SelectMany(step => step.Kernel.Callees.Prepend(step.Kernel));

    /// <summary>The kernels that only the unfused trace needs.</summary>
    public IEnumerable<Kernel> TraceKernels => Trace.All
        .Select(step => step.Kernel)
        .Where(kernel => kernel.RuntimeMethod is null && Kernels.All(other => other.Name != kernel.Name))
        .GroupBy(kernel => kernel.Name)
        .Select(same => same.First());

    private IEnumerable<Step> Steps => Prediction.Steps.Concat(Training is null ? [] : Training.All);
}

/// <summary>The forward pass for prediction: values live only as long as they are read.</summary>
internal sealed class PredictionPlan
{
    /// <summary>What goes from turn to turn of its loops.</summary>
    public required IReadOnlyList<LoopPlan> Loops { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    public required ScratchPlan Scratch { get; init; }

    /// <summary>The values that are written to the caller's outputs, in their order.</summary>
    public required IReadOnlyList<Value> Outputs { get; init; }
}

/// <summary>Forward, loss and backward over a workspace that keeps what backward reads.</summary>
internal sealed class TrainingPlan
{
    /// <summary>What goes from turn to turn of its loops.</summary>
    public required IReadOnlyList<LoopPlan> Loops { get; init; }

    public required TrainingGraph Graph { get; init; }

    /// <summary>What depends on weights alone, such as their transposes: once a gradient, before the first block of rows.</summary>
    public required IReadOnlyList<Step> Preparation { get; init; }

    public required IReadOnlyList<Step> Forward { get; init; }

    /// <summary>The losses alone.</summary>
    public required IReadOnlyList<Step> Losses { get; init; }

    /// <summary>The losses and dL/d prediction; the same as <see cref="Losses"/> where nothing needs it.</summary>
    public required IReadOnlyList<Step> LossesWithGradient { get; init; }

    public required IReadOnlyList<Step> Backward { get; init; }

    /// <summary>The values that are written to the places of the inputs' gradients, in the order of the inputs that have one.</summary>
    public required IReadOnlyList<Value> InputGradients { get; init; }

    /// <summary>The values that are written to the buffer of gradients, and whose place each takes.</summary>
    public required IReadOnlyDictionary<Value, Value> Results { get; init; }

    public required ScratchPlan Scratch { get; init; }

    /// <summary>The losses of predictions where those are computed in another way; null if forward serves both.</summary>
    public required EvaluationPlan? Evaluation { get; init; }

    /// <summary>True if all rows of a batch must go through forward before any goes on, or a sum is taken over several uses: blocks would change the result.</summary>
    public required bool TakesWholeBatch { get; init; }

    /// <summary>All steps of forward, losses and backward.</summary>
    public IEnumerable<Step> All => [.. Preparation, .. Forward, .. Losses, .. LossesWithGradient, .. Backward, .. Evaluation is null ? [] : Evaluation.Forward.Concat(Evaluation.Losses)];

    /// <summary>The steps before which the members of a team wait for each other.</summary>
    public required IReadOnlyCollection<Step> Barriers { get; init; }

    /// <summary>Rows that pass through forward and backward together, so that what they keep stays in the cache.</summary>
    public int BlockRows
    {
        get
        {
            if (TakesWholeBatch)
            {
                return int.MaxValue;
            }

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
    /// <summary>What goes from turn to turn of its loops.</summary>
    public required IReadOnlyList<LoopPlan> Loops { get; init; }

    /// <summary>What is shown.</summary>
    public required IReadOnlyList<Node> Nodes { get; init; }

    public required Views Views { get; init; }

    public required IReadOnlyList<Step> Forward { get; init; }

    /// <summary>What the losses compute of predictions and targets before they judge it.</summary>
    public required IReadOnlyList<Step> Ends { get; init; }

    /// <summary>The losses and their gradients; none without an objective, and none where training computes something else than prediction.</summary>
    public required IReadOnlyList<Step> Losses { get; init; }

    /// <summary>
    /// The declared losses where training fused one with the activation before it: make the gradient of the activation's output, which training
    /// goes without, so that the trace can show it.
    /// </summary>
    public required IReadOnlyList<Step> DeclaredLosses { get; init; }

    /// <summary>The gradient of each value that has one.</summary>
    public required IReadOnlyDictionary<Value, Value> Gradients { get; init; }

    /// <summary>Backward without the gradients of parameters.</summary>
    public required IReadOnlyList<Step> Backward { get; init; }

    public required ScratchPlan Scratch { get; init; }

    public IEnumerable<Step> All => [.. Forward, .. Ends, .. Losses, .. DeclaredLosses, .. Backward];
}

/// <summary>The losses of predictions.</summary>
internal sealed class EvaluationPlan
{
    /// <summary>What goes from turn to turn of its loops.</summary>
    public required IReadOnlyList<LoopPlan> Loops { get; init; }

    public required IReadOnlyList<Objective> Objectives { get; init; }

    public required IReadOnlyList<Step> Forward { get; init; }

    public required IReadOnlyList<Step> Losses { get; init; }

    public required ScratchPlan Scratch { get; init; }
}
