using System.Collections.Immutable;

namespace NetGen;

/// <summary>An input, output or target of a network: what one example holds of it.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Shape">The shape of one example, without the batch axis; empty for a single number such as a class index.</param>
/// <param name="Kind">What its elements are.</param>
public sealed record FieldInfo(string Name, ImmutableArray<int> Shape, ElementKind Kind)
{
    /// <summary>The number of elements of one example, the product of <see cref="Shape"/>; 1 for an empty shape.</summary>
    public int Size { get; } = Shapes.Count(Shape);
}
