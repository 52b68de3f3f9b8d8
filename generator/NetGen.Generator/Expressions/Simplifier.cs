namespace NetGen.Generator.Expressions;

/// <summary>
/// Rewrites that keep the IEEE meaning of what a user sees: 1 * x is x, x - 0 is x, x + x is 2 x.
/// Never x * 0 -> 0, which would hide a NaN or an infinity, and never x + 0 -> x, which would keep the sign of -0:
/// structural zeros of a derivative are left out where they arise, in <see cref="Derivative"/>.
/// </summary>
internal static class Simplifier
{
    public static Expression Add(Expression left, Expression right) => (left, right) switch
    {
        (Constant a, Constant b) => new Constant(a.Value + b.Value),
        _ when left == right => Multiply(new Constant(2), left),
        _ => new Binary(BinaryOperator.Add, left, right),
    };

    public static Expression Subtract(Expression left, Expression right) => (left, right) switch
    {
        (Constant a, Constant b) => new Constant(a.Value - b.Value),
        // Not for -0, which is equal to 0 but turns -0 into 0.
        (_, Constant { Value: 0 } zero) when System.BitConverter.DoubleToInt64Bits(zero.Value) == 0 => left,
        _ => new Binary(BinaryOperator.Subtract, left, right),
    };

    public static Expression Multiply(Expression left, Expression right) => (left, right) switch
    {
        (Constant a, Constant b) => new Constant(a.Value * b.Value),
        (Constant { Value: 1 }, _) => right,
        (_, Constant { Value: 1 }) => left,
        // Constants gather at the front: 2 (0.5 e) becomes e. Exact when one of them is a power of two, as in every built-in row.
        (Constant a, Binary { Operator: BinaryOperator.Multiply, Left: Constant b } product) when IsPowerOfTwo(a.Value) || IsPowerOfTwo(b.Value) =>
            Multiply(new Constant(a.Value * b.Value), product.Right),
        (not Constant, Constant) => Multiply(right, left),
        _ => new Binary(BinaryOperator.Multiply, left, right),
    };

    private static bool IsPowerOfTwo(double value)
    {
        const long Mantissa = 0x000F_FFFF_FFFF_FFFF;
        return value != 0 && (System.BitConverter.DoubleToInt64Bits(value) & Mantissa) == 0;
    }
}
