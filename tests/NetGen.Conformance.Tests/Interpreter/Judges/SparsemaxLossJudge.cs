using System;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>
/// -q.z + 1/2 sum_(j in S) (z_j^2 - T^2) + 1/2 |q|^2 with the threshold T of sparsemax(z) and the S where z is above it; dL/dz = sparsemax(z) - q.
/// Any shift of z by a number moves the loss by that number times sum q - 1; the largest z as shift keeps the squares small.
/// </summary>
internal sealed class SparsemaxLossJudge() : ClassLossJudge("SparsemaxLoss")
{
    public override Rounded Evaluate(ObjectiveOperation operation, ReadOnlySpan<Rounded> prediction, ReadOnlySpan<Rounded> target, Span<Rounded> gradient, out bool uncertain)
    {
        uncertain = false;
        Rounded[] q = Distribution(operation, prediction.Length, target);
        double shift = double.NegativeInfinity;
        foreach (Rounded score in prediction)
        {
            shift = Math.Max(shift, score.Value);
        }

        Rounded[] z = Array.ConvertAll(prediction.ToArray(), score => score - shift);
        Rounded threshold = SparsemaxJudge.Threshold([.. z]);
        RoundedSum loss = default;
        RoundedSum total = default;
        for (int k = 0; k < z.Length; k++)
        {
            Rounded above = z[k] - threshold;
            gradient[k] = (above.Value > 0 ? above : 0) - q[k];
            loss.Add(-q[k] * z[k] + 0.5 * Rounded.Squared(q[k]));
            loss.Add(above.Value > 0 ? 0.5 * (above * (z[k] + threshold)) : 0);
            total.Add(q[k]);
        }

        loss.Add(shift * (1 - total.Total));
        return loss.Total;
    }
}
