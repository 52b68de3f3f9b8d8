using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

/// <remarks>Numbers by scikit-learn 1.2.1: t=[0,0,1,1,1,2,2,3,3,3]; p=[0,1,1,1,2,2,0,3,3,1]; precision_score(t, p, average=None), recall_score, f1_score, with average 'macro', 'micro' and
/// 'weighted'; matthews_corrcoef(t, p).</remarks>
public class ConfusionMatrixTests
{
    private const double Exact = 1e-15;

    private static readonly int[] Actual = [0, 0, 1, 1, 1, 2, 2, 3, 3, 3];
    private static readonly int[] Predicted = [0, 1, 1, 1, 2, 2, 0, 3, 3, 1];

    [Fact]
    public void Counts_are_by_class_and_decision()
    {
        ConfusionMatrix matrix = Filled();
        Assert.Equal(1, matrix[0, 0]);
        Assert.Equal(1, matrix[0, 1]);
        Assert.Equal(0, matrix[1, 0]);
        Assert.Equal(2, matrix[3, 3]);
        Assert.Equal([2, 3, 2, 3], Enumerable.Range(0, 4).Select(matrix.Actual));
        Assert.Equal([2, 4, 2, 2], Enumerable.Range(0, 4).Select(matrix.Predicted));
        Assert.Equal(10, matrix.Total);
        Assert.Equal(0.6, matrix.Accuracy, Exact);
    }

    [Fact]
    public void Measures_of_classes()
    {
        ConfusionMatrix matrix = Filled();
        Assert.Equal([0.5, 0.5, 0.5, 1], Enumerable.Range(0, 4).Select(matrix.Precision));
        Assert.Equal([0.5, 2.0 / 3, 0.5, 2.0 / 3], Enumerable.Range(0, 4).Select(matrix.Recall));
        Assert.Equal([0.5, 4.0 / 7, 0.5, 0.8], Enumerable.Range(0, 4).Select(matrix.F1));
        Assert.Equal(0.4657971306985123, matrix.MatthewsCorrelation, Exact);
    }

    [Theory]
    [InlineData(ClassAverage.Macro, 0.625, 0.5833333333333333, 0.592857142857143)]
    [InlineData(ClassAverage.Micro, 0.6, 0.6, 0.6)]
    [InlineData(ClassAverage.Weighted, 0.65, 0.6, 0.6114285714285714)]
    public void Averages(ClassAverage average, double precision, double recall, double f1)
    {
        ConfusionMatrix matrix = Filled();
        Assert.Equal(precision, matrix.Precision(average), Exact);
        Assert.Equal(recall, matrix.Recall(average), Exact);
        Assert.Equal(f1, matrix.F1(average), Exact);
    }

    [Fact]
    public void Undecided_examples_are_of_their_class_and_taken_for_none()
    {
        var matrix = new ConfusionMatrix(2);
        matrix.Add(1, 1);
        matrix.Add(1, -1);
        matrix.Add(0, 0);
        Assert.Equal(1, matrix.Undecided(1));
        Assert.Equal(0, matrix.Undecided(0));
        Assert.Equal(2, matrix.Actual(1));
        Assert.Equal(1, matrix.Predicted(1));
        Assert.Equal(0.5, matrix.Recall(1));
        Assert.Equal(1, matrix.Precision(1));
        Assert.Equal(2.0 / 3, matrix.Accuracy, Exact);
        Assert.Equal(2.0 / 3, matrix.Recall(ClassAverage.Micro), Exact);
        Assert.Equal(1, matrix.Precision(ClassAverage.Micro));

        // As scikit-learn has it with a third class for what was not decided: matthews_corrcoef([1, 1, 0], [1, 2, 0]).
        Assert.Equal(0.6123724356957946, matrix.MatthewsCorrelation, Exact);
    }

    [Fact]
    public void Ratios_without_cases_are_0_and_absent_classes_do_not_lower_the_mean()
    {
        var matrix = new ConfusionMatrix(3);
        Assert.Equal(0, matrix.Accuracy);
        Assert.Equal(0, matrix.MatthewsCorrelation);
        Assert.Equal(0, matrix.F1(ClassAverage.Macro));
        matrix.Add(0, 0);
        matrix.Add(1, 0);
        Assert.Equal(0, matrix.Precision(1));
        Assert.Equal(0, matrix.Recall(2));
        Assert.Equal(0, matrix.F1(2));
        Assert.Equal(0.5, matrix.Recall(ClassAverage.Macro));
    }

    [Fact]
    public void Other_classes_are_refused()
    {
        var matrix = new ConfusionMatrix(2);
        Assert.Throws<ArgumentOutOfRangeException>("actual", () => matrix.Add(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>("actual", () => matrix.Add(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("predicted", () => matrix.Add(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>("predicted", () => matrix[0, -1]);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => matrix.F1(2));
        Assert.Throws<ArgumentOutOfRangeException>("classes", () => new ConfusionMatrix(1));
        Assert.Throws<ArgumentOutOfRangeException>("classes", () => new ConfusionMatrix(1001));
        Assert.Equal(0, matrix.Total);
    }

    [Fact]
    public void Table()
    {
        var matrix = new ConfusionMatrix(2);
        matrix.Add(0, 0);
        matrix.Add(0, 0);
        matrix.Add(0, 1);
        matrix.Add(1, 1);
        Assert.Equal(
            """
            actual \ predicted    cat    dog  recall
            cat                     2      1   0.667
            dog                     0      1   1.000
            precision           1.000  0.500
            accuracy 0.750, macro F1 0.733, 4 decisions

            """,
            matrix.ToString(["cat", "dog"]));
        matrix.Add(1, -1);
        Assert.StartsWith("actual \\ predicted      0      1  undecided  recall\n", matrix.ToString(), StringComparison.Ordinal);
        Assert.Contains("1                       0      1          1   0.500\n", matrix.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("labels", () => matrix.ToString(["cat"]));
    }

    [Fact]
    public void Many_classes_have_a_row_each()
    {
        var matrix = new ConfusionMatrix(30);
        matrix.Add(29, 3);
        matrix.Add(29, 3);
        matrix.Add(29, 4);
        matrix.Add(29, 29);
        string text = matrix.ToString();
        Assert.StartsWith("class  examples  recall  precision     F1  most often taken for\n", text, StringComparison.Ordinal);
        Assert.Contains("29            4   0.250      1.000  0.400  3 (2)\n", text, StringComparison.Ordinal);
    }

    private static ConfusionMatrix Filled()
    {
        var matrix = new ConfusionMatrix(4);
        for (int i = 0; i < Actual.Length; i++)
        {
            matrix.Add(Actual[i], Predicted[i]);
        }

        return matrix;
    }
}
