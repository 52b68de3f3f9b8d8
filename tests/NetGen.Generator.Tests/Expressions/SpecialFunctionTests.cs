using System;
using System.Collections.Generic;
using NetGen.Generator.Expressions;
using Xunit;

namespace NetGen.Generator.Tests.Expressions;

/// <summary>The functions in double that the evaluator adds, against digits of tables (computed with 40 digits) and against each other.</summary>
public class SpecialFunctionTests
{
    public static TheoryData<double, double, double> ErrorFunctions => new()
    {
        { 1e-10, 1.1283791670955126e-10, 0.99999999988716208 },
        { 0.1, 0.1124629160182849, 0.8875370839817151 },
        { 0.5, 0.5204998778130465, 0.4795001221869535 },
        { 0.99, 0.8385080695553698, 0.1614919304446302 },
        { 1, 0.8427007929497149, 0.1572992070502851 },
        { 1.5, 0.9661051464753108, 0.033894853524689274 },
        { 2, 0.9953222650189527, 0.004677734981047266 },
        { 3, 0.9999779095030014, 2.209049699858544e-05 },
        { 5, 0.9999999999984626, 1.5374597944280349e-12 },
        { 10, 1, 2.088487583762545e-45 },
        { 26, 1, 5.663192408856143e-296 },
    };

    [Theory]
    [MemberData(nameof(ErrorFunctions))]
    public void Erf_and_erfc_have_the_digits_of_the_table(double x, double erf, double erfc)
    {
        Near(erf, SpecialFunctions.Erf(x));
        Near(-erf, SpecialFunctions.Erf(-x));
        Near(erfc, SpecialFunctions.Erfc(x));
        Near(2 - erfc, SpecialFunctions.Erfc(-x));
    }

    [Fact]
    public void Ends_of_the_range()
    {
        double infinity = double.PositiveInfinity;
        (Func<double, double> Function, double AtMinus, double AtPlus)[] limits =
        [
            (SpecialFunctions.Erf, -1, 1), (SpecialFunctions.Erfc, 2, 0), (SpecialFunctions.ExpM1, -1, infinity), (SpecialFunctions.Softplus, 0, infinity),
            (SpecialFunctions.Sigmoid, 0, 1), (SpecialFunctions.Log1P, double.NaN, infinity),
        ];
        foreach ((Func<double, double> function, double atMinus, double atPlus) in limits)
        {
            Assert.Equal(atMinus, function(-infinity));
            Assert.Equal(atPlus, function(infinity));
            Assert.True(double.IsNaN(function(double.NaN)));
        }

        Assert.Equal(-infinity, SpecialFunctions.Log1P(-1));
        Assert.Equal(1e300, SpecialFunctions.Softplus(1e300));
    }

    [Fact]
    public void Small_arguments_keep_their_digits()
    {
        foreach (double x in new[] { 1e-300, 1e-20, 1e-9, -1e-9, 3e-6, -3e-6, 1e-3, -1e-3 })
        {
            // The series of both; what is left out is below 1e-17 of the value.
            Near(x + (x * x / 2) + (x * x * x / 6) + (x * x * x * x / 24) + (x * x * x * x * x / 120), SpecialFunctions.ExpM1(x));
            Near(x - (x * x / 2) + (x * x * x / 3) - (x * x * x * x / 4) + (x * x * x * x * x / 5), SpecialFunctions.Log1P(x));
        }

        Near(Math.Exp(-100), SpecialFunctions.Softplus(-100));
        Near(Math.Exp(-100), SpecialFunctions.Sigmoid(-100));
    }

    [Fact]
    public void Inverses_give_the_argument_back()
    {
        foreach (double x in Spread())
        {
            Near(x, SpecialFunctions.Log1P(SpecialFunctions.ExpM1(x)), 1e-14 * Math.Max(1, Math.Exp(-x)));
            Near(x, Math.Log(SpecialFunctions.ExpM1(SpecialFunctions.Softplus(x))), 1e-13 * (1 + Math.Abs(x)), absolute: true);
        }
    }

    private static IEnumerable<double> Spread()
    {
        for (double x = -8; x < 20; x += 0.137)
        {
            yield return x;
        }
    }

    private static void Near(double expected, double actual, double tolerance = 4e-15, bool absolute = false) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * (absolute ? 1 : Math.Abs(expected)), $"{actual:R} in place of {expected:R}");
}
