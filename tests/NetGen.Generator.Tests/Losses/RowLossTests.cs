using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Losses;

/// <summary>Emitted losses over classes against their definitions in double, and their gradients against difference quotients of the definitions.</summary>
public class RowLossTests
{
    private static readonly double[] Weights = [0.5, 2, 0, 1.25, 3];

    private static readonly Dictionary<string, Func<double[], double[], double>> OfIndices = new()
    {
        ["SoftmaxCrossEntropy"] = (y, q) => Definitions.SoftmaxCrossEntropy(y, q),
        ["SoftmaxCrossEntropy(LabelSmoothing = 0.1)"] = (y, q) => Definitions.SoftmaxCrossEntropy(y, Definitions.Smoothed(q, 0.1)),
        ["SoftmaxCrossEntropy(ClassWeights = new[] { 0.5, 2, 0, 1.25, 3 })"] = (y, q) => Definitions.SoftmaxCrossEntropy(y, q, Weights),
        ["SoftmaxCrossEntropy(ClassWeights = new[] { 0.5, 2, 0, 1.25, 3 }, LabelSmoothing = 0.3)"] =
            (y, q) => (0.7 * Definitions.SoftmaxCrossEntropy(y, q, Weights)) + (0.3 * Definitions.SoftmaxCrossEntropy(y, [0.2, 0.2, 0.2, 0.2, 0.2], Weights)),
        ["MultiMargin"] = (y, q) => Definitions.Violations(y, q, 1).Sum() / 5,
        ["MultiMargin(Power = 2, Margin = 0.5)"] = (y, q) => Definitions.Violations(y, q, 0.5).Sum(violation => violation * violation) / 5,
        ["WestonWatkins(Margin = 2.5)"] = (y, q) => Definitions.Violations(y, q, 2.5).Sum(),
        ["CrammerSinger"] = (y, q) => Definitions.Violations(y, q, 1).Max(),
        ["SparsemaxLoss"] = Definitions.Sparsemax,
    };

    private static readonly Dictionary<string, Func<double[], double[], double>> OfDistributions = new()
    {
        ["SoftmaxCrossEntropy(Target = Target.Distribution)"] = (y, q) => Definitions.SoftmaxCrossEntropy(y, q),
        ["SoftmaxCrossEntropy(Target = Target.Distribution, LabelSmoothing = 0.25)"] = (y, q) => Definitions.SoftmaxCrossEntropy(y, Definitions.Smoothed(q, 0.25)),
        ["SoftmaxCrossEntropy(Target = Target.Distribution, LabelSmoothing = 0.25, ClassWeights = new[] { 0.5, 2, 0, 1.25, 3 })"] =
            (y, q) => Definitions.SoftmaxCrossEntropy(y, Definitions.Smoothed(q, 0.25), Weights),
        ["SparsemaxLoss(Target = Target.Distribution)"] = Definitions.Sparsemax,
    };

    /// <summary>Of log-probabilities or probabilities, which the scores go through first.</summary>
    private static readonly Dictionary<string, Func<double[], double[], double>> AfterLayers = new()
    {
        ["Softmax, CrossEntropy(ClassWeights = new[] { 0.5, 2, 0, 1.25, 3 })"] = (y, q) => Definitions.SoftmaxCrossEntropy(y, q, Weights),
        ["LogSoftmax, NegativeLogLikelihood(ClassWeights = new[] { 0.5, 2, 0, 1.25, 3 })"] = (y, q) => Definitions.SoftmaxCrossEntropy(y, q, Weights),
        ["Softmax, Linear, CrossEntropy"] = (y, q) => Definitions.SoftmaxCrossEntropy(y, q),
        ["LogSoftmax, Linear, NegativeLogLikelihood"] = (y, q) => Definitions.SoftmaxCrossEntropy(y, q),
    };

    private static readonly string[] Losses = [.. OfIndices.Keys, .. AfterLayers.Keys, .. OfDistributions.Keys];

    private static readonly Lazy<Assembly> Compiled = new(() =>
    {
        var source = new StringBuilder("using NetGen;\n");
        for (int i = 0; i < Losses.Length; i++)
        {
            source.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"[Network(5, InputGradient = true), Linear, {Losses[i]}] public sealed partial class L{i};");
        }

        return Assembly.Load(GeneratorHost.Run(source.ToString()).AssertClean().Emit());
    });

    public static TheoryData<string> Indices => [.. OfIndices.Keys, .. AfterLayers.Keys];

    public static TheoryData<string> Distributions => [.. OfDistributions.Keys];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Of_an_index(string loss)
    {
        Func<double[], double[], double> definition = OfIndices.GetValueOrDefault(loss) ?? AfterLayers[loss];
        // Probabilities in float end at 1e-45.
        foreach (float[] y in Scores().Where(y => loss != "Softmax, Linear, CrossEntropy" || y.Max() - y.Min() < 50))
        {
            for (int right = 0; right < 5; right++)
            {
                double[] q = new double[5];
                q[right] = 1;
                int[] target = [right];
                // A mean over one example would be divided by the weight of its class.
                double divisor = loss.Contains("ClassWeights", StringComparison.Ordinal) ? Weights[right] : 1;
                if (divisor > 0)
                {
                    AssertLoss(loss, Minibatch.From(y, 5, target), y, z => definition(z, q) / divisor);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Of_a_distribution(string loss)
    {
        var random = new Random(3);
        foreach (float[] y in Scores())
        {
            double[] parts = [.. y.Select((_, k) => k == 1 ? 0 : random.NextDouble())];
            float[] target = [.. parts.Select(part => (float)(part / parts.Sum()))];
            double[] q = [.. target.Select(part => (double)part)];
            AssertLoss(loss, Minibatch.From(y, 5, target, 5), y, z => OfDistributions[loss](z, q));
        }
    }

    /// <summary>Ordinary ones, ones of which one or all are large, far apart and close to each other; none at a kink.</summary>
    private static IEnumerable<float[]> Scores()
    {
        var random = new Random(7);
        foreach (double spread in new[] { 0.3, 3, 100, 1e4 })
        {
            foreach (float offset in new[] { 0, -1e4f })
            {
                for (int trial = 0; trial < 5; trial++)
                {
                    yield return [.. Enumerable.Range(0, 5).Select(_ => offset + (float)((random.NextDouble() - 0.5) * spread))];
                }
            }
        }
    }

    private static void AssertLoss(string loss, Minibatch batch, float[] y, Func<double[], double> definition)
    {
        var network = (ITrainableNetwork)Activator.CreateInstance(Compiled.Value.GetType("L" + Array.IndexOf(Losses, loss), throwOnError: true)!, 0L)!;
        var workspace = new Workspace(network, 1);
        double[] scores = [.. y.Select(score => (double)score)];
        double expected = definition(scores);
        // The sum of exponentials is one of floats.
        double tolerance = loss.Contains("Softmax", StringComparison.Ordinal) ? 1e-6 : 1e-11;
        double actual = network.Loss(batch, workspace);
        Assert.True(Math.Abs(expected - actual) <= (tolerance * Math.Max(Math.Abs(expected), 0.1)) + (1e-16 * y.Max(Math.Abs)), $"{loss} of {string.Join(", ", y)}: {actual:R} instead of {expected:R}");
        Assert.Equal(actual, network.Gradient(batch, new Gradients(network), workspace));
        for (int k = 0; k < y.Length; k++)
        {
            double step = 1e-6 * Math.Max(1, Math.Abs(y[k]) * 1e-2);
            double Moved(double by) => definition([.. scores.Select((score, i) => i == k ? score + by : score)]);
            double slope = (Moved(step) - Moved(-step)) / (2 * step);
            float gradient = workspace.InputGradient[k];
            Assert.True(Math.Abs(slope - gradient) <= 2e-5 * Math.Max(1, Math.Abs(slope)), $"{loss} of {string.Join(", ", y)} by element {k}: {gradient:R} instead of {slope:R}");
        }
    }
}
