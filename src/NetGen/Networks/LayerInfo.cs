using System.Collections.Immutable;

namespace NetGen;

/// <summary>One row of a network's summary.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Operation">What it computes, as declared.</param>
/// <param name="OutputShape">The shape of its output for one example.</param>
/// <param name="Parameters">The number of its trainable parameters.</param>
/// <param name="MultiplyAdds">The multiplications with addition of one prediction of one example.</param>
public sealed record LayerInfo(string Name, string Operation, ImmutableArray<int> OutputShape, long Parameters, long MultiplyAdds)
{
    /// <summary>The names of the values that it reads, layers or inputs of the network; empty where that is not said.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>How many layers like this one stand in a row, each of a block of its own, as step1.dense1 to step50.dense1; <see cref="Parameters"/> and
    /// <see cref="MultiplyAdds"/> are those of one.</summary>
    public int Repeat { get; init; } = 1;
}
