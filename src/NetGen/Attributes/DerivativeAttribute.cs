using System;

namespace NetGen;

/// <summary>
/// The derivative of a user's function, written by hand: a static method of the same class with the same parameters. With it a function may do what the compiler cannot
/// read, such as loops; it is then called as it is, for one number at a time.
/// </summary>
/// <param name="method">The name of the method that gives the derivative.</param>
/// <example><code>
/// [Derivative(nameof(CubeRootSlope))]
/// private static float CubeRoot(float x) =&gt; MathF.Cbrt(x);
/// </code></example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DerivativeAttribute(string method) : Attribute
{
    /// <summary>The name of the method that gives the derivative.</summary>
    public string Method { get; } = method;

    /// <summary>The parameter by which it is the derivative; by default the first.</summary>
    public string? By { get; set; }
}
