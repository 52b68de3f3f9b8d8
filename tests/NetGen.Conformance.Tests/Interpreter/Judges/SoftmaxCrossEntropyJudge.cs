using System;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>sum_k t_k (ln sum_j exp(z_j) - z_k), where the index c of a class stands for t_k = (k = c ? 1 : 0); dL/dz_i = p_i sum_k t_k - t_i with p = softmax(z).</summary>
internal sealed class SoftmaxCrossEntropyJudge : ObjectiveJudge
{
    public override string Attribute => "NetGen.SoftmaxCrossEntropy";

    public override string Operation => "SoftmaxCrossEntropy";

    public override Rounded Evaluate(ObjectiveOperation operation, ReadOnlySpan<Rounded> prediction, ReadOnlySpan<Rounded> target, Span<Rounded> gradient, out bool uncertain)
    {
        uncertain = false;
        Rounded[] t = ((SoftmaxCrossEntropy)operation).IsDistribution ? target.ToArray() : OneHot(prediction.Length, (int)target[0].Value);
        double shift = double.NegativeInfinity;
        foreach (Rounded score in prediction)
        {
            shift = Math.Max(shift, score.Value);
        }

        var exponentials = new Rounded[prediction.Length];
        RoundedSum sum = default;
        RoundedSum targets = default;
        for (int k = 0; k < prediction.Length; k++)
        {
            exponentials[k] = Rounded.Exp(prediction[k] - shift);
            sum.Add(exponentials[k]);
            targets.Add(t[k]);
        }

        Rounded logarithm = Rounded.Log(sum.Total);
        RoundedSum loss = default;
        for (int k = 0; k < prediction.Length; k++)
        {
            loss.AddProduct(t[k], logarithm + (shift - prediction[k]));
            gradient[k] = exponentials[k] / sum.Total * targets.Total - t[k];
        }

        return loss.Total;
    }

    private static Rounded[] OneHot(int classes, int right)
    {
        var target = new Rounded[classes];
        target[right] = 1;
        return target;
    }
}
