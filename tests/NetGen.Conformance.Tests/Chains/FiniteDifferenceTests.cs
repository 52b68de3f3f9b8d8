using System;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using NetGen.Conformance.Tests.Reference;
using Xunit;

namespace NetGen.Conformance.Tests.Chains;

/// <summary>Generated networks against a naive double form of the same random chain: values directly, gradients by central differences.</summary>
public sealed class FiniteDifferenceTests(ChainReport report) : IClassFixture<ChainReport>
{
    [Theory]
    [Chains(KernelBody.Vector128), Chains(KernelBody.Avx2), Chains(KernelBody.Avx512), Chains(KernelBody.Avx512Emulated)]
    public void Outputs_and_loss_are_those_of_the_naive_form(int index, KernelBody body)
    {
        NetworkRun run = Run(index, body);
        Differences expected = Differences.Of(index);
        Require(index, new("output", Tolerances.NaiveValue, [new("output", Array.ConvertAll(run.Output, value => (double)value), expected.Outputs)]));
        // The loss of given output gradients may cancel to nearly 0; what is summed does not.
        double scale = Math.Max(Math.Abs(expected.Loss), LossScale(index, expected));
        Require(index, new("loss", Tolerances.NaiveValue, [new("loss", [run.Loss], [expected.Loss])], scale));
    }

    [Theory]
    [Chains(KernelBody.Vector128), Chains(KernelBody.Avx2), Chains(KernelBody.Avx512), Chains(KernelBody.Avx512Emulated)]
    public void Gradients_are_the_central_differences(int index, KernelBody body)
    {
        NetworkRun run = Run(index, body);
        double largest = run.Gradients.Values.Max(Length);
        double worst = 0;
        foreach (Derivative derivative in Differences.Of(index).Derivatives)
        {
            float[] gradient = run.Gradients[derivative.Name];
            double along = gradient.Select((value, i) => value * derivative.Direction[i]).Sum();
            // A difference along a unit vector is judged on the length of the gradient, as single elements are on the largest element.
            double scale = Math.Max(Length(gradient), Tolerances.ScaleFloor * largest);
            worst = Math.Max(worst, Require(index, new("derivative", Tolerances.Difference, [new(derivative.Name, [along], [derivative.Value])], scale)));
        }

        report.Passed(body, worst);
    }

    private static NetworkRun Run(int index, KernelBody body)
    {
        ChainData data = ChainRuns.Data(index);
        return NetworkRun.Evaluate(ChainRuns.Network(index, body, data.Parameters), data.Batch(ChainRuns.All[index], data.Rows), float.NaN);
    }

    private static double LossScale(int index, Differences expected)
    {
        ChainData data = ChainRuns.Data(index);
        return ChainRuns.All[index].Objective == Objective.OutputGradient
            ? expected.Outputs.Select((output, i) => Math.Abs(output * data.Targets[i])).Sum()
            : 0;
    }

    private static double Length(float[] vector) => Math.Sqrt(vector.Sum(value => (double)value * value));

    private static double Require(int index, Comparison comparison)
    {
        GroupError error = comparison.Error();
        Assert.True(
            error.Value <= comparison.Tolerance,
            FormattableString.Invariant($"{comparison.Name} is off by {error.Value:E2}, {comparison.Tolerance:E2} is tolerated: {error.Where}; {ChainRuns.Describe(index)}"));
        return error.Value;
    }
}
