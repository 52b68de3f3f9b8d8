using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

public class EvaluatorTests
{
    [Fact]
    public void Metrics_come_in_the_order_asked_for_and_agree_with_the_confusion_matrix()
    {
        var network = new LinearNetwork(3, 3, classifies: true, seed: 5);
        var evaluator = new Evaluator(network, Samples.Classes(1000), "examples", 1, [Metric.F1(), Metric.Accuracy, Metric.RocAuc]);
        Evaluation evaluation = evaluator.Run()!;

        Assert.Equal(["f1", "accuracy", "roc auc"], evaluation.Metrics.Select(metric => metric.Name));
        Assert.Equal(1000, evaluation.Confusion!.Total);
        Assert.Equal(evaluation.Accuracy, evaluation.Confusion.Accuracy);
        Assert.Equal(evaluation.Accuracy, evaluation["accuracy"]);
        Assert.Equal(evaluation.Confusion.F1(ClassAverage.Macro), evaluation["f1"]);
        Assert.InRange(evaluation["roc auc"]!.Value, 0.01, 0.99);
        Assert.Null(evaluation["recall"]);

        Assert.Equal(evaluation, evaluator.Run()!);
        Assert.NotEqual(evaluation, evaluation with { Confusion = new ConfusionMatrix(3) });
        Assert.NotEqual(evaluation, evaluation with { Metrics = [] });
        Assert.StartsWith("loss ", evaluation.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(", 1000 examples", evaluation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_of_numbers()
    {
        Examples plane = Samples.Plane(600);
        var network = new LinearNetwork(2, 1);
        Evaluation evaluation = new Evaluator(network, plane, "examples", 1, [Metric.RootMeanSquaredError]).Run()!;
        Assert.Null(evaluation.Confusion);

        // The loss is half the mean of the squares.
        Assert.Equal(Math.Sqrt(2 * evaluation.Loss), evaluation["root mean squared error"]!.Value, 1e-6);
    }

    [Fact]
    public void Scores_of_NaN_are_undecided()
    {
        var network = new LinearNetwork(3, 3, classifies: true);
        network.Parameters.Block.Span.Fill(float.NaN);
        Evaluation evaluation = new Evaluator(network, Samples.Classes(10), "examples", 1).Run()!;
        Assert.Equal(0, evaluation.Accuracy);
        Assert.Equal(10, Enumerable.Range(0, 3).Sum(i => evaluation.Confusion!.Undecided(i)));
    }

    [Fact]
    public void Too_many_classes_have_no_matrix()
    {
        var network = new LinearNetwork(2, 1001, classifies: true);
        Evaluation evaluation = new Evaluator(network, Samples.Numbered(5), "examples", 1, [Metric.Recall()]).Run()!;
        Assert.Null(evaluation.Confusion);
        Assert.NotNull(evaluation.Accuracy);
        Assert.NotNull(evaluation["recall"]);
    }

    [Fact]
    public void Unsuitable_metrics_are_refused_before_anything_is_computed()
    {
        var network = new LinearNetwork(2, 1);
        Examples plane = Samples.Plane(10);
        Assert.Throws<ArgumentException>("network", () => new Evaluator(network, plane, "examples", 1, [Metric.Accuracy]));
        Assert.Throws<ArgumentNullException>("metrics", () => new Evaluator(network, plane, "examples", 1, [null!]));
        string message = Assert.Throws<ArgumentException>("metrics", () => new Evaluator(network, plane, "examples", 1, [Metric.RSquared, Metric.RSquared])).Message;
        Assert.Contains("r squared", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_indices_of_several_targets_are_checked()
    {
        NetworkInfo info = Two([TargetRule.ClassIndices, TargetRule.Any]);
        ExamplesCheck.Require(Targets([0, 3], [-1, 5]), info, "train");
        string message = Assert.Throws<ArgumentException>("train", () => ExamplesCheck.Require(Targets([0, -3], [0, 0]), info, "train")).Message;
        Assert.Contains("The target first of train is -3 in row 1", message, StringComparison.Ordinal);
        message = Assert.Throws<ArgumentException>("train", () => ExamplesCheck.Require(Targets([0, 0], [-2, 0]), Two([TargetRule.Any, TargetRule.ClassIndices]), "train")).Message;
        Assert.Contains("The target second of train is -2 in row 0", message, StringComparison.Ordinal);

        static Examples Targets(int[] first, int[] second) => new([new Column(new float[2], 1)], [new Column(first), new Column(second)]);

        static NetworkInfo Two(TargetRule[] rules) => new()
        {
            Name = "Two",
            Inputs = [new FieldInfo("x", [1], ElementKind.Float)],
            Outputs = [new FieldInfo("a", [4], ElementKind.Float), new FieldInfo("b", [2], ElementKind.Float)],
            Targets = [new FieldInfo("first", [], ElementKind.Int), new FieldInfo("second", [], ElementKind.Int)],
            Layers = [],
            Layout = new ParameterLayout([], 0),
            WorkspaceFixedFloats = 0,
            WorkspaceFloatsPerRow = 0,
            Decision = ClassDecision.None,
            TargetRules = [.. rules],
        };
    }

    [Fact]
    public void Targets_of_NaN_are_no_class()
    {
        NetworkInfo info = Measured.Info(1, ElementKind.Float, ClassDecision.AboveZero);
        Examples examples = Examples.From(new float[2, 1], new float[] { 1, float.NaN });
        string message = Assert.Throws<ArgumentException>("train", () => ExamplesCheck.Require(examples, info, "train")).Message;
        Assert.Contains("holds NaN in row 1", message, StringComparison.Ordinal);
    }
}
