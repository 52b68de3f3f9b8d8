using System;

namespace NetGen;

/// <summary>
/// A loss of the user's own: L_b = the mean over the elements k of an example of f(y[k], t[k]), for a static method <c>float F(float prediction, float target)</c> whose C#
/// the compiler reads and differentiates. Further parameters of the method must have default values, which are taken. Targets: floats of the output's shape.
/// </summary>
public sealed class LossAttribute : AnyLossAttribute
{
    /// <summary>A method of the network's own class.</summary>
    /// <param name="method">Its name.</param>
    public LossAttribute(string method) => Method = method;

    /// <summary>A method elsewhere in the project.</summary>
    /// <param name="type">The class that declares it.</param>
    /// <param name="method">Its name.</param>
    public LossAttribute(Type type, string method)
    {
        Type = type;
        Method = method;
    }

    /// <summary>The class that declares the method; null for the network's own.</summary>
    public Type? Type { get; }

    /// <summary>The method's name.</summary>
    public string Method { get; }

    /// <summary>How the elements of one example become its loss; <see cref="NetGen.Reduction.Mean"/> by default.</summary>
    public Reduction Elements { get; set; } = Reduction.Mean;
}
