using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>How often examples of each class were taken for each class.</summary>
/// <remarks>An example whose scores decide nothing, because one is NaN, is counted apart: it is an example of its class that was taken for none. A ratio without cases, such as the precision of a
/// class that nothing was taken for, is 0, as scikit-learn has it.</remarks>
public sealed class ConfusionMatrix
{
    /// <summary>The most classes of a matrix: its size grows with their square.</summary>
    public const int MaxClasses = 1000;

    private readonly long[] _counts;
    private readonly long[] _undecided;

    /// <summary>Creates a matrix of zeros.</summary>
    /// <param name="classes">The number of classes, from 2 to <see cref="MaxClasses"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer or more.</exception>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, MaxClasses);
        Classes = classes;
        _counts = new long[classes * classes];
        _undecided = new long[classes];
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The number of decisions counted, those that were not made among them.</summary>
    public long Total { get; private set; }

    /// <summary>The share of right decisions, from 0 to 1.</summary>
    public double Accuracy
    {
        get
        {
            long right = 0;
            for (int i = 0; i < Classes; i++)
            {
                right += this[i, i];
            }

            return ClassCount.Ratio(right, Total);
        }
    }

    /// <summary>Matthews' correlation of classes and decisions: 1 when all are right, about 0 for decisions at random, also where one class is far more frequent than the others; 0 when all
    /// examples are of one class, or were taken for one.</summary>
    public double MatthewsCorrelation => ClassCount.Matthews(Counts());

    /// <summary>How many examples of one class were taken for another, or for itself.</summary>
    /// <param name="actual">The class of the examples, 0 to <see cref="Classes"/> less 1.</param>
    /// <param name="predicted">What they were taken for, 0 to <see cref="Classes"/> less 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted] => _counts[(Checked(actual, nameof(actual)) * Classes) + Checked(predicted, nameof(predicted))];

    /// <summary>How many examples of a class were taken for none.</summary>
    /// <param name="actual">The class of the examples.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long Undecided(int actual) => _undecided[Checked(actual, nameof(actual))];

    /// <summary>The number of examples of a class.</summary>
    /// <param name="actual">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long Actual(int actual) => Count(actual).Actual;

    /// <summary>The number of examples that were taken for a class.</summary>
    /// <param name="predicted">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long Predicted(int predicted) => Count(predicted).Predicted;

    /// <summary>Of the examples that were taken for a class, the share that is of it; 0 if none was.</summary>
    /// <param name="index">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int index) => Count(index).Precision;

    /// <summary>The precision on average.</summary>
    /// <param name="average">How to average.</param>
    public double Precision(ClassAverage average) => ClassCount.Average(average, count => count.Precision, Counts());

    /// <summary>Of the examples of a class, the share that was taken for it; 0 if there is none.</summary>
    /// <param name="index">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int index) => Count(index).Recall;

    /// <summary>The recall on average.</summary>
    /// <param name="average">How to average.</param>
    public double Recall(ClassAverage average) => ClassCount.Average(average, count => count.Recall, Counts());

    /// <summary>The harmonic mean of precision and recall of a class, 2 right / (taken for it + of it); 0 if nothing is of the class nor was taken for it.</summary>
    /// <param name="index">The class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double F1(int index) => Count(index).F1;

    /// <summary>The F1 score on average: the mean of the classes' scores, not the score of the means.</summary>
    /// <param name="average">How to average.</param>
    public double F1(ClassAverage average) => ClassCount.Average(average, count => count.F1, Counts());

    /// <summary>Counts one decision.</summary>
    /// <param name="actual">The example's class, 0 to <see cref="Classes"/> less 1.</param>
    /// <param name="predicted">What it was taken for; -1 for no class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public void Add(int actual, int predicted)
    {
        Checked(actual, nameof(actual));
        if (predicted == -1)
        {
            _undecided[actual]++;
        }
        else
        {
            _counts[(actual * Classes) + Checked(predicted, nameof(predicted))]++;
        }

        Total++;
    }

    /// <summary>A table with a row for each class and a column for what its examples were taken for; of many classes one with the measures of each.</summary>
    public override string ToString() => ConfusionText.Of(this, null);

    /// <summary>A table with a row for each class and a column for what its examples were taken for; of many classes one with the measures of each.</summary>
    /// <param name="labels">The names of the classes.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public string ToString(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Count == Classes
            ? ConfusionText.Of(this, labels)
            : throw new ArgumentException($"There are {labels.Count} labels, but {Classes} classes.", nameof(labels));
    }

    /// <summary>Whether another matrix holds the same.</summary>
    internal bool HasCountsOf(ConfusionMatrix other) => _counts.AsSpan().SequenceEqual(other._counts) && _undecided.AsSpan().SequenceEqual(other._undecided);

    private ClassCount Count(int index)
    {
        Checked(index, nameof(index));
        long predicted = 0;
        long actual = _undecided[index];
        for (int other = 0; other < Classes; other++)
        {
            predicted += _counts[(other * Classes) + index];
            actual += _counts[(index * Classes) + other];
        }

        return new ClassCount(_counts[(index * Classes) + index], predicted, actual);
    }

    private ClassCount[] Counts()
    {
        var counts = new ClassCount[Classes];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = Count(i);
        }

        return counts;
    }

    private int Checked(int index, string argument) => (uint)index < (uint)Classes
        ? index
        : throw new ArgumentOutOfRangeException(argument, $"There is no class {index}: there are {Classes} classes, 0 to {Classes - 1}.");
}
