using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;

namespace NetGen.Conformance.Tests.Functions;

/// <summary>Targets that a loss can take for a prediction.</summary>
internal static class LossTargets
{
    private const int MostClasses = 3;

    public static IEnumerable<float[]> Of(Objective objective, float[] prediction) => objective.Operation.TargetCheck switch
    {
        "ClassIndices" => Enumerable.Range(0, prediction.Length).Where(k => k < MostClasses || k == prediction.Length - 1).Select(k => new float[] { k }),
        "Distributions" => Distributions(prediction.Length),
        "Probabilities" => Each(prediction.Length, 0, 1, 0.25f),
        "Signs" => Each(prediction.Length, 1, -1),
        "NotNegative" => Each(prediction.Length, 0, 1, 2.5f),
        // The prediction itself is where differences have their kink.
        null => [.. Each(prediction.Length, 0, 0.3f), prediction, Array.ConvertAll(prediction, value => value + 1), Array.ConvertAll(prediction, _ => -1e4f)],
        string check => throw new NotSupportedException($"Targets for {check} are not known; draw some here."),
    };

    /// <summary>A target of equal numbers for each of these.</summary>
    private static IEnumerable<float[]> Each(int length, params float[] numbers) => numbers.Select(number => Enumerable.Repeat(number, length).ToArray());

    private static IEnumerable<float[]> Distributions(int classes)
    {
        var random = new Random(classes);
        yield return [.. Enumerable.Range(0, classes).Select(k => k == classes / 2 ? 1f : 0)];
        double[] parts = [.. Enumerable.Range(0, classes).Select(k => k > 0 && k % 3 == 0 ? 0 : 0.01 + random.NextDouble())];
        yield return Array.ConvertAll(parts, part => (float)(part / parts.Sum()));
    }
}
