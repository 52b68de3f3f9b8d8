using System;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>sum_(j != c) max(0, m - y_c + y_j)^p for the right class c; of PyTorch's multi-margin loss the part 1 / K for K classes.</summary>
internal sealed class SumOfMarginsJudge(string name) : ClassLossJudge(name)
{
    private readonly bool _isMean = name == "MultiMargin";

    public override Rounded Evaluate(ObjectiveOperation operation, ReadOnlySpan<Rounded> prediction, ReadOnlySpan<Rounded> target, Span<Rounded> gradient, out bool uncertain)
    {
        var settings = (SumOfMargins)operation;
        Rounded share = _isMean ? Rounded.Constant(1.0 / prediction.Length) : 1;
        int right = (int)target[0].Value;
        RoundedSum loss = default;
        RoundedSum others = default;
        uncertain = false;
        for (int j = 0; j < prediction.Length; j++)
        {
            Rounded excess = Margins.Excess(settings.Margin, prediction, right, j);
            gradient[j] = Rounded.Zero;
            if (j != right && excess.Value > 0)
            {
                loss.Add(share * (settings.Power == 1 ? excess : Rounded.Squared(excess)));
                gradient[j] = share * (settings.Power == 1 ? 1 : 2 * excess);
                others.Add(gradient[j]);
            }

            // The square has no kink.
            uncertain |= j != right && settings.Power == 1 && excess.IsAt(0);
        }

        gradient[right] = -others.Total;
        return loss.Total;
    }
}

/// <summary>max_(j != c) max(0, m - y_c + y_j) for the right class c; of equals the first has the gradient.</summary>
internal sealed class CrammerSingerJudge() : ClassLossJudge("CrammerSinger")
{
    public override Rounded Evaluate(ObjectiveOperation operation, ReadOnlySpan<Rounded> prediction, ReadOnlySpan<Rounded> target, Span<Rounded> gradient, out bool uncertain)
    {
        int right = (int)target[0].Value;
        int rival = right == 0 ? 1 : 0;
        for (int j = 0; j < prediction.Length; j++)
        {
            rival = j != right && prediction[j].Value > prediction[rival].Value ? j : rival;
        }

        Rounded excess = Margins.Excess(((CrammerSinger)operation).Margin, prediction, right, rival);
        uncertain = excess.IsAt(0);
        gradient.Clear();
        if (excess.Value <= 0)
        {
            return Rounded.Zero;
        }

        gradient[rival] = 1;
        gradient[right] = -1;
        for (int j = 0; j < prediction.Length; j++)
        {
            uncertain |= j != right && j != rival && (prediction[j] - prediction[rival]).IsAt(0);
        }

        return excess;
    }
}

internal static class Margins
{
    /// <summary>m - y_c + y_j.</summary>
    public static Rounded Excess(double margin, ReadOnlySpan<Rounded> prediction, int right, int j) => prediction[j] - prediction[right] + Rounded.Constant(margin);
}
