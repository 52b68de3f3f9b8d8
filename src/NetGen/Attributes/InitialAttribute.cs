using System;

namespace NetGen;

/// <summary>The number with which a trained parameter of a user's function begins; 1 without it, or the parameter's default value.</summary>
/// <param name="value">The number.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class InitialAttribute(double value) : Attribute
{
    /// <summary>The number.</summary>
    public double Value { get; } = value;
}
