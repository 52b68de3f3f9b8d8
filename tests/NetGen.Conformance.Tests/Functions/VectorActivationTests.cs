using System;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using Xunit;

namespace NetGen.Conformance.Tests.Functions;

/// <summary>Activations over a vector where they are special: ties, extremes, single numbers, other axes, NaN; and thresholds, through which no gradient passes.</summary>
public sealed class VectorActivationTests
{
    private const float NaN = float.NaN;

    public static TheoryData<KernelBody> Bodies => [.. KernelBodies.Supported];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Logarithms_of_softmax_are_finite_at_large_scores(KernelBody body)
    {
        NetworkRun run = Run("3", "LogSoftmax", body, [1e4f, -1e4f, 1e4f, -3e38f, 0, 3e38f], [1, 2, -1, 1, 1, 1]);
        float half = -MathF.Log(2);
        Close([half, -2e4f + half, half, float.NegativeInfinity, -3e38f, 0], run.Output);
        // dy - exp(y) * sum dy, with the sums 2 and 3.
        Close([0, 2, -2, 1, 1, -2], Gradient(run));
        Assert.All(Run("3", "LogSoftmax", body, [1, NaN, 2], [1, 1, 1]).Output, value => Assert.True(float.IsNaN(value)));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void One_number_alone_has_the_probability_1(KernelBody body)
    {
        float[] scores = [0, -1e4f, 1e4f, 3e38f, 0.1f];
        float[] upstream = [1, 2, -3, 4, 5];
        NetworkRun logarithm = Run("1", "LogSoftmax", body, scores, upstream);
        Assert.Equal([0, 0, 0, 0, 0], logarithm.Output);
        Assert.Equal([0, 0, 0, 0, 0], Gradient(logarithm));
        NetworkRun sparse = Run("1", "Sparsemax", body, scores, upstream);
        Assert.Equal([1, 1, 1, 1, 1], sparse.Output);
        Assert.Equal([0, 0, 0, 0, 0], Gradient(sparse));
    }

    /// <summary>By hand: (0.1, 0.3, -2) has the support {0, 1} and t = (0.4 - 1) / 2 = -0.3.</summary>
    [Theory]
    [MemberData(nameof(Bodies))]
    public void Sparsemax_is_the_exact_projection(KernelBody body)
    {
        NetworkRun run = Run(
            "3", "Sparsemax", body,
            [0.1f, 0.3f, -2, 1e4f, 1e4f, -1e4f, 5, 5, 5, 1e4f, -1e4f, 0, -1e4f, -9999.5f, -1e4f, 2, 1, 0],
            [1, 3, 7, 1, 3, 7, 1, 3, 8, 1, 3, 7, 1, 3, 8, 1, 3, 7]);
        // Equal scores share; at 1e4, where floats lie 0.001 apart, the shares keep all their digits; an element exactly at the threshold is 0 and outside the support.
        Close([0.4f, 0.6f, 0, 0.5f, 0.5f, 0, 1 / 3f, 1 / 3f, 1 / 3f, 1, 0, 0, 1 / 6f, 2 / 3f, 1 / 6f, 1, 0, 0], run.Output);
        Close([-1, 1, 0, -1, 1, 0, -3, -1, 4, 0, 0, 0, -3, -1, 4, 0, 0, 0], Gradient(run));
        Assert.All(Run("3", "Sparsemax", body, [1, NaN, 2, float.PositiveInfinity, 0, 0], [1, 1, 1, 1, 1, 1]).Output, value => Assert.True(float.IsNaN(value)));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Vectors_lie_along_the_axis(KernelBody body)
    {
        // Columns (0.1, 0.3, -2) and (5, 5, 5).
        NetworkRun sparse = Run("3, 2", "Sparsemax(Axis = 0)", body, [0.1f, 5, 0.3f, 5, -2, 5], [1, 1, 3, 3, 7, 8]);
        Close([0.4f, 1 / 3f, 0.6f, 1 / 3f, 0, 1 / 3f], sparse.Output);
        Close([-1, -3, 1, -1, 0, 4], Gradient(sparse));
        float third = -MathF.Log(3);
        NetworkRun logarithm = Run("3, 2", "LogSoftmax(Axis = 0)", body, [1e4f, 5, -1e4f, 5, -1e4f, 5], [1, 1, 2, 1, 3, 1]);
        Close([0, third, -2e4f, third, -2e4f, third], logarithm.Output);
        Close([-5, 0, 2, 0, 3, 0], Gradient(logarithm));
    }

    /// <summary>Forty equal scores: lanes of every width, whole and ragged.</summary>
    [Theory]
    [MemberData(nameof(Bodies))]
    public void Many_equal_scores_share(KernelBody body)
    {
        float[] scores = [.. Enumerable.Repeat(-1e4f, 40)];
        float[] upstream = [.. Enumerable.Range(0, 40).Select(i => i - 19.5f)];
        NetworkRun sparse = Run("40", "Sparsemax", body, scores, upstream);
        Close([.. scores.Select(_ => 1 / 40f)], sparse.Output);
        Close(upstream, Gradient(sparse));
        Close([.. scores.Select(_ => -MathF.Log(40))], Run("40", "LogSoftmax", body, scores, upstream).Output);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void The_first_of_equal_pieces_wins(KernelBody body)
    {
        NetworkRun run = Run("6", "Maxout(3)", body, [2, 2, 1, -1, -3, -1, 0, -0f, 0, float.NegativeInfinity, -3e38f, 3e38f], [5, 7, -1, 2]);
        Assert.Equal([2, -1, 0, 3e38f], run.Output);
        Assert.Equal([5, 0, 0, 7, 0, 0, -1, 0, 0, 0, 0, 2], Gradient(run));
        NetworkRun rows = Run("2, 4", "Maxout(2)", body, [1, 2, 4, 3, 0, 0, -1, -2], [1, 2, 3, 4]);
        Assert.Equal([2, 4, 0, -1], rows.Output);
        Assert.Equal([0, 1, 2, 0, 3, 0, 4, 0], Gradient(rows));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void One_piece_is_the_identity_and_all_are_one_maximum(KernelBody body)
    {
        float[] x = [3, -1, 4, -1, 5, -9];
        NetworkRun identity = Run("6", "Maxout(1)", body, x, [1, 2, 3, 4, 5, 6]);
        Assert.Equal(x, identity.Output);
        Assert.Equal([1, 2, 3, 4, 5, 6], Gradient(identity));
        NetworkRun one = Run("6", "Maxout(6)", body, x, [7]);
        Assert.Equal([5], one.Output);
        Assert.Equal([0, 0, 0, 0, 7, 0], Gradient(one));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_NaN_piece_is_seen_and_takes_the_gradient(KernelBody body)
    {
        NetworkRun run = Run("6", "Maxout(3)", body, [NaN, 2, 1, 1, 2, NaN, 1, NaN, 3, 1, 2, 3], [5, 7, -1, 2]);
        Assert.Equal([NaN, NaN, NaN, 3], run.Output);
        Assert.Equal([5, 0, 0, 0, 0, 7, 0, -1, 0, 0, 0, 2], Gradient(run));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Slopes_of_a_prelu_start_as_declared_and_have_their_gradients(KernelBody body)
    {
        ITrainableNetwork network = VectorActivationNetworks.Network("3", "Prelu", body);
        Assert.Equal([0.25f, 0.25f, 0.25f], network.Parameters["prelu1.weight"].ToArray());
        Assert.Equal(ParameterRole.Activation, network.Parameters.Layout.Entries.Single().Role);
        Assert.Equal([0.5f, 0.5f, 0.5f], VectorActivationNetworks.Network("2, 3", "Prelu(0.5)", body).Parameters["prelu1.weight"].ToArray());

        network.Parameters["prelu1.weight"].CopyFrom([0.5f, -2, 0]);
        NetworkRun run = NetworkRun.Evaluate(network, Batch(network, [-2, -2, -2, 3, 3, 3, 0, 0, -1e4f], [1, 2, 3, 1, 2, 3, 1, 2, 3]), NaN);
        Assert.Equal([-1, 4, 0, 3, 3, 3, 0, 0, 0], run.Output);
        // At 0 the derivatives are the slope and 0.
        Assert.Equal([0.5f, -4, 0, 1, 2, 3, 0.5f, -4, 0], Gradient(run));
        Assert.Equal([-2, -4, -30006], run.Gradients["prelu1.weight"]);
        Assert.True(float.IsNaN(Run("3", "Prelu", body, [1, NaN, 2], [1, 1, 1]).Output[1]));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void No_gradient_passes_a_threshold(KernelBody body)
    {
        float[] upstream = [.. Enumerable.Range(1, 9).Select(i => i % 2 == 0 ? 1e30f : -3f)];
        NetworkRun sign = Run("4", "Dense(9), Sign", body, [1, -2, 3, 0.5f], upstream);
        Assert.All(sign.Output, value => Assert.Equal(1, Math.Abs(value)));
        Assert.All(sign.Gradients.Values, gradient => Assert.All(gradient, value => Assert.Equal(0, value)));

        NetworkRun step = Run("4", "Dense(9), Tanh, Dense(3), Step, Dense(2)", body, [1, -2, 3, 0.5f, -1, 2, -3, -0.5f], [1, -2, 3, 4]);
        Assert.Equal([4, 2], step.Gradients["dense3.bias"]);
        Assert.Contains(step.Gradients["dense3.weight"], value => value != 0);
        Assert.All(
            new[] { "dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias", NetworkRun.Input },
            name => Assert.All(step.Gradients[name], value => Assert.Equal(0, value)));
    }

    private static NetworkRun Run(string shape, string layers, KernelBody body, float[] inputs, float[] upstream)
    {
        ITrainableNetwork network = VectorActivationNetworks.Network(shape, layers, body);
        return NetworkRun.Evaluate(network, Batch(network, inputs, upstream), NaN);
    }

    private static Minibatch Batch(ITrainableNetwork network, float[] inputs, float[] upstream)
    {
        int rows = inputs.Length / network.Info.Inputs[0].Size;
        return Minibatch.From(inputs, network.Info.Inputs[0].Size, upstream, upstream.Length / rows);
    }

    private static float[] Gradient(NetworkRun run) => run.Gradients[NetworkRun.Input];

    /// <summary>Within the rounding of a few operations, relative to each number or to 1.</summary>
    private static void Close(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            bool isClose = expected[i] == actual[i] || Math.Abs(expected[i] - actual[i]) <= 5e-7f * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(isClose, FormattableString.Invariant($"element {i} is {actual[i]:R}, expected {expected[i]:R}"));
        }
    }
}
