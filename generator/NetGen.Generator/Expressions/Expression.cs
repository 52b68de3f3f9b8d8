using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;

namespace NetGen.Generator.Expressions;

/// <summary>
/// A scalar expression: the one form of activations, losses and epilogues. The same tree is differentiated, evaluated in double
/// and emitted as scalar and as vector C#. Records, so that equal expressions are equal and equal kernels are shared.
/// One part may stand in many places: a local of a user's method used twice, whose locals are used twice, stands for a tree of exponential size.
/// So whatever walks over expressions does so once for each part that there is, hash codes and comparisons included.
/// </summary>
internal abstract record Expression
{
    public static readonly Expression Zero = new Constant(0);
    public static readonly Expression One = new Constant(1);

    private int _hash;

    protected Expression()
    {
    }

    /// <summary>For <c>with</c>: a changed copy has a hash code of its own.</summary>
    protected Expression(Expression original) => Called = original.Called;

    /// <summary>What a user calls it, for the locals and formulas of emitted code; no part of what it is, so that expressions equal each other whatever their names.</summary>
    public string? Called { get; init; }

    /// <summary>What it is made of, in the order in which it is written.</summary>
    public virtual IReadOnlyList<Expression> Parts => [];

    /// <summary>The hash code of all that it is made of, computed once.</summary>
    protected int Hash => _hash != 0 ? _hash : _hash = ComputeHash();

    public static implicit operator Expression(double value) => new Constant(value);

    public static Expression operator +(Expression left, Expression right) => Simplifier.Add(left, right);

    public static Expression operator -(Expression left, Expression right) => Simplifier.Subtract(left, right);

    public static Expression operator *(Expression left, Expression right) => Simplifier.Multiply(left, right);

    public static Expression operator /(Expression left, Expression right) => Simplifier.Divide(left, right);

    public static Expression operator -(Expression operand) => Simplifier.Negate(operand);

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

    /// <summary>The larger; <paramref name="left"/> if they are equal or one is NaN, and so is the derivative: a tie goes to the first.</summary>
    public static Expression Max(Expression left, Expression right) => new Select(Comparison.Less, left, right, right, left);

    /// <summary>The smaller; <paramref name="left"/> if they are equal or one is NaN, and so is the derivative: a tie goes to the first.</summary>
    public static Expression Min(Expression left, Expression right) => new Select(Comparison.Less, right, left, right, left);

    public static Expression Tanh(Expression x) => new Unary(UnaryOperator.Tanh, x);

    public static Expression Sigmoid(Expression x) => new Unary(UnaryOperator.Sigmoid, x);

    /// <summary><paramref name="left"/> &lt; <paramref name="right"/> ? <paramref name="then"/> : <paramref name="otherwise"/>; NaN on either side takes <paramref name="otherwise"/>.</summary>
    public static Expression IfLess(Expression left, Expression right, Expression then, Expression otherwise) =>
        Simplifier.Choose(Comparison.Less, left, right, then, otherwise);

    /// <summary><paramref name="left"/> &lt;= <paramref name="right"/> ? <paramref name="then"/> : <paramref name="otherwise"/>; NaN on either side takes <paramref name="otherwise"/>.</summary>
    public static Expression IfLessOrEqual(Expression left, Expression right, Expression then, Expression otherwise) =>
        Simplifier.Choose(Comparison.LessOrEqual, left, right, then, otherwise);

    /// <summary>The same expression with other parts, in the order of <see cref="Parts"/>; itself if they are its own.</summary>
    public virtual Expression With(IReadOnlyList<Expression> parts) => this;

    /// <summary>True for the same kind; what it is made of is for the kinds themselves to compare.</summary>
    public virtual bool Equals(Expression? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    public sealed override string ToString() => ExpressionFormula.Write(this, variable => variable);

    protected virtual int ComputeHash() => GetHashCode();

    protected static int Combine(int left, int right) => unchecked((left * -1521134295) + right);
}

/// <summary>A number. 0 and -0 are two: 1 divided by them differs.</summary>
internal sealed record Constant(double Value) : Expression
{
    public bool Equals(Constant? other) => other is not null && Bits == other.Bits;

    public override int GetHashCode() => Bits.GetHashCode();

    private long Bits => BitConverter.DoubleToInt64Bits(Value);
}

/// <summary>A named value: an element of a tensor, or a scalar of the row; the kernel that holds the expression says which.</summary>
internal sealed record Variable(string Name) : Expression;

/// <summary>The element of <paramref name="Tensor"/>'s current row at the position that <paramref name="Index"/> holds for the row.</summary>
internal sealed record ElementAt(string Tensor, string Index) : Expression;

internal sealed record Unary(UnaryOperator Operator, Expression Operand) : Expression
{
    public override IReadOnlyList<Expression> Parts => [Operand];

    public override Expression With(IReadOnlyList<Expression> parts) => ReferenceEquals(parts[0], Operand) ? this : this with { Operand = parts[0] };

    public bool Equals(Unary? other) => ExpressionEquality.Same(this, other);

    public override int GetHashCode() => Hash;

    protected override int ComputeHash() => Combine((int)Operator + 3, Operand.GetHashCode());
}

internal sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression
{
    public override IReadOnlyList<Expression> Parts => [Left, Right];

    public override Expression With(IReadOnlyList<Expression> parts) =>
        ReferenceEquals(parts[0], Left) && ReferenceEquals(parts[1], Right) ? this : this with { Left = parts[0], Right = parts[1] };

    public bool Equals(Binary? other) => ExpressionEquality.Same(this, other);

    public override int GetHashCode() => Hash;

    protected override int ComputeHash() => Combine(Combine((int)Operator + 101, Left.GetHashCode()), Right.GetHashCode());
}

/// <summary>A conditional. Its value is that of one branch, which may be NaN or infinite in the other; NaN on either side of the comparison takes <paramref name="Otherwise"/>.</summary>
internal sealed record Select(Comparison Comparison, Expression Left, Expression Right, Expression Then, Expression Otherwise) : Expression
{
    public override IReadOnlyList<Expression> Parts => [Left, Right, Then, Otherwise];

    public override Expression With(IReadOnlyList<Expression> parts) =>
        ReferenceEquals(parts[0], Left) && ReferenceEquals(parts[1], Right) && ReferenceEquals(parts[2], Then) && ReferenceEquals(parts[3], Otherwise)
            ? this
            : this with { Left = parts[0], Right = parts[1], Then = parts[2], Otherwise = parts[3] };

    public bool Equals(Select? other) => ExpressionEquality.Same(this, other);

    public override int GetHashCode() => Hash;

    protected override int ComputeHash() =>
        Combine(Combine(Combine(Combine((int)Comparison + 211, Left.GetHashCode()), Right.GetHashCode()), Then.GetHashCode()), Otherwise.GetHashCode());
}

/// <summary>A call of a user's method that the compiler cannot read, one number at a time. Its derivatives are given beside it.</summary>
/// <param name="Method">The full name as it is called: <c>global::A.F</c>.</param>
/// <param name="Arguments">Its arguments, in order.</param>
internal sealed record Invocation(string Method, EquatableArray<Expression> Arguments) : Expression
{
    public override IReadOnlyList<Expression> Parts => Arguments;

    public override Expression With(IReadOnlyList<Expression> parts) =>
        parts.Zip(Arguments, ReferenceEquals).All(same => same) ? this : this with { Arguments = parts.ToEquatableArray() };

    public bool Equals(Invocation? other) => ExpressionEquality.Same(this, other);

    public override int GetHashCode() => Hash;

    protected override int ComputeHash() => Combine(Method.GetHashCode(), Arguments.GetHashCode());
}

/// <summary>The functions of one number; the runtime's mathematics has each under its name, but for what vector classes have themselves.</summary>
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
