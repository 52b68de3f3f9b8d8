using System.Collections.Immutable;

namespace NetGen;

/// <summary>One row of a network's summary.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Operation">What it computes, as declared.</param>
/// <param name="OutputShape">The shape of its output for one example.</param>
/// <param name="Parameters">The number of its trainable parameters.</param>
/// <param name="MultiplyAdds">The multiplications with addition of one prediction of one example.</param>
public sealed record LayerInfo(string Name, string Operation, ImmutableArray<int> OutputShape, long Parameters, long MultiplyAdds);
