using System;

namespace NetGen;

/// <summary>Makes a value an output of the network: the layer of this name, or else the layer above under this name. Generated methods take one span for each output, in the
/// order of the declaration. The last layer is always an output, called <c>y</c> unless it is named by an attribute of this kind.</summary>
/// <param name="name">The name, that of the parameter of generated methods; a loss may name it as its head.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OutputAttribute(string name) : Attribute
{
    /// <summary>The name, that of the parameter of generated methods.</summary>
    public string Name { get; } = name;
}
