using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Conformance.Tests.Functions;

/// <summary>What predictions a loss is defined for.</summary>
internal enum Predictions
{
    /// <summary>Any number.</summary>
    Scores,

    /// <summary>From 0 to 1.</summary>
    Probabilities,

    /// <summary>0 or more.</summary>
    Rates,
}

/// <summary>The declaration of a loss that the tests use.</summary>
/// <param name="Attribute">The attribute's name.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Predictions">What predictions it is defined for.</param>
/// <param name="LeastClasses">The fewest classes of a loss over one vector; 0 for a sum over elements.</param>
internal sealed record DeclaredLoss(string Attribute, string Arguments = "", Predictions Predictions = Predictions.Scores, int LeastClasses = 0)
{
    private const string Distribution = "Target = Target.Distribution";
    private const string ClassWeights = "ClassWeights = new double[] { 0.4, 1, 0, 1.6, 0.7 }";

    /// <summary>Each with its defaults, and with other options where it takes some.</summary>
    public static readonly DeclaredLoss[] All =
    [
        new("HalfSquaredError"),
        new("MeanSquaredError"),
        new("SummedSquaredError"),
        new("MeanAbsoluteError"),
        new("Huber"),
        new("Huber", "0.3"),
        new("SmoothL1"),
        new("SmoothL1", "0.3"),
        new("BinaryCrossEntropy", Predictions: Predictions.Probabilities),
        new("SigmoidCrossEntropy"),
        new("SigmoidCrossEntropy", "PositiveWeights = new[] { 2.5 }"),
        new("BinarySoftmax"),
        new("Hinge"),
        new("Hinge", "Margin = 0"),
        new("SquaredHinge", "Margin = 0.5"),
        new("Poisson"),
        new("Poisson", "LogInput = false", Predictions.Rates),
        new("KullbackLeibler", LeastClasses: 1),
        new("KullbackLeibler", "LogInput = false", Predictions.Probabilities, LeastClasses: 1),
        new("SoftmaxCrossEntropy", LeastClasses: 1),
        new("SoftmaxCrossEntropy", "LabelSmoothing = 0.1", LeastClasses: 1),
        new("SoftmaxCrossEntropy", "LabelSmoothing = 0.1, " + ClassWeights, LeastClasses: 5),
        new("SoftmaxCrossEntropy", Distribution, LeastClasses: 1),
        new("SoftmaxCrossEntropy", Distribution + ", LabelSmoothing = 0.2, " + ClassWeights, LeastClasses: 5),
        new("CrossEntropy", "", Predictions.Probabilities, LeastClasses: 1),
        new("CrossEntropy", Distribution, Predictions.Probabilities, LeastClasses: 1),
        new("NegativeLogLikelihood", LeastClasses: 1),
        new("MultiMargin", LeastClasses: 2),
        new("MultiMargin", "Power = 2, Margin = 0.5", LeastClasses: 2),
        new("WestonWatkins", LeastClasses: 2),
        new("CrammerSinger", LeastClasses: 2),
        new("SparsemaxLoss", LeastClasses: 1),
        new("SparsemaxLoss", Distribution, LeastClasses: 1),
    ];

    /// <summary>The elements of an example: one number and a vector with a rest, or where there are weights as many as these.</summary>
    public int[] Lengths => LeastClasses switch { 5 => [5], 2 => [3, 17], _ => [1, 17] };

    /// <summary>The attribute as it is written; losses add up, so that one example has its very own.</summary>
    public string Text => $"{Attribute}({string.Join(", ", new[] { Arguments, "Reduction = Reduction.Sum" }.Where(argument => argument.Length > 0))})";

    /// <summary>Predictions of examples of some length: of a sum over elements the points in their order, else vectors of all sizes, with equal elements too.</summary>
    public IEnumerable<float[]> Draw(int length) => LeastClasses == 0 ? Points.All.Where(IsDefined).Chunk(length).Where(chunk => chunk.Length == length) : Vectors(length);

    public override string ToString() => Text;

    private bool IsDefined(float prediction) => Predictions switch
    {
        Predictions.Probabilities => prediction is >= 0 and <= 1,
        Predictions.Rates => prediction >= 0,
        _ => true,
    };

    private IEnumerable<float[]> Vectors(int length)
    {
        const int draws = 12;
        var random = new Random(length);
        foreach (float scale in Predictions == Predictions.Scores ? new[] { 0, 1e-30f, 1e-3f, 1, 10, 100, 1e4f, 1e6f } : [0, 1e-40f, 1e-20f, 1e-3f, 1])
        {
            for (int draw = 0; draw < draws; draw++)
            {
                float[] vector = [.. Enumerable.Range(0, length).Select(_ => scale * (Predictions == Predictions.Scores ? 4 * random.NextSingle() - 2 : random.NextSingle()))];
                if (draw % 3 == 1)
                {
                    // Equals, where the first counts, and a margin that is met exactly.
                    vector = Array.ConvertAll(vector, value => MathF.Round(value));
                }

                yield return vector;
            }
        }
    }
}
