using System;

namespace NetGen;

/// <summary>Which of a weight's connections decide how large its first values are.</summary>
internal enum Fans
{
    /// <summary>Those into one output.</summary>
    In,

    /// <summary>Those into one output and those out of one input, added up.</summary>
    InAndOut,
}

/// <summary>Counts the fans of a weight [out, in, k...].</summary>
internal static class FanCount
{
    /// <exception cref="ArgumentException">The shape has fewer than two axes, so it has no fans.</exception>
    public static double Of(ReadOnlySpan<int> shape, Fans fans, string initializer)
    {
        if (shape.Length < 2)
        {
            throw new ArgumentException(
                $"{initializer} needs the axes [out, in, ...] of a weight, but the shape has {shape.Length}; for a bias use {initializer}.ForBiasOf(weight's shape).",
                nameof(shape));
        }

        double kernel = 1;
        foreach (int length in shape[2..])
        {
            kernel *= length;
        }

        return kernel * (fans == Fans.In ? shape[1] : (double)shape[0] + shape[1]);
    }
}
