using System;
using System.Linq;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>The loss of one element by its mathematical definition.</summary>
/// <param name="Loss">l(y, t).</param>
/// <param name="Slope">dl/dy; at a kink the one-sided derivative that the attribute's documentation names.</param>
/// <param name="IsUncertain">True if float32 might be on the other side of a kink of l.</param>
internal sealed record ElementLossDefinition(Func<Rounded, Rounded, Rounded> Loss, Func<Rounded, Rounded, Rounded> Slope, Func<Rounded, Rounded, bool>? IsUncertain = null);

/// <summary>L = sum_k l(y_k, t_k), or the mean over k.</summary>
/// <param name="name">The name.</param>
/// <param name="define">The loss of one element, given the attribute's options in their order and then the element's weight, 1 if the attribute has none.</param>
internal sealed class ElementLossJudge(string name, Func<Rounded[], ElementLossDefinition> define) : ObjectiveJudge
{
    public ElementLossJudge(string name, Func<Rounded, Rounded, Rounded> loss, Func<Rounded, Rounded, Rounded> slope, Func<Rounded, Rounded, bool>? isUncertain = null)
        : this(name, _ => new(loss, slope, isUncertain))
    {
    }

    public override string Attribute { get; init; } = "NetGen." + name;

    public override string Operation => name;

    /// <summary>True if the elements of an example are averaged.</summary>
    public bool IsMean { get; init; }

    public override Rounded Evaluate(ObjectiveOperation operation, ReadOnlySpan<Rounded> prediction, ReadOnlySpan<Rounded> target, Span<Rounded> gradient, out bool uncertain)
    {
        var settings = (ElementLossOperation)operation;
        Rounded[] options = [.. settings.Options.Select(Rounded.Constant)];
        double share = IsMean ? 1.0 / prediction.Length : 1;
        RoundedSum loss = default;
        uncertain = false;
        for (int k = 0; k < prediction.Length; k++)
        {
            ElementLossDefinition element = define([.. options, settings.Weights.Count switch { 0 => 1, 1 => Rounded.Constant(settings.Weights[0]), _ => Rounded.Constant(settings.Weights[k]) }]);
            Rounded t = target.IsEmpty ? 0 : target[k];
            loss.Add(share * element.Loss(prediction[k], t));
            Rounded slope = element.Slope(prediction[k], t);
            // A derivative beyond the largest float may become infinite before it is divided.
            gradient[k] = Math.Abs(slope.Value) > float.MaxValue ? new Rounded(slope.Value, double.PositiveInfinity) : share * slope;
            uncertain |= element.IsUncertain?.Invoke(prediction[k], t) ?? false;
        }

        return loss.Total;
    }
}
