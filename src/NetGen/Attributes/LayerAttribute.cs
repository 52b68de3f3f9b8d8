using System;

namespace NetGen;

/// <summary>Base of all attributes that add a layer to a network or to a block.</summary>
/// <remarks>
/// A layer reads the value of the layer above it unless <see cref="From"/> names another one, so a class describes any graph without cycles. The name <c>x</c> is that of the
/// network's input, and in a block of what enters the block.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>The layer's name, as it appears in model files and, with a capital letter, as a property of the class.
    /// By default the kind and a number in order of appearance: <c>dense1</c>, <c>dense2</c>, <c>relu1</c>.</summary>
    public string? Name { get; set; }

    /// <summary>The name of the layer or input above that this layer reads; by default the layer above it.</summary>
    public string? From { get; set; }

    /// <summary>The name of a layer or block of the same kind above whose parameters this one applies again. They are stored once, under the name of their owner, and
    /// their gradient is the sum over all uses.</summary>
    public string? Shares { get; set; }

    /// <summary>Whether the layer's parameters stay as they are. Their gradients are not computed. To decide it while the program runs, set <c>Frozen</c> of the layer's property.</summary>
    public bool Frozen { get; set; }
}
