using System;

namespace NetGen;

/// <summary>Compiles a network once for each of several sizes, so that a search can vary what is constant at compile time. The size has a name, which stands in place of a number
/// in the layers.
/// Several of these on one class give all combinations.</summary>
/// <example><code>
/// [Network(40), Variants("Hidden", 16, 32, 64)]
/// [Dense("Hidden"), Relu]
/// [Dense(10)]
/// [SoftmaxCrossEntropy]
/// public sealed partial class Mnist1D;
/// </code></example>
/// <param name="name">The name of the size.</param>
/// <param name="values">Its values, each once, at least one.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class VariantsAttribute(string name, params int[] values) : Attribute
{
    /// <summary>The name of the size.</summary>
    public string Name { get; } = name;

    /// <summary>Its values.</summary>
    public int[] Values { get; } = values;
}
