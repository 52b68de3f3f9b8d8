using System;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>sum_k -w_k t_k ln y_k of probabilities y. Logarithms of at least -104, and denominators of at least the smallest normal float.</summary>
internal sealed class CrossEntropyJudge() : ClassLossJudge("CrossEntropy")
{
    private const double SmallestNormal = 1.1754943508222875e-38;

    public override Rounded Evaluate(ObjectiveOperation operation, ReadOnlySpan<Rounded> prediction, ReadOnlySpan<Rounded> target, Span<Rounded> gradient, out bool uncertain)
    {
        uncertain = false;
        Rounded[] t = Distribution(operation, prediction.Length, target);
        RoundedSum loss = default;
        for (int k = 0; k < prediction.Length; k++)
        {
            Rounded part = -Weight(operation, k) * t[k];
            // 0 times a logarithm or quotient, however inexact, is 0.
            loss.Add(part.Value == 0 ? 0 : part * Rounded.Max(Rounded.Log(prediction[k]), -104));
            gradient[k] = part.Value == 0 ? 0 : part / Rounded.Max(prediction[k], SmallestNormal);
            uncertain |= part.Value != 0 && prediction[k].IsAt(0);
        }

        return loss.Total;
    }
}

/// <summary>-w_c y_c of log-probabilities y and the index c of the right class.</summary>
internal sealed class NegativeLogLikelihoodJudge() : ClassLossJudge("NegativeLogLikelihood")
{
    public override Rounded Evaluate(ObjectiveOperation operation, ReadOnlySpan<Rounded> prediction, ReadOnlySpan<Rounded> target, Span<Rounded> gradient, out bool uncertain)
    {
        uncertain = false;
        int right = (int)target[0].Value;
        gradient.Clear();
        gradient[right] = -Weight(operation, right);
        return gradient[right] * prediction[right];
    }
}
