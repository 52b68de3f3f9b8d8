using System.Collections.Immutable;

namespace NetGen;

/// <summary>What the numbers of one parameter look like.</summary>
/// <param name="Name">The name, such as <c>dense1.weight</c>.</param>
/// <param name="Shape">The logical shape.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Values">Its values.</param>
/// <param name="Gradient">The derivatives of the loss by them; null where none were computed.</param>
public sealed record ParameterStatistics(string Name, ImmutableArray<int> Shape, ParameterRole Role, Histogram Values, Histogram? Gradient);
