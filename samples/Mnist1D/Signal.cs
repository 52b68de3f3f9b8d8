using System;

namespace NetGen.Samples.Mnist1D;

/// <summary>
/// Turns a digit's template into one noisy signal, by the procedure of S. Greydanus and D. Kobak,
/// "Scaling down deep learning with MNIST-1D", ICML 2024, arXiv 2011.14439.
/// </summary>
/// <remarks>Only +, -, *, / and square roots are used, so that a seed gives the same signals on every machine.</remarks>
internal static class Signal
{
    /// <summary>Numbers in a signal.</summary>
    public const int Length = 40;

    private const int WorkingLength = 72;
    private const int MinPadding = 36;
    private const int MaxPadding = 60;
    private const int MaxShift = 48;
    private const double ScaleRange = 0.4;
    private const double ShearRange = 0.75;
    private const double CorrelatedNoise = 0.25;
    private const double IndependentNoise = 0.02;

    // A Gaussian of deviation 2: e^(-k^2 / 8) for k = 0..8.
    private static readonly double[] Gaussian =
    [
        1, 0.8824969025845955, 0.6065306597126334, 0.32465246735834974, 0.1353352832366127,
        0.04393693362340742, 0.011108996538242306, 0.0021874911181828848, 0.00033546262790251185,
    ];

    /// <summary>Makes one signal of <see cref="Length"/> numbers.</summary>
    public static double[] Generate(double[] template, ref RandomStream random)
    {
        int padding = MinPadding + random.NextBounded(MaxPadding - MinPadding + 1);
        double[] signal = Resample(Pad(template, padding), WorkingLength);

        double scale = 1 + (ScaleRange * (random.NextDouble() - 0.5));
        int shift = random.NextBounded(MaxShift);
        signal = ScaleAndRotate(signal, scale, shift);

        AddNoise(signal, ref random);

        Shear(signal, ShearRange * (random.NextDouble() - 0.5));
        return Resample(signal, Length);
    }

    /// <summary>Appends zeros. The template itself is lifted a little, so that exact zeros mark the padding.</summary>
    private static double[] Pad(double[] template, int zeros)
    {
        var padded = new double[template.Length + zeros];
        for (int i = 0; i < template.Length; i++)
        {
            padded[i] = template[i] + 1e-8;
        }

        return padded;
    }

    /// <summary>Linear interpolation at <paramref name="length"/> evenly spaced points, both ends included.</summary>
    private static double[] Resample(double[] source, int length)
    {
        var result = new double[length];
        for (int i = 0; i < length; i++)
        {
            double position = (double)i * (source.Length - 1) / (length - 1);
            int left = Math.Min((int)position, source.Length - 2);
            double fraction = position - left;
            result[i] = source[left] + (fraction * (source[left + 1] - source[left]));
        }

        return result;
    }

    private static double[] ScaleAndRotate(double[] signal, double scale, int shift)
    {
        var result = new double[signal.Length];
        for (int i = 0; i < signal.Length; i++)
        {
            result[(i + shift) % signal.Length] = scale * signal[i];
        }

        return result;
    }

    /// <summary>Correlated noise in place of the padding, then independent noise everywhere.</summary>
    private static void AddNoise(double[] signal, ref RandomStream random)
    {
        double[] correlated = Smooth(Normals(signal.Length, CorrelatedNoise, ref random));
        double[] independent = Normals(signal.Length, IndependentNoise, ref random);
        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] = (signal[i] == 0 ? correlated[i] : signal[i]) + independent[i];
        }
    }

    private static double[] Normals(int count, double deviation, ref RandomStream random)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = deviation * random.NextNormal();
        }

        return values;
    }

    /// <summary>Convolution with the normalised <see cref="Gaussian"/>; outside its ends the signal continues as its mirror image.</summary>
    private static double[] Smooth(double[] signal)
    {
        var result = new double[signal.Length];
        for (int i = 0; i < signal.Length; i++)
        {
            double sum = 0;
            double weights = 0;
            for (int k = 1 - Gaussian.Length; k < Gaussian.Length; k++)
            {
                double weight = Gaussian[Math.Abs(k)];
                sum += weight * signal[Mirror(i + k, signal.Length)];
                weights += weight;
            }

            result[i] = sum / weights;
        }

        return result;
    }

    /// <summary>d c b a | a b c d | d c b a</summary>
    private static int Mirror(int index, int length) => index < 0 ? -1 - index : index >= length ? (2 * length) - 1 - index : index;

    /// <summary>Subtracts a line that goes from -amount/2 at the first point to amount/2 at the last.</summary>
    private static void Shear(double[] signal, double amount)
    {
        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] -= amount * (((double)i / (signal.Length - 1)) - 0.5);
        }
    }
}
