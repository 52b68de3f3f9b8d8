using System;

namespace NetGen.Conformance.Tests;

/// <summary>The contract that a row's prediction does not depend on the rows around it.</summary>
internal static class NetworkRows
{
    /// <summary>Predicts every row on its own, as a batch of one and by <c>Predict</c>, and holds it against the batch's output.</summary>
    public static void RequireBitsOfSingleRows(INetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs)
    {
        int inputSize = network.Info.Inputs[0].Size;
        int outputSize = network.Info.Outputs[0].Size;
        var single = new SpanForms(network);
        for (int row = 0; row < inputs.Length / inputSize; row++)
        {
            Memory<float> input = Poison.Guarded(inputs.Slice(row * inputSize, inputSize));
            ReadOnlySpan<float> expected = outputs.Slice(row * outputSize, outputSize);
            Bits.Equal(expected, NetworkRun.Predict(network, Minibatch.From(input, inputSize), float.NaN), $"row {row} as a batch of one");
            var output = new GuardedOutput(outputSize);
            Poison.Fill(float.NaN, null, null);
            single.Predict(input.Span, output.Span);
            Bits.Equal(expected, output.Read(), $"row {row} by Predict");
        }
    }
}
