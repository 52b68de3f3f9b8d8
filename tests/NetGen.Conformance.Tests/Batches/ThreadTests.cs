using System;
using System.Linq;
using NetGen.Conformance.Tests.Chains;
using NetGen.Conformance.Tests.Compilation;
using Xunit;

namespace NetGen.Conformance.Tests.Batches;

/// <summary>The same bits on any number of threads, more than there are processors included.</summary>
[Collection("Team")]
public sealed class ThreadTests
{
    private static readonly int[] Threads = [2, 3, 8];

    public static TheoryData<KernelBody> Bodies => [.. KernelBodies.Supported];

    [Fact]
    public void Most_networks_are_worth_three_threads() =>
        Assert.True(Enumerable.Range(0, BatchNetworks.All.Length).Count(index => BatchNetworks.RowsForThreads(index) < BatchNetworks.MostRows) >= BatchNetworks.All.Length / 2);

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Predictions(KernelBody body) => ForEach(body, (network, batch, index) =>
    {
        var spans = new SpanForms(network);
        float[] alone = NetworkRun.Predict(network, batch, float.NaN);
        foreach (int threads in Threads)
        {
            var shared = new GuardedOutput(alone.Length);
            spans.PredictBatch(batch, shared.Span, threads);
            Bits.Equal(alone, shared.Read(), $"output on {threads} threads, {BatchNetworks.Describe(index)}");
        }
    });

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Gradients(KernelBody body) => ForEach(body, (network, batch, index) =>
    {
        var workspace = new Workspace(network, batch.Count) { Threads = 1 };
        var gradients = new Gradients(network);
        (double loss, float[] values, float[] input) = Gradient(float.NaN);
        foreach (int threads in Threads)
        {
            workspace.Threads = threads;
            (double sharedLoss, float[] sharedValues, float[] sharedInput) = Gradient(threads % 2 == 0 ? 1e30f : float.NaN);
            string what = $"on {threads} threads, {BatchNetworks.Describe(index)}";
            Bits.Equal(loss, sharedLoss, "loss " + what);
            Bits.Equal(values, sharedValues, "storage of the gradient " + what);
            Bits.Equal(input, sharedInput, "input gradient " + what);
        }

        (double Loss, float[] Values, float[] Input) Gradient(float poison)
        {
            Poison.Fill(poison, workspace, gradients);
            double result = network.Gradient(batch, gradients, workspace);
            return (result, gradients.Block.Span.ToArray(), workspace.InputGradient.ToArray());
        }
    });

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Nothing_is_allocated(KernelBody body) => ForEach(body, (network, batch, _) => Allocation.RequireNone(network, batch, new Adam(), threads: 3));

    private static void ForEach(KernelBody body, Action<ITrainableNetwork, Minibatch, int> test)
    {
        for (int index = 0; index < BatchNetworks.All.Length; index++)
        {
            int rows = BatchNetworks.RowsForThreads(index);
            ChainData data = BatchNetworks.Data(index, rows);
            test(BatchNetworks.Network(index, body, data), data.Batch(BatchNetworks.All[index], rows), index);
        }
    }
}
