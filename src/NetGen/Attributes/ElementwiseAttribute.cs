using System;

namespace NetGen;

/// <summary>
/// A function of the user's on every element: y = f(x), or of several values <c>[Elementwise(nameof(Gate), "a", "b")]</c>, y = f(a, b). An ordinary static method of floats whose C# the compiler reads, differentiates and emits as vector code,
/// <c>static float Swish(float x) =&gt; x / (1 + MathF.Exp(-x));</c>. Further parameters of the method are trained numbers, one for the whole layer each.
/// </summary>
/// <remarks>
/// What is read: expressions and blocks with locals, <c>if</c>, <c>?:</c>, switch expressions, comparisons, <c>&amp;&amp;</c>, <c>||</c>, <c>!</c>, arithmetic, constants, the functions of
/// <see cref="MathF"/>, <see cref="Math"/> and <see cref="float"/>, and calls of other such methods. At a kink the derivative is that of the branch that the value takes.
/// A method with loops, fields or anything else needs a <see cref="DerivativeAttribute"/> for every parameter.
/// By default the layer bears the method's name with a number, <c>wave1</c>; its numbers are the parameters <c>wave1.frequency</c> and <c>wave1.phase</c> of the network.
/// </remarks>
/// <example><code>
/// [Network(1)]
/// [Elementwise(nameof(Wave))]
/// [MeanSquaredError]
/// public sealed partial class Fit
/// {
///     private static float Wave(float x, [Initial(0.5)] float frequency, float phase) =&gt; MathF.Sin(frequency * x + phase);
/// }
/// </code></example>
public sealed class ElementwiseAttribute : LayerAttribute
{
    /// <summary>A method of the network's own class.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="inputs">The names of the values that its first parameters take, all of one shape; none for the layer above.</param>
    public ElementwiseAttribute(string method, params string[] inputs)
    {
        Method = method;
        Inputs = inputs;
    }

    /// <summary>A method elsewhere in the project.</summary>
    /// <param name="type">The class that declares it.</param>
    /// <param name="method">Its name.</param>
    /// <param name="inputs">The names of the values that its first parameters take, all of one shape; none for the layer above.</param>
    public ElementwiseAttribute(Type type, string method, params string[] inputs)
    {
        Type = type;
        Method = method;
        Inputs = inputs;
    }

    /// <summary>The class that declares the method; null for the network's own.</summary>
    public Type? Type { get; }

    /// <summary>The names of the values that the method's first parameters take; empty for the layer above.</summary>
    public string[] Inputs { get; }

    /// <summary>The method's name.</summary>
    public string Method { get; }
}
