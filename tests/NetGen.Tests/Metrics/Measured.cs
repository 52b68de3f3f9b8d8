using System;
using System.Collections.Immutable;

namespace NetGen.Tests;

/// <summary>Metrics of given outputs, without a network.</summary>
internal static class Measured
{
    internal static double Classes(Metric metric, int classes, float[] scores, int[] targets, int blockRows = int.MaxValue, string loss = "MultiMargin") =>
        Of(metric, Info(classes, ElementKind.Int, ClassDecision.Argmax, loss), scores, Minibatch.From(new float[targets.Length], 1, targets), blockRows);

    internal static double Binary(Metric metric, float[] scores, float[] targets, ClassDecision rule = ClassDecision.AboveHalf) =>
        Of(metric, Info(1, ElementKind.Float, rule), scores, Minibatch.From(new float[targets.Length], 1, targets, 1));

    internal static double Numbers(Metric metric, int size, float[] outputs, float[] targets, int blockRows = int.MaxValue) =>
        Of(metric, Info(size, ElementKind.Float, ClassDecision.None), outputs, Minibatch.From(new float[targets.Length / size], 1, targets, size), blockRows);

    /// <summary>The scores of decisions: 1 for the class, -1 stands for NaN.</summary>
    internal static float[] Deciding(int classes, params int[] decisions)
    {
        var scores = new float[classes * decisions.Length];
        for (int row = 0; row < decisions.Length; row++)
        {
            scores[(row * classes) + Math.Max(decisions[row], 0)] = decisions[row] < 0 ? float.NaN : 1;
        }

        return scores;
    }

    internal static NetworkInfo Info(int outputs, ElementKind target, ClassDecision rule, string loss = "") => new()
    {
        Name = "Given",
        Inputs = [new FieldInfo("x", [1], ElementKind.Float)],
        Outputs = [new FieldInfo("y", [outputs], ElementKind.Float)],
        Targets = [target == ElementKind.Int ? new FieldInfo("target", [], target) : new FieldInfo("target", [outputs], target)],
        Layers = [],
        Layout = new ParameterLayout([], 0),
        WorkspaceFixedFloats = 0,
        WorkspaceFloatsPerRow = 0,
        Decision = rule,
        Loss = loss,
    };

    private static double Of(Metric metric, NetworkInfo info, float[] outputs, Minibatch all, int blockRows = int.MaxValue)
    {
        int size = info.Outputs[0].Size;
        int count = all.Count;
        MetricSum sum = metric.Start(info);
        for (int first = 0; first < count; first += Math.Min(blockRows, count))
        {
            int rows = Math.Min(blockRows, count - first);
            all.Show(first, rows);
            sum.Add(all, outputs.AsSpan(first * size, rows * size));
        }

        return sum.Value;
    }
}
