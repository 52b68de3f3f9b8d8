using System.Collections.Immutable;

namespace NetGen;

/// <summary>One named value of a network for one example.</summary>
/// <param name="Name">The name of the layer, input or output.</param>
/// <param name="Shape">The value's shape.</param>
/// <param name="Value">The numbers, row-major.</param>
/// <param name="Gradient">The derivative of the loss with respect to them, row-major; null when none was computed.</param>
public sealed record TracedValue(string Name, ImmutableArray<int> Shape, float[] Value, float[]? Gradient);
