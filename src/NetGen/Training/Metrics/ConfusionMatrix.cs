using System;

namespace NetGen;

/// <summary>How often examples of each class were taken for each class.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    /// <summary>Creates a matrix of zeros.</summary>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        Classes = classes;
        _counts = new long[classes * classes];
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>How many examples of one class were taken for another, or for itself.</summary>
    /// <param name="actual">The class of the examples.</param>
    /// <param name="predicted">What they were taken for.</param>
    public long this[int actual, int predicted] => _counts[(actual * Classes) + predicted];

    /// <summary>Counts one decision.</summary>
    /// <param name="actual">The example's class.</param>
    /// <param name="predicted">What it was taken for.</param>
    internal void Add(int actual, int predicted) => _counts[(actual * Classes) + predicted]++;
}
