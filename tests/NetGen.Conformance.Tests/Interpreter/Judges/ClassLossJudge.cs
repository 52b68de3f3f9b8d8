using System;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>A loss of one number for each class, and the index of the right class or a distribution over all.</summary>
internal abstract class ClassLossJudge(string name) : ObjectiveJudge
{
    public override string Attribute { get; init; } = "NetGen." + name;

    public override string Operation => name;

    /// <summary>An index counts with the weight of its class, a distribution as any other.</summary>
    public override double Share(ObjectiveOperation operation, ReadOnlySpan<Rounded> target) =>
        ((ClassLoss)operation).IsDistribution ? 1 : Weight(operation, (int)target[0].Value).Value;

    /// <summary>The weight of a class.</summary>
    protected static Rounded Weight(ObjectiveOperation operation, int k) => ((ClassLoss)operation).Weights is { Count: > 0 } weights ? Rounded.Constant(weights[k]) : 1;

    /// <summary>The distribution itself, or that which an index c stands for: t_k = (k = c ? 1 : 0).</summary>
    protected static Rounded[] Distribution(ObjectiveOperation operation, int classes, ReadOnlySpan<Rounded> target)
    {
        if (((ClassLoss)operation).IsDistribution)
        {
            return target.ToArray();
        }

        var distribution = new Rounded[classes];
        distribution[(int)target[0].Value] = 1;
        return distribution;
    }
}
