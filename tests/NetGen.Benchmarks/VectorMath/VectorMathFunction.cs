using System;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.Intrinsics;
using NetGen.Runtime.V1;

namespace NetGen.Benchmarks;

/// <summary>A function of <see cref="VectorMath"/> in all its widths, with an oracle in double and the error bound that its documentation states.</summary>
public sealed record VectorMathFunction(
    string Name,
    double Bound,
    Func<double, double> Exact,
    Func<float, float> Scalar,
    Func<Vector128<float>, Vector128<float>> Four,
    Func<Vector256<float>, Vector256<float>> Eight,
    Func<Vector512<float>, Vector512<float>> Sixteen)
{
    public static readonly VectorMathFunction Exp =
        new("exp", 1.0, Math.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp);

    public static readonly VectorMathFunction Log =
        new("log", 0.85, Math.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log);

    public static readonly VectorMathFunction Tanh =
        new("tanh", 1.2, Math.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh);

    public static readonly VectorMathFunction Sigmoid =
        new("sigmoid", 2.5, StableSigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid);

    /// <summary>All of them.</summary>
    public static ImmutableArray<VectorMathFunction> All { get; } = [Exp, Log, Tanh, Sigmoid];

    /// <summary>The function of a name.</summary>
    public static VectorMathFunction Named(string name) => All.Single(function => function.Name == name);

    public override string ToString() => Name;

    private static double StableSigmoid(double x)
    {
        double exp = Math.Exp(-Math.Abs(x));
        return (x < 0 ? exp : 1) / (1 + exp);
    }
}
