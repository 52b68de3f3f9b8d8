using System;

namespace NetGen;

/// <summary>Base of the attributes that say what is to be minimised, which makes a network trainable. With several, the sum of all, each times its <see cref="Weight"/>, is minimised.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class ObjectiveAttribute : Attribute
{
    /// <summary>The name of the layer or output that is judged, the head; by default the layer above.</summary>
    public string? From { get; set; }

    /// <summary>What the loss is multiplied by, above 0 and finite; 1 by default.</summary>
    public double Weight { get; set; } = 1;
}
