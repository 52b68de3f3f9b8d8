using System.Collections.Generic;
using NetGen.Generator.Expressions;
using Xunit;
using static NetGen.Generator.Expressions.Expression;
using static NetGen.Generator.Tests.Expressions.Tables;

namespace NetGen.Generator.Tests.Expressions;

public class SubstitutionTests
{
    private static readonly Expression Everywhere = new Select(Comparison.Less, X, Exp(X), X / Y, -X);

    [Fact]
    public void Replaces_every_occurrence_in_every_kind_of_node()
    {
        Expression replaced = Substitution.Replace(Everywhere, X, Tanh(Y));
        Assert.Equal(new Select(Comparison.Less, Tanh(Y), Exp(Tanh(Y)), Tanh(Y) / Y, -Tanh(Y)), replaced);
        Assert.False(Substitution.DependsOn(replaced, "x"));
        Assert.Equal(new Invocation("F", [Y, Tanh(Y)]), Substitution.Replace(new Invocation("F", [Y, X]), X, Tanh(Y)));
    }

    [Fact]
    public void What_holds_nothing_to_replace_stays_the_same_object() => Assert.Same(Everywhere, Substitution.Replace(Everywhere, new Variable("z"), X));

    [Fact]
    public void Replaces_whole_parts_and_does_not_look_into_what_it_put_in()
    {
        Assert.Equal(Y * (1.0 - Y), Substitution.Replace(Sigmoid(X) * (1.0 - Sigmoid(X)), Sigmoid(X), Y));
        Assert.Equal(Exp(X), Substitution.Replace(X, X, Exp(X)));
        Assert.Equal(Everywhere, Substitution.Replace(Everywhere, new Variable("z"), Zero));
    }

    /// <summary>Two variables that trade places need a detour; replacing one after the other would merge them.</summary>
    [Fact]
    public void One_after_the_other_merges_variables() =>
        Assert.Equal(X - X, Substitution.Replace(Substitution.Replace(X - Y, X, Y), Y, X));

    [Fact]
    public void Renames_all_variables_at_once()
    {
        var names = new Dictionary<string, Expression> { ["x"] = Y, ["y"] = X };
        Assert.Equal(Y - X, Substitution.Rename(X - Y, names));
        Assert.Equal(new Select(Comparison.Less, Y, Exp(Y), Y / X, -Y), Substitution.Rename(Everywhere, names));
        Assert.Equal(Sigmoid(new Variable("z")), Substitution.Rename(Sigmoid(new Variable("z")), names));
    }

    [Fact]
    public void Lists_each_variable_once_in_order_of_first_occurrence()
    {
        Assert.Equal(["x", "y"], Substitution.Variables(Everywhere));
        Assert.Equal(["y", "x"], Substitution.Variables(Y + (X * Y)));
        Assert.Empty(Substitution.Variables(3.0));
        Assert.Empty(Substitution.Variables(new ElementAt("x", "t")));
        Assert.True(Substitution.DependsOn(Everywhere, "y"));
    }

    [Fact]
    public void Visits_parents_before_children()
    {
        var seen = new List<Expression>();
        Substitution.Visit(Exp(X) - Y, seen.Add);
        Assert.Equal([Exp(X) - Y, Exp(X), X, Y], seen);
    }
}
