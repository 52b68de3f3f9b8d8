using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>One tensor of a group: what was computed and what the reference says.</summary>
internal sealed record ComparedTensor(string Name, double[] Actual, double[] Expected)
{
    public ComparedTensor(string name, float[] actual, float[] expected)
        : this(name, Array.ConvertAll(actual, value => (double)value), Array.ConvertAll(expected, value => (double)value))
    {
    }

    /// <summary>The largest magnitude of the reference's values.</summary>
    public double Largest { get; } = Expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
}

/// <summary>The error of a group of tensors and the element that causes it.</summary>
internal sealed record GroupError(double Value, string Where);

/// <summary>Tensors that are judged together by the error definition of the reference vectors: all outputs, all gradients, all parameters after a step.</summary>
/// <param name="Name">What the group is.</param>
/// <param name="Tolerance">The largest error accepted.</param>
/// <param name="Tensors">What is compared.</param>
/// <param name="FixedScale">What differences are divided by instead of the group's own values, where the reference says so.</param>
internal sealed record Comparison(string Name, double Tolerance, IReadOnlyList<ComparedTensor> Tensors, double? FixedScale = null)
{
    /// <summary>Whether the error is within the tolerance.</summary>
    public bool Holds => Error().Value <= Tolerance;

    /// <summary>
    /// <c>max over tensors of max|a-b| / max(max|b|, 1e-3 G)</c>, G = largest |b| of the group. A value that is not finite is an infinite error,
    /// since every reference value is finite.
    /// </summary>
    public GroupError Error()
    {
        var worst = new GroupError(0, "nowhere");
        foreach (ComparedTensor tensor in Tensors)
        {
            if (tensor.Actual.Length != tensor.Expected.Length)
            {
                return new GroupError(double.PositiveInfinity, $"{tensor.Name} has {tensor.Actual.Length} values, expected {tensor.Expected.Length}");
            }

            double scale = Scale(tensor);
            for (int i = 0; i < tensor.Expected.Length; i++)
            {
                double error = Error(tensor.Actual[i], tensor.Expected[i], scale);
                if (error > worst.Value)
                {
                    worst = new GroupError(error, FormattableString.Invariant($"{tensor.Name}[{i}] is {tensor.Actual[i]:R}, expected {tensor.Expected[i]:R}"));
                }
            }
        }

        return worst;
    }

    /// <summary>What a difference in a tensor of the group is divided by.</summary>
    public double Scale(ComparedTensor tensor) =>
        FixedScale ?? Math.Max(tensor.Largest, Tolerances.ScaleFloor * Tensors.Max(other => other.Largest));

    /// <summary>The same comparison with one computed element moved away from the reference by a multiple of the tolerance.</summary>
    public Comparison Perturbed(int tensorIndex, int element, double tolerances)
    {
        ComparedTensor tensor = Tensors[tensorIndex];
        double[] actual = [.. tensor.Actual];
        // Where everything is exactly 0 no difference at all is tolerated.
        double step = Math.Max(tolerances * Tolerance * Scale(tensor), float.Epsilon);
        actual[element] += actual[element] >= tensor.Expected[element] ? step : -step;
        return this with { Tensors = [.. Tensors.Select((other, i) => i == tensorIndex ? tensor with { Actual = actual } : other)] };
    }

    private static double Error(double actual, double expected, double scale)
    {
        if (!double.IsFinite(actual))
        {
            return double.PositiveInfinity;
        }

        double difference = Math.Abs(actual - expected);
        return difference == 0 ? 0 : difference / scale;
    }
}
