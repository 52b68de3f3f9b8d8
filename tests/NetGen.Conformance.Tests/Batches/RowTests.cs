using System;
using System.Linq;
using NetGen.Conformance.Tests.Chains;
using NetGen.Conformance.Tests.Compilation;
using Xunit;

namespace NetGen.Conformance.Tests.Batches;

/// <summary>What becomes of each row in batches of every small size and some large ones.</summary>
public sealed class RowTests
{
    /// <summary>More than one block of training, whatever the network.</summary>
    private const int SeveralBlocks = 1100;

    private static readonly int[] BatchSizes = [.. Enumerable.Range(1, 40), 70, 300, SeveralBlocks];

    public static TheoryData<KernelBody> Bodies => [.. KernelBodies.Supported];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_row_has_its_own_prediction_in_every_batch(KernelBody body) => ForEach(body, SeveralBlocks, (network, data, index) =>
    {
        Chain chain = BatchNetworks.All[index];
        var single = new SpanForms(network);
        Minibatch batch = data.Batch(chain, data.Rows);
        var alone = new float[data.Rows * chain.OutputSize];
        for (int row = 0; row < data.Rows; row++)
        {
            single.Predict(batch, row, alone.AsSpan(row * chain.OutputSize, chain.OutputSize));
        }

        foreach (int rows in BatchSizes)
        {
            float[] together = NetworkRun.Predict(network, data.Batch(chain, rows), float.NaN);
            Bits.Equal(alone.AsSpan(0, rows * chain.OutputSize), together, $"output of {rows} rows, {BatchNetworks.Describe(index)}");
        }
    });

    /// <summary>The rows' own gradients come from batches of one row, where the gradient of a bias is the derivative by what the bias is added to.</summary>
    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_gradient_is_the_sum_in_the_order_of_the_rows_across_blocks(KernelBody body) => ForEach(body, SeveralBlocks, (network, data, index) =>
    {
        Chain chain = BatchNetworks.All[index];
        if (chain.Objective != Objective.HalfSquaredError || chain.InputShape.Length > 1 || data.Weights.Length > 0)
        {
            return;
        }

        Assert.True(network.Info.WorkspaceBlockRows < SeveralBlocks);
        NetworkRun together = NetworkRun.Evaluate(network, data.Batch(chain, data.Rows), float.NaN);
        var sums = together.Gradients.ToDictionary(gradient => gradient.Key, gradient => new float[gradient.Value.Length]);
        var inputGradients = new float[data.Inputs.Length];
        var workspace = new Workspace(network, 1);
        var gradients = new Gradients(network);
        for (int row = 0; row < data.Rows; row++)
        {
            network.Gradient(data.Row(chain, row), gradients, workspace);
            workspace.InputGradient.CopyTo(inputGradients.AsSpan(row * chain.InputSize));
            foreach (ChainLayer layer in chain.Layers.Where(layer => layer is { Operation: Operation.Dense, Bias: true }))
            {
                float[] byBias = gradients[layer.Name + ".bias"].ToArray();
                AddTo(sums[layer.Name + ".bias"], byBias);
                if (layer == chain.Layers[0])
                {
                    AddProductTo(sums[layer.Name + ".weight"], byBias, data.Inputs.AsSpan(row * chain.InputSize, chain.InputSize));
                }
            }
        }

        Bits.Equal(inputGradients, together.Gradients[NetworkRun.Input], $"input gradient, {BatchNetworks.Describe(index)}");
        foreach (ChainLayer layer in chain.Layers.Where(layer => layer is { Operation: Operation.Dense, Bias: true }))
        {
            Bits.Equal(sums[layer.Name + ".bias"], together.Gradients[layer.Name + ".bias"], $"gradient of {layer.Name}.bias, {BatchNetworks.Describe(index)}");
        }

        if (chain.Layers[0].Bias)
        {
            Bits.Equal(sums["dense1.weight"], together.Gradients["dense1.weight"], $"gradient of dense1.weight, {BatchNetworks.Describe(index)}");
        }
    });

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Padding_stays_0_whatever_the_data_is(KernelBody body) => ForEach(body, 69, (network, data, index) =>
    {
        float[] faults = [float.PositiveInfinity, float.NegativeInfinity, float.NaN];
        for (int row = 0; row < data.Rows; row++)
        {
            data.Inputs[row * BatchNetworks.All[index].InputSize + row % BatchNetworks.All[index].InputSize] = faults[row % faults.Length];
        }

        // It holds padding against 0.
        NetworkRun.Evaluate(network, data.Batch(BatchNetworks.All[index], data.Rows), float.NaN);
    });

    private static void AddTo(float[] sums, ReadOnlySpan<float> values)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += values[i];
        }
    }

    /// <summary>sums[u, i] += left[u] * right[i], rounded once.</summary>
    private static void AddProductTo(float[] sums, ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = MathF.FusedMultiplyAdd(left[i / right.Length], right[i % right.Length], sums[i]);
        }
    }

    private static void ForEach(KernelBody body, int rows, Action<ITrainableNetwork, ChainData, int> test)
    {
        for (int index = 0; index < BatchNetworks.All.Length; index++)
        {
            ChainData data = BatchNetworks.Data(index, rows);
            test(BatchNetworks.Network(index, body, data), data, index);
        }
    }
}
