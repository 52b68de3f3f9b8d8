using System;
using System.Linq;

namespace NetGen.Conformance.Tests;

/// <summary>The contract that a row's prediction does not depend on the rows around it.</summary>
internal static class NetworkRows
{
    /// <summary>Predicts every row on its own, as a batch of one and by <c>Predict</c>, and holds it against the batch's output.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="outputs">What <c>PredictBatch</c> gave for them.</param>
    public static void RequireBitsOfSingleRows(INetwork network, Minibatch batch, ReadOnlySpan<float> outputs)
    {
        int size = network.Info.Outputs.Sum(output => output.Size);
        var single = new SpanForms(network);
        for (int row = 0; row < batch.Count; row++)
        {
            float[] expected = OutputsOf(network, outputs, batch.Count, row);
            Bits.Equal(expected, NetworkRun.Predict(network, MinibatchRows.RowOf(network, batch, row), float.NaN), $"row {row} as a batch of one");
            var output = new GuardedOutput(size);
            Poison.Fill(float.NaN, null, null);
            single.Predict(batch, row, output.Span);
            Bits.Equal(expected, output.Read(), $"row {row} by Predict");
        }
    }

    /// <summary>The outputs of one row, one after the other.</summary>
    public static float[] OutputsOf(INetwork network, ReadOnlySpan<float> all, int rows, int row)
    {
        var outputs = new float[network.Info.Outputs.Sum(output => output.Size)];
        int before = 0;
        foreach (FieldInfo output in network.Info.Outputs)
        {
            all.Slice(rows * before + row * output.Size, output.Size).CopyTo(outputs.AsSpan(before));
            before += output.Size;
        }

        return outputs;
    }
}
