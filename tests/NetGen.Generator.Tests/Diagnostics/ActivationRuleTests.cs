using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NG1010 at the options of activations.</summary>
public class ActivationRuleTests
{
    [Theory]
    [InlineData("LeakyRelu({|NG1010:double.NaN|})", "slope of LeakyRelu is NaN, but it must be a finite float")]
    [InlineData("Elu({|NG1010:-1|})", "alpha of Elu is -1, but it must be 0 or more")]
    [InlineData("Swish({|NG1010:1e300|})", "beta of Swish is 1E+300, but it must be a finite float")]
    [InlineData("Softplus({|NG1010:beta: 0|})", "beta of Softplus is 0, but it must be above 0")]
    [InlineData("Gaussian({|NG1010:-0.5|})", "alpha of Gaussian is -0.5, but it must be above 0")]
    [InlineData("HardSigmoid(0.2, {|NG1010:double.PositiveInfinity|})", "beta of HardSigmoid is Infinity, but it must be a finite float")]
    [InlineData("HardTanh(1, {|NG1010:1|})", "max of HardTanh is 1, but it must be above min")]
    [InlineData("HardTanh({|NG1010:max: -2|})", "max of HardTanh is -2, but it must be above min")]
    public void Options_out_of_range(string activation, string message) => Expect.Problems($"using NetGen; [Network(2)] [Dense(3), {activation}] partial class A;", message);

    /// <summary>The upper limit that is not written is 1; the place is then the attribute.</summary>
    [Fact, Triggers("NG1010")]
    public void A_limit_that_is_not_written() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3), {|NG1010:HardTanh(min: 2)|}] partial class A;",
        "max of HardTanh is 1, but it must be above min");

    [Fact, NearMiss("NG1010")]
    public void Options_at_their_limits() => Expect.Clean(
        "using NetGen; [Network(2)] [Dense(3), LeakyRelu(-3), Elu(0), Swish(0), Softplus(1e-30), HardSigmoid(-1, 7), HardTanh(-1e38, -0.9e38), Gaussian(1e30)] partial class A;");
}
