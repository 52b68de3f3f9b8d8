using System;

namespace NetGen;

/// <summary>A further input of a network, which layers read by its name: <c>[Input("age", 1)]</c>. Generated methods take one span for each input, in the order of the
/// declaration, the network's own shape as <c>x</c> first.</summary>
/// <param name="name">The name, that of the parameter of generated methods.</param>
/// <param name="shape">The shape of one example, without the batch axis; none for a single number.</param>
/// <example><code>
/// [Network(40)]
/// [Input("word", Kind = ElementKind.Int)]
/// [Embedding(1000, 8, From = "word", Name = "words")]
/// [Concat("x", "words")]
/// [Dense(10)]
/// public sealed partial class Reader;
/// </code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute(string name, params int[] shape) : Attribute
{
    /// <summary>The name, that of the parameter of generated methods.</summary>
    public string Name { get; } = name;

    /// <summary>The shape of one example, without the batch axis; empty for a single number.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>What the elements are: floats, or ints such as the rows of an embedding.</summary>
    public ElementKind Kind { get; set; }
}
