using System;

namespace NetGen;

/// <summary>Base of all attributes that add a layer to a network.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>The layer's name, as it appears in model files and, with a capital letter, as a property of the class.
    /// By default the kind and a number in order of appearance: <c>dense1</c>, <c>dense2</c>, <c>relu1</c>.</summary>
    public string? Name { get; set; }
}
