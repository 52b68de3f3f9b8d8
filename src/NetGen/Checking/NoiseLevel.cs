using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary>How much of a loss is rounding: networks compute with 32-bit numbers.</summary>
internal static class NoiseLevel
{
    private const int Probes = 48;

    /// <summary>Steps this much smaller than those of the differences: a smooth loss bends less there than it is rounded.</summary>
    private const double ShareOfStep = 1.0 / 8192;

    /// <summary>Higher ones may have a kink in their step.</summary>
    private const double Quantile = 0.8;

    /// <summary>A loss of which every probe is exact is still rounded to this share of it.</summary>
    private const double Least = 1.0 / (1 << 26);

    /// <summary>The standard deviation of the rounding of the loss near the present parameters.</summary>
    internal static double Measure(LossFunction function, double loss, List<CheckedTensor> tensors, ref RandomStream random)
    {
        var bends = new List<double>();
        for (int probe = 0; probe < Probes; probe++)
        {
            // What moves nothing would show no rounding, so every other probe is where the loss moves most.
            CheckedTensor tensor = tensors[probe / 2 % tensors.Count];
            int entry = probe % 2 == 0 ? tensor.OfLargest : random.NextBounded(tensor.Analytic.Length);
            double step = tensor.Step * ShareOfStep;
            double bend = function.At(tensor, entry, step).Loss - (2 * loss) + function.At(tensor, entry, -step).Loss;
            bends.Add(double.IsFinite(bend) ? Math.Abs(bend) : 0);
        }

        // L(+) - 2 L + L(-) has the deviation sqrt(6) of one loss; four fifths of a normal distribution are within 1.28 deviations.
        double typical = bends.Order().ElementAt((int)(Quantile * (bends.Count - 1)));
        return Math.Max(typical / (1.28 * Math.Sqrt(6)), Least * Math.Abs(loss));
    }
}
