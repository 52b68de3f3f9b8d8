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
        new("tanh", 2.4, Math.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh);

    public static readonly VectorMathFunction Sigmoid =
        new("sigmoid", 2.5, Oracles.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid);

    public static readonly VectorMathFunction ExpM1 =
        new("expm1", 1.6, Oracles.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1);

    public static readonly VectorMathFunction Log1P =
        new("log1p", 1.4, Oracles.Log1P, VectorMath.Log1P, VectorMath.Log1P, VectorMath.Log1P, VectorMath.Log1P);

    public static readonly VectorMathFunction Softplus =
        new("softplus", 3.0, Oracles.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus);

    public static readonly VectorMathFunction Erf =
        new("erf", 7.2, ErrorFunctionOracle.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf);

    public static readonly VectorMathFunction Erfc =
        new("erfc", 8.7, ErrorFunctionOracle.Erfc, VectorMath.Erfc, VectorMath.Erfc, VectorMath.Erfc, VectorMath.Erfc);

    public static readonly VectorMathFunction Sin =
        new("sin", 2.4, Math.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin);

    public static readonly VectorMathFunction Cos =
        new("cos", 2.4, Math.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos);

    public static readonly VectorMathFunction Atan =
        new("atan", 1.7, Math.Atan, VectorMath.Atan, VectorMath.Atan, VectorMath.Atan, VectorMath.Atan);

    /// <summary>All of them.</summary>
    public static ImmutableArray<VectorMathFunction> All { get; } = [Exp, ExpM1, Log, Log1P, Tanh, Sigmoid, Softplus, Erf, Erfc, Sin, Cos, Atan];

    /// <summary>The function of a name.</summary>
    public static VectorMathFunction Named(string name) => All.Single(function => function.Name == name);

    public override string ToString() => Name;
}
