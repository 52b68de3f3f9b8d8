using Xunit;

namespace NetGen.Tests;

/// <remarks>Numbers by scikit-learn 1.2.1: roc_auc_score(t, s); of several classes roc_auc_score(y, q, multi_class='ovr') with q = exp(z) / exp(z).sum(1), and for scores that are no
/// probabilities the mean of roc_auc_score(y == c, z[:, c]).</remarks>
public class RocAucTests
{
    private const double Exact = 1e-15;

    private static readonly float[] Z = [2, 1, 0, 0, 1, 3, 1, 2, 1, 3, 0, 1, 5, 6, 4, -1, 0, 0.5f, 0.5f, 0.25f, 0, 1, 1, 1.5f];
    private static readonly int[] Y = [0, 2, 1, 0, 2, 1, 1, 2];

    [Fact]
    public void Two_classes_with_ties()
    {
        float[] scores = [0.1f, 0.4f, 0.35f, 0.8f, 0.8f, 0.4f, 0.9f, 0.2f];
        Assert.Equal(0.6, Measured.Binary(Metric.RocAuc, scores, [0, 1, 1, 0, 1, 0, 1, 1]), Exact);
        Assert.Equal(1, Measured.Binary(Metric.RocAuc, [-3, 2, -1, 5], [0, 1, 0, 1], ClassDecision.AboveZero));
        Assert.Equal(0, Measured.Binary(Metric.RocAuc, [-3, 2, -1, 5], [1, -1, 1, -1], ClassDecision.AtLeastZero));
        Assert.Equal(0.5, Measured.Binary(Metric.RocAuc, [1, 1, 1], [0, 1, 0]));
    }

    [Fact]
    public void Two_scores_count_by_their_difference()
    {
        // Differences -1, 2, 1, 3: of the 4 pairs of a 1 with a 0, 3 are in order. By the second score alone they would be 1.
        Assert.Equal(0.75, Measured.Classes(Metric.RocAuc, 2, [9, 8, 0, 2, 4, 5, 0, 3], [0, 0, 1, 1]));
    }

    [Fact]
    public void Several_classes_by_probability_where_the_loss_is_one_of_softmax()
    {
        double value = Measured.Classes(Metric.RocAuc, 3, Z, Y, loss: "SoftmaxCrossEntropy");
        Assert.Equal(0.8111111111111112, value, Exact);
        Assert.Equal(value, Measured.Classes(Metric.RocAuc, 3, Z, Y, blockRows: 3, loss: "SoftmaxCrossEntropy"));
        Assert.Equal(0.7333333333333334, Measured.Classes(Metric.RocAuc, 3, Z, Y), Exact);
    }

    [Fact]
    public void Classes_without_examples_are_left_out()
    {
        // Class 2 does not occur; 0 and 1 are told apart without fault.
        Assert.Equal(1, Measured.Classes(Metric.RocAuc, 3, [1, 0, 0, 0, 1, 0], [0, 1]));
        Assert.Equal(double.NaN, Measured.Classes(Metric.RocAuc, 3, [1, 0, 0, 0, 1, 0], [1, 1]));
        Assert.Equal(double.NaN, Measured.Binary(Metric.RocAuc, [1, 2], [1, 1]));
    }

    [Fact]
    public void A_score_that_is_NaN_gives_NaN()
    {
        Assert.Equal(double.NaN, Measured.Binary(Metric.RocAuc, [1, float.NaN, 3], [1, 0, 0]));
        Assert.Equal(double.NaN, Measured.Classes(Metric.RocAuc, 3, [1, 0, float.NaN, 0, 1, 0, 0, 0, 1], [0, 1, 2], loss: "SoftmaxCrossEntropy"));
    }
}
