using System;

namespace NetGen;

/// <summary>A measure of how well a network does on examples, such as the accuracy. Metrics of one's own derive from this class.</summary>
/// <remarks>Those given here count each example once, whatever its weight: weights say what training should care for, a metric says how often it was right. They sum in double in the order of
/// the examples, so that the value does not depend on how these are cut into batches. Those of decisions count an example whose scores decide nothing, because one is NaN, as wrong.</remarks>
public abstract class Metric
{
    /// <summary>Its name in records, tables and files, such as <c>accuracy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Which of two values is the better one.</summary>
    public abstract Goal Goal { get; }

    /// <summary>The share of right decisions, from 0 to 1: <c>accuracy</c>.</summary>
    public static Metric Accuracy { get; } = new AccuracyMetric(ofWrong: false);

    /// <summary>The zero-one loss, the share of wrong decisions, 1 less the accuracy: <c>zero-one loss</c>.</summary>
    public static Metric ZeroOneLoss { get; } = new AccuracyMetric(ofWrong: true);

    /// <summary>Matthews' correlation of classes and decisions, from -1 to 1; 0 when all examples are of one class or were taken for one: <c>matthews correlation</c>.</summary>
    public static Metric MatthewsCorrelation { get; } = new ClassMetric("matthews correlation", counts => ClassCount.Matthews(counts));

    /// <summary>The area under the receiver operating characteristic: <c>roc auc</c>. It is the probability that an example of the class is scored above one of another class; equal scores
    /// count half.</summary>
    /// <remarks>Of two classes, class 1 is the one scored, by its output or by the difference of two outputs. Of several, it is the mean over the classes, each against the rest; the scores are
    /// the probabilities where the loss is one of softmax, else the outputs. Classes without examples, or without any other, are left out; NaN if that leaves none, or if a score is NaN.
    /// Keeps all scores while it measures.</remarks>
    public static Metric RocAuc { get; } = new RocAucMetric();

    /// <summary>The mean of |output - target| over all values: <c>mean absolute error</c>.</summary>
    public static Metric MeanAbsoluteError { get; } = new ErrorMetric("mean absolute error", Math.Abs, mean => mean);

    /// <summary>The root of the mean of (output - target)^2 over all values: <c>root mean squared error</c>.</summary>
    public static Metric RootMeanSquaredError { get; } = new ErrorMetric("root mean squared error", error => error * error, Math.Sqrt);

    /// <summary>The coefficient of determination, 1 - (sum of (output - target)^2) / (sum of (target - its mean)^2): <c>r squared</c>. 1 is perfect, 0 no better than the mean. Of several
    /// outputs, the mean over them.</summary>
    /// <remarks>Where all targets are equal it is 1 if all outputs are too, else 0, as scikit-learn has it; NaN for a single example.</remarks>
    public static Metric RSquared { get; } = new RSquaredMetric();

    /// <summary>The share of examples whose class is among those of the highest scores, of equal ones the first: <c>top 3 accuracy</c>.</summary>
    /// <param name="count">How many scores, at least 1 and less than the network's classes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static Metric TopAccuracy(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new TopAccuracyMetric(count);
    }

    /// <summary>The precision, the share of right ones among the decisions for a class: of class 1 where there are two classes, else the macro average: <c>precision</c>.</summary>
    public static Metric Precision() => ClassMetric.OfDefault("precision", count => count.Precision);

    /// <summary>The precision of a class, 0 if nothing was taken for it: <c>precision of class 2</c>.</summary>
    /// <param name="index">The class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static Metric Precision(int index) => ClassMetric.OfClass("precision", count => count.Precision, index);

    /// <summary>The precision on average over the classes: <c>macro precision</c>.</summary>
    /// <param name="average">How to average.</param>
    public static Metric Precision(ClassAverage average) => ClassMetric.OfAverage("precision", count => count.Precision, average);

    /// <summary>The recall, the share of a class's examples that were taken for it: of class 1 where there are two classes, else the macro average: <c>recall</c>.</summary>
    public static Metric Recall() => ClassMetric.OfDefault("recall", count => count.Recall);

    /// <summary>The recall of a class, 0 if it has no examples: <c>recall of class 2</c>.</summary>
    /// <param name="index">The class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static Metric Recall(int index) => ClassMetric.OfClass("recall", count => count.Recall, index);

    /// <summary>The recall on average over the classes: <c>macro recall</c>.</summary>
    /// <param name="average">How to average.</param>
    public static Metric Recall(ClassAverage average) => ClassMetric.OfAverage("recall", count => count.Recall, average);

    /// <summary>The F1 score, the harmonic mean of precision and recall: of class 1 where there are two classes, else the macro average: <c>f1</c>.</summary>
    public static Metric F1() => ClassMetric.OfDefault("f1", count => count.F1);

    /// <summary>The F1 score of a class, 0 if nothing is of it nor was taken for it: <c>f1 of class 2</c>.</summary>
    /// <param name="index">The class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static Metric F1(int index) => ClassMetric.OfClass("f1", count => count.F1, index);

    /// <summary>The F1 score on average over the classes: <c>macro f1</c>.</summary>
    /// <param name="average">How to average.</param>
    public static Metric F1(ClassAverage average) => ClassMetric.OfAverage("f1", count => count.F1, average);

    /// <summary>Begins to measure.</summary>
    /// <param name="network">What is known of the network.</param>
    /// <exception cref="ArgumentException">The metric has no meaning for such a network; the message says why.</exception>
    public abstract MetricSum Start(NetworkInfo network);

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}
