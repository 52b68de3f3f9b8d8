using System;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Operators;
using Xunit;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Tests.Expressions;

/// <summary>upstream * derivative, where a structural zero stops whatever flows back.</summary>
public class PullbackTests
{
    private static readonly Variable Upstream = new("upstream");
    private static readonly Variable Y = new("y");
    private static readonly double[] Faults = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e308];

    [Fact]
    public void Nothing_flows_back_through_the_closed_branch_of_relu()
    {
        Expression pullback = Derivative.Pullback(Upstream, PointwiseFunctions.All.Single(function => function.Name == "Relu").Derivative!([]));
        foreach (double fault in Faults.Append(3))
        {
            Assert.Equal(0, Evaluate(pullback, fault, 0));
            Assert.Equal(0, Evaluate(pullback, fault, -1));
            Assert.True(Tables.Same(fault, Evaluate(pullback, fault, 2)));
        }
    }

    [Fact]
    public void A_fault_of_the_value_itself_stays_visible()
    {
        Expression pullback = Derivative.Pullback(Upstream, PointwiseFunctions.All.Single(function => function.Name == "Relu").Derivative!([]));
        // NaN is not <= 0, so what flows back does flow; forward has shown the NaN already.
        Assert.Equal(3, Evaluate(pullback, 3, double.NaN));
    }

    [Fact]
    public void Structural_zeros_and_ones_vanish_at_any_depth()
    {
        Assert.Equal(Zero, Derivative.Pullback(Upstream, Zero));
        Assert.Equal(Upstream, Derivative.Pullback(Upstream, One));
        Expression nested = Derivative.Pullback(Upstream, IfLessOrEqual(Y, -1.0, Zero, IfLessOrEqual(Y, 1.0, Y, Zero)));
        Assert.Equal(IfLessOrEqual(Y, -1.0, Zero, IfLessOrEqual(Y, 1.0, Upstream * Y, Zero)), nested);
        Assert.All(Faults, fault => Assert.Equal(0, Evaluate(nested, fault, 5)));
    }

    [Fact]
    public void A_zero_by_value_hides_no_fault()
    {
        // tanh has saturated: its derivative is the number 0, which is no structural zero, and NaN times 0 is NaN.
        Expression pullback = Derivative.Pullback(Upstream, 1.0 - (Y * Y));
        Assert.True(double.IsNaN(Evaluate(pullback, double.NaN, 1)));
        Assert.True(double.IsNaN(Evaluate(pullback, double.PositiveInfinity, 1)));
    }

    private static double Evaluate(Expression expression, double upstream, double y) =>
        Evaluator.Evaluate(expression, name => name == Upstream.Name ? upstream : name == Y.Name ? y : throw new ArgumentException(name));
}
