using System;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>L = sum_k l(y_k, t_k), or the mean over k.</summary>
internal abstract class ElementLossJudge : ObjectiveJudge
{
    public override string Attribute => "NetGen." + Operation;

    /// <summary>True if the elements of an example are averaged.</summary>
    protected abstract bool IsMean { get; }

    public override Rounded Evaluate(ObjectiveOperation operation, ReadOnlySpan<Rounded> prediction, ReadOnlySpan<Rounded> target, Span<Rounded> gradient, out bool uncertain)
    {
        double share = IsMean ? 1.0 / prediction.Length : 1;
        RoundedSum loss = default;
        uncertain = false;
        for (int k = 0; k < prediction.Length; k++)
        {
            loss.Add(share * Loss(prediction[k], target[k]));
            gradient[k] = share * Slope(prediction[k], target[k]);
            uncertain |= IsUncertain(prediction[k]);
        }

        return loss.Total;
    }

    /// <summary>l(y, t).</summary>
    protected abstract Rounded Loss(Rounded y, Rounded t);

    /// <summary>dl/dy.</summary>
    protected abstract Rounded Slope(Rounded y, Rounded t);

    /// <summary>True if float32 might be on the other side of a kink of l.</summary>
    protected virtual bool IsUncertain(Rounded y) => false;
}
