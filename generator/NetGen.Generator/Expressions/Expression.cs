using NetGen.Generator.Common;

namespace NetGen.Generator.Expressions;

/// <summary>
/// A scalar expression: the one form of activations, losses and epilogues. The same tree is differentiated, evaluated in double
/// and emitted as scalar and as vector C#. Records, so that equal expressions are equal and equal kernels are shared.
/// </summary>
internal abstract record Expression
{
    public static readonly Expression Zero = new Constant(0);
    public static readonly Expression One = new Constant(1);

    public static implicit operator Expression(double value) => new Constant(value);

    public static Expression operator +(Expression left, Expression right) => Simplifier.Add(left, right);

    public static Expression operator -(Expression left, Expression right) => Simplifier.Subtract(left, right);

    public static Expression operator *(Expression left, Expression right) => Simplifier.Multiply(left, right);

    public static Expression operator /(Expression left, Expression right) => new Binary(BinaryOperator.Divide, left, right);

    public static Expression operator -(Expression operand) => new Unary(UnaryOperator.Negate, operand);

    public static Expression Exp(Expression x) => new Unary(UnaryOperator.Exp, x);

    public static Expression Log(Expression x) => new Unary(UnaryOperator.Log, x);

    /// <summary>ln(1 + x) without the loss of a small x's digits.</summary>
    public static Expression Log1P(Expression x) => new Unary(UnaryOperator.Log1P, x);

    /// <summary>e^x - 1 without the loss of a small x's digits.</summary>
    public static Expression ExpM1(Expression x) => new Unary(UnaryOperator.ExpM1, x);

    /// <summary>ln(1 + e^x) without overflow.</summary>
    public static Expression Softplus(Expression x) => new Unary(UnaryOperator.Softplus, x);

    public static Expression Sqrt(Expression x) => new Unary(UnaryOperator.Sqrt, x);

    public static Expression Sin(Expression x) => new Unary(UnaryOperator.Sin, x);

    public static Expression Cos(Expression x) => new Unary(UnaryOperator.Cos, x);

    public static Expression Atan(Expression x) => new Unary(UnaryOperator.Atan, x);

    public static Expression Erf(Expression x) => new Unary(UnaryOperator.Erf, x);

    /// <summary>1 - erf(x) with the digits of its tail.</summary>
    public static Expression Erfc(Expression x) => new Unary(UnaryOperator.Erfc, x);

    public static Expression Abs(Expression x) => new Unary(UnaryOperator.Abs, x);

    /// <summary>The larger; <paramref name="right"/> if they are equal or one is NaN.</summary>
    public static Expression Max(Expression left, Expression right) => new Select(Comparison.Less, right, left, left, right);

    public static Expression Tanh(Expression x) => new Unary(UnaryOperator.Tanh, x);

    public static Expression Sigmoid(Expression x) => new Unary(UnaryOperator.Sigmoid, x);

    /// <summary>The smaller; <paramref name="right"/> if they are equal or one is NaN.</summary>
    public static Expression Min(Expression left, Expression right) => new Select(Comparison.Less, left, right, left, right);

    /// <summary><paramref name="left"/> &lt; <paramref name="right"/> ? <paramref name="then"/> : <paramref name="otherwise"/>; NaN on either side takes <paramref name="otherwise"/>.</summary>
    public static Expression IfLess(Expression left, Expression right, Expression then, Expression otherwise) =>
        new Select(Comparison.Less, left, right, then, otherwise);

    /// <summary><paramref name="left"/> &lt;= <paramref name="right"/> ? <paramref name="then"/> : <paramref name="otherwise"/>; NaN on either side takes <paramref name="otherwise"/>.</summary>
    public static Expression IfLessOrEqual(Expression left, Expression right, Expression then, Expression otherwise) =>
        new Select(Comparison.LessOrEqual, left, right, then, otherwise);
}

internal sealed record Constant(double Value) : Expression;

/// <summary>A named value: an element of a tensor, or a scalar of the row; the kernel that holds the expression says which.</summary>
internal sealed record Variable(string Name) : Expression;

/// <summary>The element of <paramref name="Tensor"/>'s current row at the position that <paramref name="Index"/> holds for the row.</summary>
internal sealed record ElementAt(string Tensor, string Index) : Expression;

internal sealed record Unary(UnaryOperator Operator, Expression Operand) : Expression;

internal sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

internal sealed record Select(Comparison Comparison, Expression Left, Expression Right, Expression Then, Expression Otherwise) : Expression;

/// <summary>A call of a user's method that the compiler cannot read, one number at a time. Its derivatives are given beside it.</summary>
/// <param name="Method">The full name as it is called: <c>global::A.F</c>.</param>
/// <param name="Arguments">Its arguments, in order.</param>
internal sealed record Invocation(string Method, EquatableArray<Expression> Arguments) : Expression;

internal enum UnaryOperator
{
    Negate,
    Exp,
    Log,
    Log1P,
    ExpM1,
    Softplus,
    Sqrt,
    Abs,
    Floor,
    Ceiling,
    Sin,
    Cos,
    Atan,
    Tanh,
    Sigmoid,
    Erf,
    Erfc,
}

internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
}

internal enum Comparison
{
    LessOrEqual,
    Less,
    Equal,
}
