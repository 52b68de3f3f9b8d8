using System;

namespace NetGen;

/// <summary>Compiles a network once for each of several sizes, so that a search can vary what is constant at compile time. The size has a name, which stands in place of a number
/// in the layers.
/// Several of these on one class give all combinations.</summary>
/// <remarks>The class itself is no network then but the factory of them: <c>Mnist1D.Create(32, seed: 1)</c> makes an object of the nested class <c>Mnist1D.Hidden32</c>, an ordinary network,
/// and <c>Mnist1D.HiddenValues</c> lists the values. Each combination, at most 100, is compiled: emitted lines and the time of a build grow with their number.</remarks>
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
