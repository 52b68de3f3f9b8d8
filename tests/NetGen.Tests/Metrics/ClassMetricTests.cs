using System;
using Xunit;

namespace NetGen.Tests;

public class ClassMetricTests
{
    private const double Exact = 1e-15;

    private static readonly int[] Actual = [0, 0, 1, 1, 1, 2, 2, 3, 3, 3];
    private static readonly float[] Scores = Measured.Deciding(4, 0, 1, 1, 1, 2, 2, 0, 3, 3, 1);

    // The numbers of ConfusionMatrixTests, whose formulas are the same; here it is the metrics that count.
    public static TheoryData<Metric, string, double> Values => new()
    {
        { Metric.Accuracy, "accuracy", 0.6 },
        { Metric.ZeroOneLoss, "zero-one loss", 0.4 },
        { Metric.Precision(), "precision", 0.625 },
        { Metric.Precision(3), "precision of class 3", 1 },
        { Metric.Precision(ClassAverage.Weighted), "weighted precision", 0.65 },
        { Metric.Recall(), "recall", 0.5833333333333333 },
        { Metric.Recall(0), "recall of class 0", 0.5 },
        { Metric.Recall(ClassAverage.Micro), "micro recall", 0.6 },
        { Metric.F1(), "f1", 0.592857142857143 },
        { Metric.F1(1), "f1 of class 1", 4.0 / 7 },
        { Metric.F1(ClassAverage.Macro), "macro f1", 0.592857142857143 },
        { Metric.MatthewsCorrelation, "matthews correlation", 0.4657971306985123 },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_and_name(Metric metric, string name, double expected)
    {
        Assert.Equal(name, metric.Name);
        Assert.Equal(name, metric.ToString());
        Assert.Equal(name == "zero-one loss" ? Goal.Minimize : Goal.Maximize, metric.Goal);
        double value = Measured.Classes(metric, 4, Scores, Actual);
        Assert.Equal(expected, value, Exact);
        Assert.Equal(value, Measured.Classes(metric, 4, Scores, Actual, blockRows: 1));
        Assert.Equal(value, Measured.Classes(metric, 4, Scores, Actual, blockRows: 3));
    }

    [Fact]
    public void Of_two_classes_class_1_is_meant()
    {
        // Taken for 1, 1, 0, 1, 0: class 1 has 3 decisions, 2 of them right, of 3 examples.
        float[] scores = [0.9f, 0.6f, 0.5f, 0.7f, 0.1f];
        float[] targets = [1, 0, 1, 1, 0];
        Assert.Equal(2.0 / 3, Measured.Binary(Metric.Precision(), scores, targets), Exact);
        Assert.Equal(2.0 / 3, Measured.Binary(Metric.Recall(), scores, targets), Exact);
        Assert.Equal(0.5, Measured.Binary(Metric.Recall(0), scores, targets), Exact);
        Assert.Equal(0.6, Measured.Binary(Metric.Accuracy, scores, targets), Exact);
        Assert.Equal(0.6, Measured.Binary(Metric.TopAccuracy(1), scores, targets), Exact);
        Assert.Equal(1, Measured.Classes(Metric.Recall(), 2, Measured.Deciding(2, 1, 1), [0, 1]));
    }

    [Fact]
    public void Labels_of_minus_and_plus_1()
    {
        Assert.Equal(0.75, Measured.Binary(Metric.Accuracy, [0, -0.5f, 3, 0.1f], [1, -1, 1, -1], ClassDecision.AtLeastZero));
        Assert.Equal(0.5, Measured.Binary(Metric.Recall(0), [0, -0.5f, 3, 0.1f], [1, -1, 1, -1], ClassDecision.AtLeastZero));
    }

    [Fact]
    public void Several_decisions_of_an_example_and_targets_that_are_distributions()
    {
        // Two examples with two decisions each between three classes: 2, 0 and 1, 1 are decided for.
        float[] outputs = [0, 1, 2, 5, 1, 2, 0, 1, 0, 3, 4, 1];
        NetworkInfo info = Decisions(new FieldInfo("target", [2], ElementKind.Int));
        Assert.Equal(0.75, Value(Metric.Accuracy, info, new Column(new[] { 2, 1, 1, 1 }, 2)));
        Assert.Equal(2.0 / 3, Value(Metric.Recall(1), info, new Column(new[] { 2, 1, 1, 1 }, 2)), Exact);

        info = Decisions(new FieldInfo("target", [2, 3], ElementKind.Float));
        Assert.Equal(0.75, Value(Metric.Accuracy, info, new Column(new float[] { 0, 0, 1, 0.2f, 0.7f, 0.1f, 0, 1, 0, 0, 1, 0 }, 6)));

        double Value(Metric metric, NetworkInfo info, Column targets)
        {
            MetricSum sum = metric.Start(info);
            sum.Add(new Minibatch([new Column(new float[2], 1)], [targets], 2), outputs);
            return sum.Value;
        }

        static NetworkInfo Decisions(FieldInfo target) => new()
        {
            Name = "Positions",
            Inputs = [new FieldInfo("x", [1], ElementKind.Float)],
            Outputs = [new FieldInfo("y", [2, 3], ElementKind.Float)],
            Targets = [target],
            Layers = [],
            Layout = new ParameterLayout([], 0),
            WorkspaceFixedFloats = 0,
            WorkspaceFloatsPerRow = 0,
            Decision = ClassDecision.Argmax,
        };
    }

    [Fact]
    public void What_is_not_decided_is_wrong()
    {
        float[] scores = Measured.Deciding(3, 0, -1, 1);
        Assert.Equal(2.0 / 3, Measured.Classes(Metric.Accuracy, 3, scores, [0, 0, 1]), Exact);
        Assert.Equal(1.0 / 3, Measured.Classes(Metric.ZeroOneLoss, 3, scores, [0, 0, 1]), Exact);
        Assert.Equal(0.5, Measured.Classes(Metric.Recall(0), 3, scores, [0, 0, 1]));
        Assert.Equal(1, Measured.Classes(Metric.Precision(0), 3, scores, [0, 0, 1]));
        Assert.Equal(2.0 / 3, Measured.Classes(Metric.TopAccuracy(2), 3, scores, [0, 0, 1]), Exact);
    }

    [Fact]
    public void Top_accuracy_takes_the_first_of_equal_scores()
    {
        Metric metric = Metric.TopAccuracy(2);
        Assert.Equal("top 2 accuracy", metric.Name);
        float[] scores = [3, 2, 1];
        Assert.Equal([1, 1, 0], Each(scores));
        Assert.Equal([1, 1, 0], Each([5, 5, 5]));
        Assert.Equal([1, 0, 1], Each([1, 1, 2]));

        // scikit-learn 1.2.1: top_k_accuracy_score(y, z, k=2) of the scores and classes below; no ties matter there.
        float[] z = [2, 1, 0, 0, 1, 3, 1, 2, 1, 3, 0, 1, 5, 6, 4, -1, 0, 0.5f, 0.5f, 0.25f, 0, 1, 1, 1.5f];
        Assert.Equal(0.875, Measured.Classes(metric, 3, z, [0, 2, 1, 0, 2, 1, 1, 2]));

        double[] Each(float[] scores) => [Value(scores, 0), Value(scores, 1), Value(scores, 2)];

        double Value(float[] scores, int truth) => Measured.Classes(metric, 3, scores, [truth]);
    }

    [Fact]
    public void Metrics_without_meaning_are_refused()
    {
        NetworkInfo classes = Measured.Info(3, ElementKind.Int, ClassDecision.Argmax);
        NetworkInfo numbers = Measured.Info(3, ElementKind.Float, ClassDecision.None);
        Assert.Contains("classes 0 to 2", Refused(Metric.F1(3), classes), StringComparison.Ordinal);
        Assert.Contains("always be 1", Refused(Metric.TopAccuracy(3), classes), StringComparison.Ordinal);
        Assert.Contains("accuracy", Refused(Metric.Accuracy, numbers), StringComparison.Ordinal);
        Assert.Contains("roc auc", Refused(Metric.RocAuc, numbers), StringComparison.Ordinal);
        Assert.Contains("r squared", Refused(Metric.RSquared, classes), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Metric.TopAccuracy(0));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => Metric.Recall(-1));
        Assert.Throws<ArgumentOutOfRangeException>("average", () => Metric.Recall((ClassAverage)9));

        static string Refused(Metric metric, NetworkInfo info) => Assert.Throws<ArgumentException>("network", () => metric.Start(info)).Message;
    }
}
