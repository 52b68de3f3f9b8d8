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

    /// <summary>Numbers that stand in a formula, or a network's data: exact.</summary>
    public static implicit operator Rounded(double value) => new(value, 0);

    public static Rounded operator -(Rounded a) => new(-a.Value, a.Error);

    public static Rounded operator +(Rounded a, Rounded b) => IsExactZero(a) ? b : IsExactZero(b) ? a : Once(a.Value + b.Value, a.Variance + b.Variance);

    public static Rounded operator -(Rounded a, Rounded b) => a + -b;

    public static Rounded operator *(Rounded a, Rounded b) => Once(a.Value * b.Value, Square(a.Value * b.Error) + Square(b.Value * a.Error));

    public static Rounded operator /(Rounded a, Rounded b)
    {
        double value = a.Value / b.Value;
        double linear = Rounding.Linear(b.Error / Math.Abs(b.Value));
        return Once(value, linear * (Square(a.Error / b.Value) + Square(value * b.Error / b.Value)));
    }

    /// <summary>x^2, whose two factors are off by the same error.</summary>
    public static Rounded Squared(Rounded x) => Once(x.Value * x.Value, Square(2 * x.Value * x.Error));

    public static Rounded Exp(Rounded x) => Function(Math.Exp(x.Value), Math.Exp(x.Value), x, Rounding.Linear(x.Error), Rounding.ExpUlps);

    public static Rounded Log(Rounded x) => Function(Math.Log(x.Value), 1 / x.Value, x, Rounding.Linear(x.Error / x.Value), Rounding.LogUlps);

    /// <summary>ln(1 + x), for x >= 0.</summary>
    public static Rounded Log1P(Rounded x) => Function(double.LogP1(x.Value), 1 / (1 + x.Value), x, Rounding.Linear(x.Error), Rounding.LogUlps);

    public static Rounded Tanh(Rounded x)
    {
        double y = Math.Tanh(x.Value);
        return Function(y, 1 - y * y, x, Rounding.Linear(x.Error), Rounding.TanhUlps);
    }

    public static Rounded Sigmoid(Rounded x)
    {
        double y = 1 / (1 + Math.Exp(-x.Value));
        return Function(y, y * (1 - y), x, Rounding.Linear(x.Error), Rounding.SigmoidUlps);
    }

    public static Rounded Abs(Rounded x) => x with { Value = Math.Abs(x.Value) };

    public static Rounded Max(Rounded a, Rounded b) => a.Value >= b.Value ? a : b;

    /// <summary>True if float32 might find the number on the other side of a limit.</summary>
    public bool IsAt(double limit) => Error > 0 && Math.Abs(Value - limit) <= Rounding.Deviations * Error;

    private static Rounded Function(double value, double slope, Rounded x, double linear, double ulps) =>
        new(value, x.Error == 0 ? Rounding.Function(value, 0, ulps) : Rounding.Function(value, linear * slope * x.Error, ulps));

    private static bool IsExactZero(Rounded x) => x.Value == 0 && x.Error == 0;

    private static Rounded Once(double value, double variance) => new(value, Rounding.Once(value, variance));

    private static double Square(double x) => x * x;
}
