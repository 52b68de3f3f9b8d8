using System;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>
/// A number in double and how far a float32 computation of it is expected to be off: the formulas of the judges in this type carry their own error analysis.
/// Operands count as independent, which is the larger error wherever they share one that cancels.
/// </summary>
/// <param name="Value">The number.</param>
/// <param name="Error">The expected error, 0 for what is exact in float32, infinity where nothing can be said.</param>
internal readonly record struct Rounded(double Value, double Error)
{
    public static readonly Rounded Zero;

    public double Variance => Error * Error;

    /// <summary>The largest number that float32 might have in its place.</summary>
    private double Above => Value + Rounding.Deviations * Error;

    /// <summary>The smallest number that float32 might have in its place.</summary>
    private double Below => Value - Rounding.Deviations * Error;

    /// <summary>The magnitude of the number next to 0 that float32 might have in its place.</summary>
    private double Nearest => Math.Max(Math.Abs(Value) - Rounding.Deviations * Error, 0);

    /// <summary>Numbers that stand in a formula, or a network's data: exact.</summary>
    public static implicit operator Rounded(double value) => new(value, 0);

    /// <summary>An option of an attribute, which float32 rounds.</summary>
    public static Rounded Constant(double value) => value == (float)value ? new(value, 0) : new(value, Rounding.Once(value, 0));

    public static Rounded operator -(Rounded a) => new(-a.Value, a.Error);

    public static Rounded operator +(Rounded a, Rounded b) => IsExact(a, 0) ? b : IsExact(b, 0) ? a : Once(a.Value + b.Value, a.Variance + b.Variance);

    public static Rounded operator -(Rounded a, Rounded b) => a + -b;

    public static Rounded operator *(Rounded a, Rounded b) =>
        IsExact(a, 1) ? b : IsExact(b, 1) ? a : IsExact(a, -1) ? -b : IsExact(b, -1) ? -a : Once(a.Value * b.Value, Square(a.Value * b.Error) + Square(b.Value * a.Error));

    public static Rounded operator /(Rounded a, Rounded b)
    {
        double value = a.Value / b.Value;
        return b.Error == 0 ? Once(value, Square(a.Error / b.Value))
            : b.Nearest > 0 ? Once(value, Square(a.Error / b.Nearest) + Square(value * b.Error / b.Nearest))
            : new(value, double.PositiveInfinity);
    }

    /// <summary>x^2, whose two factors are off by the same error.</summary>
    public static Rounded Squared(Rounded x) => Once(x.Value * x.Value, Square(2 * x.Value * x.Error));

    public static Rounded Sqrt(Rounded x) => Function(Math.Sqrt(x.Value), x.Below > 0 ? 0.5 / Math.Sqrt(x.Below) : double.PositiveInfinity, x, 0.5);

    public static Rounded Exp(Rounded x) => Function(Math.Exp(x.Value), Math.Exp(x.Above), x, Rounding.ExpUlps);

    /// <summary>e^x - 1.</summary>
    public static Rounded ExpM1(Rounded x) => Function(DoubleFunctions.ExpM1(x.Value), Math.Exp(x.Above), x, Rounding.ExpM1Ulps);

    public static Rounded Log(Rounded x) => Function(Math.Log(x.Value), x.Below > 0 ? 1 / x.Below : double.PositiveInfinity, x, Rounding.LogUlps);

    /// <summary>ln(1 + x).</summary>
    public static Rounded Log1P(Rounded x) => Function(DoubleFunctions.Log1P(x.Value), x.Below > -1 ? 1 / (1 + x.Below) : double.PositiveInfinity, x, Rounding.Log1PUlps);

    /// <summary>ln(1 + e^x).</summary>
    public static Rounded Softplus(Rounded x) => Function(DoubleFunctions.Softplus(x.Value), DoubleFunctions.Sigmoid(x.Above), x, Rounding.SoftplusUlps);

    public static Rounded Tanh(Rounded x) => Function(Math.Tanh(x.Value), 1 / Square(Math.Cosh(x.Nearest)), x, Rounding.TanhUlps);

    /// <summary>1 / (1 + e^-x).</summary>
    public static Rounded Sigmoid(Rounded x) =>
        Function(DoubleFunctions.Sigmoid(x.Value), DoubleFunctions.Sigmoid(x.Nearest) * DoubleFunctions.Sigmoid(-x.Nearest), x, Rounding.SigmoidUlps);

    public static Rounded Erfc(Rounded x) => Function(DoubleFunctions.Erfc(x.Value), DoubleFunctions.ErfSlope(x.Nearest), x, Rounding.ErfcUlps);

    public static Rounded Sin(Rounded x) => Function(Math.Sin(x.Value), 1, x, Rounding.SinUlps);

    public static Rounded Cos(Rounded x) => Function(Math.Cos(x.Value), 1, x, Rounding.CosUlps);

    public static Rounded Abs(Rounded x) => x with { Value = Math.Abs(x.Value) };

    public static Rounded Max(Rounded a, Rounded b) => a.Value >= b.Value ? a : b;

    public static Rounded Min(Rounded a, Rounded b) => a.Value <= b.Value ? a : b;

    /// <summary>True if float32 might find the number on the other side of a limit.</summary>
    public bool IsAt(Rounded limit) => Error + limit.Error > 0 && Math.Abs(Value - limit.Value) <= Rounding.Deviations * (Error + limit.Error);

    /// <summary>A function, which moves by no more than its largest slope within reach of the argument times what the argument is off.</summary>
    private static Rounded Function(double value, double largestSlope, Rounded x, double ulps) => new(value, Rounding.Function(value, x.Error == 0 ? 0 : largestSlope * x.Error, ulps));

    private static bool IsExact(Rounded a, double value) => a.Value == value && a.Error == 0;

    private static Rounded Once(double value, double variance) => new(value, Rounding.Once(value, variance));

    private static double Square(double x) => x * x;
}
