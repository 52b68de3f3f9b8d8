using System;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>What a loss is by its mathematical definition: that of one example, and its derivative.</summary>
internal abstract class ObjectiveJudge
{
    /// <summary>The attribute that declares it, as the generator's catalogue names it.</summary>
    public abstract string Attribute { get; init; }

    /// <summary>The operation's name.</summary>
    public abstract string Operation { get; }

    /// <summary>The loss of one example.</summary>
    /// <param name="operation">The operation, for its settings.</param>
    /// <param name="prediction">The example's prediction.</param>
    /// <param name="target">Its target; the index of a class is one number.</param>
    /// <param name="gradient">Receives dL/d prediction.</param>
    /// <param name="uncertain">True if float32 might decide otherwise somewhere, as next to a kink.</param>
    public abstract Rounded Evaluate(ObjectiveOperation operation, ReadOnlySpan<Rounded> prediction, ReadOnlySpan<Rounded> target, Span<Rounded> gradient, out bool uncertain);

    /// <summary>By what an example counts in the number that a mean over examples is divided by, besides its own weight.</summary>
    public virtual double Share(ObjectiveOperation operation, ReadOnlySpan<Rounded> target) => 1;
}
