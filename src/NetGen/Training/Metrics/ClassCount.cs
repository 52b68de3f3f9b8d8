using System;

namespace NetGen;

/// <summary>What was counted for one class.</summary>
/// <param name="Right">The examples of the class that were taken for it (true positives).</param>
/// <param name="Predicted">All examples that were taken for it.</param>
/// <param name="Actual">All examples of the class.</param>
internal readonly record struct ClassCount(long Right, long Predicted, long Actual)
{
    internal double Precision => Ratio(Right, Predicted);

    internal double Recall => Ratio(Right, Actual);

    /// <summary>2 P R / (P + R), written with the counts, so that it is defined where P or R is not.</summary>
    internal double F1 => Ratio(2.0 * Right, (double)Predicted + Actual);

    /// <summary>A measure on average over classes; 0 without examples.</summary>
    internal static double Average(ClassAverage average, Func<ClassCount, double> measure, ReadOnlySpan<ClassCount> classes)
    {
        if (average == ClassAverage.Micro)
        {
            return measure(Total(classes));
        }

        double sum = 0;
        double weights = 0;
        foreach (ClassCount count in classes)
        {
            double weight = average == ClassAverage.Weighted ? count.Actual : count.Predicted + count.Actual > 0 ? 1 : 0;
            sum += weight * measure(count);
            weights += weight;
        }

        return Ratio(sum, weights);
    }

    /// <summary>Matthews' correlation; what was not decided counts as a further class that never occurs.</summary>
    /// <remarks>J. Gorodkin: Comparing two K-category assignments by a K-category correlation coefficient. Computational Biology and Chemistry 28 (2004).</remarks>
    internal static double Matthews(ReadOnlySpan<ClassCount> classes)
    {
        ClassCount total = Total(classes);
        double examples = total.Actual;
        double undecided = examples - total.Predicted;
        double products = 0;
        double predictedSquares = undecided * undecided;
        double actualSquares = 0;
        foreach (ClassCount count in classes)
        {
            products += (double)count.Predicted * count.Actual;
            predictedSquares += (double)count.Predicted * count.Predicted;
            actualSquares += (double)count.Actual * count.Actual;
        }

        double square = examples * examples;
        return Ratio((total.Right * examples) - products, Math.Sqrt(square - predictedSquares) * Math.Sqrt(square - actualSquares));
    }

    internal static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;

    private static ClassCount Total(ReadOnlySpan<ClassCount> classes)
    {
        (long right, long predicted, long actual) = (0, 0, 0);
        foreach (ClassCount count in classes)
        {
            right += count.Right;
            predicted += count.Predicted;
            actual += count.Actual;
        }

        return new ClassCount(right, predicted, actual);
    }
}
