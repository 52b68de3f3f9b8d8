using System;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Declarations.Functions;

/// <summary>What a bool of a user's method stands for: comparisons and what joins them. It becomes conditionals of the expression where it decides.</summary>
internal abstract record Condition
{
    /// <summary>How many comparisons it is when each is written out.</summary>
    public abstract long Size { get; }

    /// <summary>The condition as a choice between two expressions. NaN makes every comparison false but !=, as in C#.</summary>
    public abstract Expression Choose(Expression then, Expression otherwise);

    public static Condition operator !(Condition operand) => operand is Known known ? new Known(!known.Holds) : new Not(operand);

    public static Condition operator &(Condition left, Condition right) => left is Known known ? known.Holds ? right : left : new Both(left, right);

    public static Condition operator |(Condition left, Condition right) => !(!left & !right);

    public static Condition operator ^(Condition left, Condition right) => new OneOf(left, right);

    /// <summary>A constant.</summary>
    public sealed record Known(bool Holds) : Condition
    {
        public override long Size => 1;

        public override Expression Choose(Expression then, Expression otherwise) => Holds ? then : otherwise;
    }

    public sealed record Compare(Comparison Comparison, Expression Left, Expression Right) : Condition
    {
        public override long Size => 1;

        public override Expression Choose(Expression then, Expression otherwise) =>
            ReferenceEquals(then, otherwise) ? then : new Select(Comparison, Left, Right, then, otherwise);
    }

    private sealed record Not(Condition Operand) : Condition
    {
        public override long Size => Operand.Size;

        public override Expression Choose(Expression then, Expression otherwise) => Operand.Choose(otherwise, then);
    }

    private sealed record Both(Condition Left, Condition Right) : Condition
    {
        public override long Size { get; } = Sum(Left, Right);

        public override Expression Choose(Expression then, Expression otherwise) => Left.Choose(Right.Choose(then, otherwise), otherwise);
    }

    private sealed record OneOf(Condition Left, Condition Right) : Condition
    {
        public override long Size { get; } = Sum(Left, Right, Right);

        public override Expression Choose(Expression then, Expression otherwise) => Left.Choose(Right.Choose(otherwise, then), Right.Choose(then, otherwise));
    }

    private static long Sum(params Condition[] parts)
    {
        long sum = 1;
        foreach (Condition part in parts)
        {
            sum = Math.Min(sum + part.Size, int.MaxValue);
        }

        return sum;
    }
}

/// <summary>What an expression of a user's method yields: a number or a condition.</summary>
internal abstract record Term
{
    public sealed record Number(Expression Value) : Term;

    public sealed record Truth(Condition Value) : Term;
}
