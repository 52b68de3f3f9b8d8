using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Expressions.Stable;
using Xunit;
using static NetGen.Generator.Expressions.Expression;
using static NetGen.Generator.Tests.Expressions.Tables;

namespace NetGen.Generator.Tests.Expressions;

/// <summary>
/// A local of a user's method that is used twice, 60 times over, stands for a tree of 2^60 parts. Everything must come back at once; a walk along every branch never would.
/// </summary>
public class SharedPartTests
{
    private const int Depth = 60;

    public static TheoryData<string> Kinds => ["product", "quotient", "conditional", "absolute", "function"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Walks_visit_a_shared_part_once(string kind)
    {
        Expression deep = Deep(kind);
        Expression derivative = Derivative.Of(deep, X)!;
        Assert.InRange(Parts(deep), Depth, 12 * Depth);
        Assert.InRange(Parts(derivative), Depth, 60 * Depth);
        Assert.True(double.IsFinite(At(deep, 0.5)));
        Assert.Equal(["x"], Substitution.Variables(deep));
        Assert.False(Substitution.HasInvocation(deep));
        Assert.Equal(At(deep, 0.5), Evaluator.Evaluate(Substitution.Replace(deep, X, Y), _ => 0.5));
        Assert.Equal(At(deep, 0.5), Evaluator.Evaluate(Substitution.Rename(deep, new Dictionary<string, Expression> { ["x"] = Y }), _ => 0.5));
        Assert.Equal(At(deep, 0.5), At(StableForms.Rewrite(deep), 0.5), 1e-9);
        Assert.InRange(Parts(Derivative.Pullback(Y, derivative)), Depth, 60 * Depth);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Equal_ones_are_equal_and_different_ones_differ(string kind)
    {
        Assert.Equal(Deep(kind), Deep(kind));
        Assert.Equal(Deep(kind).GetHashCode(), Deep(kind).GetHashCode());
        Assert.NotEqual(Deep(kind), Substitution.Replace(Deep(kind), X, Y));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Formulas_name_what_is_repeated(string kind)
    {
        string formula = Deep(kind).ToString();
        Assert.Contains(" with ", formula);
        Assert.InRange(formula.Length, Depth, 100 * Depth);
    }

    /// <summary>A changed copy must not keep the hash code of the original.</summary>
    [Fact]
    public void A_copy_with_another_part_is_another()
    {
        var sum = new Binary(BinaryOperator.Add, X, Y);
        _ = sum.GetHashCode();
        Binary changed = sum with { Right = X };
        Assert.NotEqual(sum, changed);
        Assert.Equal(new Binary(BinaryOperator.Add, X, X), changed);
        Assert.Equal(new Binary(BinaryOperator.Add, X, X).GetHashCode(), changed.GetHashCode());
        Assert.NotEqual<Expression>(new Constant(0.0), new Constant(-0.0));
        Assert.Equal<Expression>(new Constant(double.NaN), new Constant(double.NaN));
    }

    private static Expression Deep(string kind)
    {
        Expression part = X;
        for (int i = 0; i < Depth; i++)
        {
            part = kind switch
            {
                "product" => part * (1.5 - part),
                "quotient" => part / (0.5 + (part * part)),
                "conditional" => IfLess(part, 0.75, part + 0.1, part * part),
                "absolute" => Abs(part - 0.3) + (0.1 * part),
                _ => Sin(part) + Cos(part),
            };
        }

        return part;
    }

    private static int Parts(Expression expression)
    {
        int count = 0;
        Substitution.Visit(expression, _ => count++);
        return count;
    }
}
