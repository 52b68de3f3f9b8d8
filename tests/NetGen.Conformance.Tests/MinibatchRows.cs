using System.Collections.Immutable;
using System.Linq;

namespace NetGen.Conformance.Tests;

/// <summary>Parts of batches.</summary>
internal static class MinibatchRows
{
    /// <summary>The columns of the inputs, anew.</summary>
    public static ImmutableArray<Column> AllInputs(this Minibatch batch, INetwork network) => [.. network.Info.Inputs.Select((input, i) => input.Kind == ElementKind.Int
        ? new Column(batch.IntInput(i).ToArray(), input.Size)
        : new Column(Poison.Guarded(batch.FloatInput(i)), input.Size))];

    /// <summary>One row of a batch as a batch of one, without targets, between guards of NaN.</summary>
    public static Minibatch RowOf(INetwork network, Minibatch batch, int row)
    {
        ImmutableArray<Column> inputs = [.. network.Info.Inputs.Select((input, i) => input.Kind == ElementKind.Int
            ? new Column(batch.IntInput(i).Slice(row * input.Size, input.Size).ToArray(), input.Size)
            : new Column(Poison.Guarded(batch.FloatInput(i).Slice(row * input.Size, input.Size)), input.Size))];
        return new Minibatch(inputs, [], 1);
    }
}
