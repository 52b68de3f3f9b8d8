using System;

namespace NetGen;

/// <summary>
/// The derivative of a user's function, written by hand: a static method of the same class with the same parameters. It takes the place of the derived one.
/// A function whose derivatives by all its parameters are given may do what the compiler cannot read, such as loops; it is then called as it is, for one number at a time.
/// Of a loss the derivative by the prediction is enough.
/// </summary>
/// <param name="method">The name of the method that gives the derivative.</param>
/// <example><code>
/// [Derivative(nameof(CubeRootSlope))]
/// private static float CubeRoot(float x) =&gt; MathF.Cbrt(x);
///
/// private static float CubeRootSlope(float x) =&gt; 1 / (3 * MathF.Cbrt(x) * MathF.Cbrt(x));
/// </code></example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DerivativeAttribute(string method) : Attribute
{
    /// <summary>The name of the method that gives the derivative.</summary>
    public string Method { get; } = method;

    /// <summary>The parameter by which it is the derivative; by default the first.</summary>
    public string? By { get; set; }
}
