using System;
using System.Collections.Generic;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;

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

    /// <summary>The list of numbers that the attribute may take besides; null if it takes none.</summary>
    public ElementWeights? Weights { get; init; }

    /// <summary>How examples are reduced unless the attribute says.</summary>
    public Reduction Reduction { get; init; } = Reduction.Mean;

    /// <summary>The derivative by y, given the options, where the one derived from <see cref="Element"/> would lose digits; null to derive it.</summary>
    public Func<IReadOnlyList<double>, Expression>? Slope { get; init; }

    /// <summary>The runtime's <c>TargetRule</c>; null if any float will do.</summary>
    public string? TargetCheck { get; init; }

    /// <summary>How a single prediction becomes a class.</summary>
    public ClassDecision Decision { get; init; }

    /// <summary>The activation that the loss applies to the prediction itself; null if it applies none.</summary>
    public string? AppliesItself { get; init; }

    /// <summary>From a prediction <c>x</c> to the probability of class 1; null if it is none or is one already.</summary>
    public Expression? Probability { get; init; }

    /// <summary>The activation in front of it with which it fuses, and the loss that both are; null if there is none.</summary>
    public (string Activation, ElementLoss Loss)? Fused { get; init; }

    /// <summary>False for a loss of the prediction alone; what it is compared with, if anything, went into that.</summary>
    public bool ComparesWithTarget { get; init; } = true;

    /// <summary>True if the caller gives the gradient, of which nothing is known.</summary>
    public bool TakesAnySlope { get; init; }
}

/// <summary>Weights of the elements: one number for all or one for each output. Where they are written the loss of an element is another.</summary>
/// <param name="Name">The attribute's property.</param>
/// <param name="Element">The loss of one element in <c>y</c>, <c>t</c> and <c>w</c>, its weight.</param>
/// <param name="Slope">Its derivative by y.</param>
internal sealed record ElementWeights(string Name, Expression Element, Expression Slope);
