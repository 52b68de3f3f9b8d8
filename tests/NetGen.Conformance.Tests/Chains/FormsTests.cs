using System;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using NetGen.Conformance.Tests.Reference;
using Xunit;

namespace NetGen.Conformance.Tests.Chains;

/// <summary>The other ways to ask a network the same give the same bits.</summary>
public sealed class FormsTests
{
    private const int Rows = 3;

    [Theory]
    [Chains(KernelBody.Vector128), Chains(KernelBody.Avx2), Chains(KernelBody.Avx512), Chains(KernelBody.Avx512Emulated)]
    public void A_trace_has_the_bits_of_prediction_and_gradient(int index, KernelBody body)
    {
        (ITrainableNetwork network, ChainData data) = Create(index, body);
        for (int row = 0; row < Rows; row++)
        {
            Trace trace = network.Trace(data.Batch(ChainRuns.All[index], Rows), row);
            NetworkRun alone = NetworkRun.Evaluate(network, data.Row(ChainRuns.All[index], row), float.NaN);
            Bits.Equal(alone.Output, trace.Values[^1].Value, $"traced output, {ChainRuns.Describe(index)}");
            Bits.Equal(alone.Loss, trace.Loss!.Value, $"traced loss, {ChainRuns.Describe(index)}");
            Bits.Equal(alone.Gradients[NetworkRun.Input], trace.Values[0].Gradient, $"traced input gradient, {ChainRuns.Describe(index)}");
            Assert.Equal(ChainRuns.All[index].Layers.Select(layer => layer.Name), trace.Values.Skip(1).Select(value => value.Name));
        }
    }

    [Theory]
    [Chains(KernelBody.Vector128), Chains(KernelBody.Avx2), Chains(KernelBody.Avx512), Chains(KernelBody.Avx512Emulated)]
    public void Spans_give_the_bits_of_a_batch(int index, KernelBody body)
    {
        (ITrainableNetwork network, ChainData data) = Create(index, body);
        Minibatch batch = (data with { Weights = [] }).Batch(ChainRuns.All[index], Rows);
        NetworkRun expected = NetworkRun.Evaluate(network, batch, float.NaN);
        var spans = new SpanForms(network);
        var output = new GuardedOutput(expected.Output.Length);
        spans.PredictBatch(batch, output.Span);
        Bits.Equal(expected.Output, output.Read(), "output");
        var workspace = new Workspace(network, Rows + 30);
        var gradients = new Gradients(network);
        Poison.Fill(float.NaN, workspace, gradients);
        Bits.Equal(expected.Loss, spans.Loss!(batch, workspace), "loss");
        Bits.Equal(expected.Loss, spans.Gradient!(batch, gradients, workspace), "loss of the gradient");
        Bits.Equal(expected.Gradients[NetworkRun.Input], workspace.InputGradient, "input gradient");
        foreach ((string name, float[] values) in NetworkRun.Values(gradients))
        {
            Bits.Equal(expected.Gradients[name], values, name);
        }
    }

    [Theory]
    [Chains(KernelBody.Vector128), Chains(KernelBody.Avx2), Chains(KernelBody.Avx512), Chains(KernelBody.Avx512Emulated)]
    public void No_rows_are_a_prediction_but_no_loss(int index, KernelBody body)
    {
        (ITrainableNetwork network, ChainData data) = Create(index, body);
        Minibatch empty = data.Batch(ChainRuns.All[index], 0);
        network.PredictBatch(empty, []);
        new SpanForms(network).PredictBatch(empty, []);
        Assert.ThrowsAny<ArgumentException>(() => network.Loss(empty, new Workspace(network, 1)));
        Assert.ThrowsAny<ArgumentException>(() => network.Gradient(empty, new Gradients(network), new Workspace(network, 1)));
    }

    private static (ITrainableNetwork Network, ChainData Data) Create(int index, KernelBody body)
    {
        ChainData data = ChainRuns.Data(index);
        return (ChainRuns.Network(index, body, data.Parameters), data);
    }
}
