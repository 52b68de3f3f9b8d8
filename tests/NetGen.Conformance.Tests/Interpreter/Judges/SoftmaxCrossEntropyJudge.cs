using System;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>
/// sum_k q_k (ln sum_j exp(z_j) - z_k) with q_k = w_k ((1 - s) t_k + s / K) for a distribution t over K classes, their weights w and the smoothing s;
/// dL/dz_i = p_i sum_k q_k - q_i with p = softmax(z).
/// </summary>
internal sealed class SoftmaxCrossEntropyJudge() : ClassLossJudge("SoftmaxCrossEntropy")
{
    public override Rounded Evaluate(ObjectiveOperation operation, ReadOnlySpan<Rounded> prediction, ReadOnlySpan<Rounded> target, Span<Rounded> gradient, out bool uncertain)
    {
        uncertain = false;
        int classes = prediction.Length;
        double smoothing = ((SoftmaxCrossEntropy)operation).Smoothing;
        Rounded[] t = Distribution(operation, classes, target);
        double shift = double.NegativeInfinity;
        foreach (Rounded score in prediction)
        {
            shift = Math.Max(shift, score.Value);
        }

        var q = new Rounded[classes];
        var exponentials = new Rounded[classes];
        RoundedSum sum = default;
        RoundedSum targets = default;
        for (int k = 0; k < classes; k++)
        {
            q[k] = Weight(operation, k) * (Rounded.Constant(1 - smoothing) * t[k] + Rounded.Constant(smoothing / classes));
            exponentials[k] = Rounded.Exp(prediction[k] - shift);
            sum.Add(exponentials[k]);
            targets.Add(q[k]);
        }

        Rounded logarithm = Rounded.Log(sum.Total);
        RoundedSum loss = default;
        for (int k = 0; k < classes; k++)
        {
            loss.AddProduct(q[k], logarithm + (shift - prediction[k]));
            gradient[k] = exponentials[k] / sum.Total * targets.Total - q[k];
        }

        return loss.Total;
    }
}
