using System;
using System.ComponentModel;

namespace NetGen.Runtime.V1;

/// <summary>Fits the normalization of data to examples.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Normalization
{
    /// <summary>Sets offset and scale of each feature, in double: mean and deviation, or minimum and range. A feature that is the same everywhere gets the scale 1. A failed fit changes nothing.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="entry">The index of the offset [features] in the layout; the scale [features] follows it.</param>
    /// <param name="column">The examples, of rows of a whole number of times the features, which are the last axis.</param>
    /// <param name="kind">What to fit.</param>
    /// <exception cref="ArgumentException">There is no example, the rows have another size, or a value is NaN or infinite.</exception>
    public static void Fit(ParameterBuffer parameters, int entry, Column column, NormalizationKind kind)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(column);
        int features = parameters[entry].Count;
        ReadOnlySpan<float> values = column.Floats;
        if (values.IsEmpty || column.Size % features != 0)
        {
            throw new ArgumentException(
                $"The examples have {column.Rows} rows of {column.Size} values, but {parameters[entry].Name} needs at least one row of a multiple of {features}.", nameof(column));
        }

        RequireFinite(column, features);
        var offsets = new float[features];
        var scales = new float[features];
        for (int feature = 0; feature < features; feature++)
        {
            (double offset, double scale) = kind == NormalizationKind.MinMax ? Range(values, feature, features) : Moments(values, feature, features);
            offsets[feature] = (float)offset;
            scales[feature] = (float)scale == 0 ? 1 : (float)Math.Min(scale, float.MaxValue);
        }

        parameters[entry].CopyFrom(offsets);
        parameters[entry + 1].CopyFrom(scales);
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<float> values, int first, int stride)
    {
        int count = values.Length / stride;
        double sum = 0;
        for (int i = first; i < values.Length; i += stride)
        {
            sum += values[i];
        }

        double mean = sum / count;
        double squares = 0;
        for (int i = first; i < values.Length; i += stride)
        {
            double distance = values[i] - mean;
            squares += distance * distance;
        }

        return (mean, Math.Sqrt(squares / count));
    }

    private static (double Minimum, double Range) Range(ReadOnlySpan<float> values, int first, int stride)
    {
        float minimum = values[first];
        float maximum = minimum;
        for (int i = first; i < values.Length; i += stride)
        {
            minimum = Math.Min(minimum, values[i]);
            maximum = Math.Max(maximum, values[i]);
        }

        return (minimum, (double)maximum - minimum);
    }

    private static void RequireFinite(Column column, int features)
    {
        ReadOnlySpan<float> values = column.Floats;
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Feature {i % features} of row {i / column.Size} is {values[i]}, but a normalization can be fitted to finite numbers only."), nameof(column));
            }
        }
    }
}
