using System;

namespace NetGen;

/// <summary>Declares that a partial class is a neural network. The layer attributes that follow on the same declaration are its layers, in that order.</summary>
/// <param name="shape">The shape of one example of the input <c>x</c>, without the batch axis: <c>40</c>, or <c>28, 28, 1</c> for height, width, channels. None if
/// every input is declared by an <see cref="InputAttribute"/>.</param>
/// <example><code>
/// [Network(40)]
/// [Dense(100), Relu]
/// [Dense(10)]
/// [SoftmaxCrossEntropy]
/// public sealed partial class Mnist1D;
/// </code></example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute(params int[] shape) : Attribute
{
    /// <summary>The shape of one example, without the batch axis.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>What the elements of <c>x</c> are: floats, or ints such as the rows of an embedding.</summary>
    public ElementKind Kind { get; set; }

    /// <summary>Whether <c>Gradient</c> also computes the derivative of the loss with respect to the inputs, readable at <see cref="Workspace.InputGradient"/>.</summary>
    public bool InputGradient { get; set; }
}
