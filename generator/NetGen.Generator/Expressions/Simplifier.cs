using System;

namespace NetGen.Generator.Expressions;

/// <summary>
/// Rewrites that keep the IEEE meaning of what a user sees: 1 * x is x, x - 0 is x, x + x is 2 x, x + -y is x - y.
/// Never x * 0 -> 0, which would hide a NaN or an infinity, and never x + 0 -> x, which would keep the sign of -0:
/// structural zeros of a derivative are left out where they arise, in <see cref="Derivative"/>.
/// </summary>
internal static class Simplifier
{
    public static Expression Add(Expression left, Expression right) => (left, right) switch
    {
        (Constant a, Constant b) => new Constant(a.Value + b.Value),
        _ when IsNegative(right) => Subtract(left, Negate(right)),
        _ when IsNegative(left) => Subtract(right, Negate(left)),
        _ when left == right => Multiply(new Constant(2), left),
        _ => new Binary(BinaryOperator.Add, left, right),
    };

    public static Expression Subtract(Expression left, Expression right) => (left, right) switch
    {
        (Constant a, Constant b) => new Constant(a.Value - b.Value),
        // Not for -0, which is equal to 0 but turns -0 into 0.
        (_, Constant { Value: 0 } zero) when zero == Expression.Zero => left,
        _ when IsNegative(right) => new Binary(BinaryOperator.Add, left, Negate(right)),
        _ => new Binary(BinaryOperator.Subtract, left, right),
    };

    public static Expression Multiply(Expression left, Expression right) => (left, right) switch
    {
        (Constant a, Constant b) => new Constant(a.Value * b.Value),
        (Constant { Value: 1 }, _) => right,
        (Constant { Value: -1 }, _) => Negate(right),
        (not Constant, Constant) => Multiply(right, left),
        (Constant a, Unary { Operator: UnaryOperator.Negate } negative) => Multiply(new Constant(-a.Value), negative.Operand),
        (Unary { Operator: UnaryOperator.Negate } negative, _) => Negate(Multiply(negative.Operand, right)),
        (_, Unary { Operator: UnaryOperator.Negate } negative) => Negate(Multiply(left, negative.Operand)),
        // Constants gather at the front: 2 (0.5 e) becomes e. Exact when one of them is a power of two, as in every built-in row.
        (Constant a, Binary { Operator: BinaryOperator.Multiply, Left: Constant b } product) when IsPowerOfTwo(a.Value) || IsPowerOfTwo(b.Value) =>
            Multiply(new Constant(a.Value * b.Value), product.Right),
        (Binary { Operator: BinaryOperator.Multiply, Left: Constant a } one, Binary { Operator: BinaryOperator.Multiply, Left: Constant b } two) when IsPowerOfTwo(a.Value) && IsPowerOfTwo(b.Value) =>
            Multiply(new Constant(a.Value * b.Value), Multiply(one.Right, two.Right)),
        _ => new Binary(BinaryOperator.Multiply, left, right),
    };

    public static Expression Divide(Expression left, Expression right) => (left, right) switch
    {
        (Constant a, Constant b) when IsFinite(a.Value / b.Value) => new Constant(a.Value / b.Value),
        (_, Constant { Value: 1 }) => left,
        (_, Constant { Value: -1 }) => Negate(left),
        // Exact, and a product costs a fraction of a quotient.
        (_, Constant b) when IsPowerOfTwo(b.Value) && Math.Abs(b.Value) is > 1e-30 and < 1e30 => Multiply(new Constant(1 / b.Value), left),
        (Unary { Operator: UnaryOperator.Negate } negative, _) => Negate(Divide(negative.Operand, right)),
        (_, Unary { Operator: UnaryOperator.Negate } negative) => Negate(Divide(left, negative.Operand)),
        (Binary { Operator: BinaryOperator.Multiply, Left: Constant a } over, Binary { Operator: BinaryOperator.Multiply, Left: Constant b } under) when IsPowerOfTwo(b.Value) =>
            Divide(Multiply(new Constant(a.Value / b.Value), over.Right), under.Right),
        _ => new Binary(BinaryOperator.Divide, left, right),
    };

    public static Expression Negate(Expression operand) => operand switch
    {
        Constant constant => new Constant(-constant.Value),
        Unary { Operator: UnaryOperator.Negate } negative => negative.Operand,
        Binary { Operator: BinaryOperator.Multiply, Left: Constant factor } product => Multiply(new Constant(-factor.Value), product.Right),
        Binary { Operator: BinaryOperator.Divide, Left: Constant or Binary { Operator: BinaryOperator.Multiply, Left: Constant } } quotient =>
            Divide(Negate(quotient.Left), quotient.Right),
        _ => new Unary(UnaryOperator.Negate, operand),
    };

    /// <summary>A conditional, without the one that decides nothing and without asking again inside a branch what the branch knows.</summary>
    public static Expression Choose(Comparison comparison, Expression left, Expression right, Expression then, Expression otherwise)
    {
        if (left is Constant a && right is Constant b)
        {
            return Evaluator.Holds(comparison, a.Value, b.Value) ? then : otherwise;
        }

        bool Again(Expression branch) => branch is Select select && select.Comparison == comparison && select.Left == left && select.Right == right;
        then = Again(then) ? ((Select)then).Then : then;
        otherwise = Again(otherwise) ? ((Select)otherwise).Otherwise : otherwise;
        return then == otherwise ? then : new Select(comparison, left, right, then, otherwise);
    }

    /// <summary>True for what is written with a minus in front and loses it at no cost.</summary>
    private static bool IsNegative(Expression expression) => expression switch
    {
        Constant constant => constant.Value < 0,
        Unary unary => unary.Operator == UnaryOperator.Negate,
        Binary { Operator: BinaryOperator.Multiply, Left: Constant factor } => factor.Value < 0,
        _ => false,
    };

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private static bool IsPowerOfTwo(double value)
    {
        const long Mantissa = 0x000F_FFFF_FFFF_FFFF;
        return value != 0 && IsFinite(value) && (BitConverter.DoubleToInt64Bits(value) & Mantissa) == 0;
    }
}
