using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using NetGen.Conformance.Tests.Interpreter;
using NetGen.Conformance.Tests.Interpreter.Judges;
using NetGen.Generator.Operators;
using Xunit;

namespace NetGen.Conformance.Tests.Functions;

/// <summary>The emitted code of every activation against its definition in double: value and derivative, from the smallest floats to the largest and at kinks.</summary>
public sealed class PointwiseTests
{
    private const int MostShown = 8;

    /// <summary>The gradients of the output, in turn: one that shows the derivative as it is, and one that shows the product.</summary>
    private static readonly float[] Upstream = [1, -2.5f, 1];

    public static TheoryData<KernelBody, string> Cases
    {
        get
        {
            var cases = new TheoryData<KernelBody, string>();
            foreach (KernelBody body in KernelBodies.Supported)
            {
                foreach (string activation in Activations.All)
                {
                    cases.Add(body, activation);
                }
            }

            return cases;
        }
    }

    public static TheoryData<string> All => [.. Activations.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_derivatives_are_right_over_all_floats(KernelBody body, string activation)
    {
        PointwiseDefinition judge = PointwiseNetworks.Judge(activation);
        var faults = new List<string>();
        foreach (int length in PointwiseNetworks.Lengths(activation))
        {
            float[] points = PointsOf(judge, length);
            float[] upstream = UpstreamOf(points);
            NetworkRun run = Run(activation, length, body, points, upstream);
            for (int i = 0; i < points.Length; i++)
            {
                Rounded value = judge.Value(points[i]);
                Check("value", run.Output[i], value);
                if (IsNextToKink(judge, points[i]))
                {
                    // Rounding decides the side: a kink of the formula is where float32 finds it.
                    Rounded[] sides = [.. new[] { 1 - 1e-5, 1 + 1e-5 }.Select(side => judge.Slope(points[i] * side, judge.Value(points[i] * side)) * upstream[i])];
                    string? either = sides.Select(side => FloatJudgement.Fault(run.Gradients[NetworkRun.Input][i], side)).MinBy(fault => fault is null ? 0 : 1);
                    Note("derivative next to a kink", either);
                }
                else
                {
                    Check("derivative", run.Gradients[NetworkRun.Input][i], judge.Slope(points[i], value) * upstream[i]);
                }

                void Check(string what, float actual, Rounded expected) => Note(what, FloatJudgement.Fault(actual, expected));

                void Note(string what, string? fault)
                {
                    if (fault is not null)
                    {
                        faults.Add(FormattableString.Invariant($"length {length}, {what} at {points[i]:R} times {upstream[i]}: {fault}"));
                    }
                }
            }
        }

        Assert.True(faults.Count == 0, $"{activation}: {faults.Count} faults\n{string.Join("\n", faults.Take(MostShown))}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bits_are_those_of_the_128_bit_body_at_any_place_of_a_vector(KernelBody body, string activation)
    {
        int[] lengths = PointwiseNetworks.Lengths(activation);
        float[] points = PointsOf(PointwiseNetworks.Judge(activation), lengths.Aggregate((a, b) => a * b));
        float[] upstream = UpstreamOf(points);
        NetworkRun expected = Run(activation, lengths[0], KernelBody.Vector128, points, upstream);
        foreach (int length in lengths)
        {
            NetworkRun run = Run(activation, length, body, points, upstream);
            Bits.Equal(expected.Output, run.Output, $"{activation} of length {length}");
            Bits.Equal(expected.Gradients[NetworkRun.Input], run.Gradients[NetworkRun.Input], $"derivative of {activation} of length {length}");
        }

        if (lengths.Contains(1))
        {
            SpanForms.NumberPrediction single = new SpanForms(PointwiseNetworks.Network(activation, 1, body)).PredictNumber!;
            Bits.Equal(expected.Output, Array.ConvertAll(points, point => single([point])), $"{activation} of a number");
        }
    }

    /// <summary>The judge's own derivatives against central differences in double of its values.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Judged_derivatives_are_central_differences(string activation)
    {
        const double step = 1e-5;
        PointwiseDefinition judge = PointwiseNetworks.Judge(activation);
        double[] points = [.. Points.All.Select(point => (double)point).Where(point => Math.Abs(point) <= 100 && judge.Kinks.All(kink => Math.Abs(point - kink.Value) > 2 * step))];
        Assert.True(points.Length > 200);
        foreach (double x in points)
        {
            double difference = (judge.Value(x + step).Value - judge.Value(x - step).Value) / (2 * step);
            double[] slopes = [.. new[] { -step, 0, step }.Select(offset => judge.Slope(x + offset, judge.Value(x + offset)).Value)];
            // By the mean value theorem it is a derivative in between, up to the rounding of the values.
            double rounding = 1e-9 * Math.Max(Math.Abs(difference), Math.Max(Math.Abs(judge.Value(x).Value), 1));
            Assert.True(
                difference >= slopes.Min() - rounding && difference <= slopes.Max() + rounding,
                FormattableString.Invariant($"{activation}'({x:R}) is {slopes[1]:R}, the difference quotient {difference:R}"));
        }
    }

    [Fact]
    public void Every_pointwise_activation_of_the_generator_is_tried() =>
        Assert.Empty(PointwiseFunctions.All.Select(function => function.Name).Except(Activations.All.Select(Activations.Name)));

    private static bool IsNextToKink(PointwiseDefinition judge, float point) => judge.Kinks.Any(((Rounded)point).IsAt);

    /// <summary>All points and the kinks, as many as fill examples.</summary>
    private static float[] PointsOf(PointwiseDefinition judge, int length)
    {
        float[] points = Points.With(judge.Kinks.Select(kink => kink.Value));
        return [.. points, .. points.Take((length - points.Length % length) % length)];
    }

    private static float[] UpstreamOf(float[] points) => [.. points.Select((_, i) => Upstream[i % Upstream.Length])];

    private static NetworkRun Run(string activation, int length, KernelBody body, float[] points, float[] upstream) => NetworkRun.Evaluate(
        PointwiseNetworks.Network(activation, length, body),
        Minibatch.From(Poison.Guarded(points), length, Poison.Guarded(upstream), length),
        float.NaN);
}
