using System.Globalization;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>The ends of networks: what callers give and receive, and its names.</summary>
public class EndTests
{
    [Theory]
    [InlineData("""[Dense(2)] [Output("q")] [Dense(3)] [SoftmaxCrossEntropy]""")]
    [InlineData("""[Dense(3, Name = "h")] [SoftmaxCrossEntropy] [Dense(2, From = "h")]""")]
    public void Probabilities_are_those_of_the_only_output_or_none(string layers) =>
        Assert.DoesNotContain("PredictProbabilities", GeneratorHost.Run("using NetGen; [Network(3)] " + layers + " public partial class A;").AssertClean().Files["A.g.cs"]);

    [Theory]
    [InlineData("memory")]
    [InlineData("first")]
    [InlineData("weights")]
    [InlineData("losses2")]
    public void A_name_that_the_code_uses_is_refused(string name) => Assert.Contains(
        "a parameter of NetGen's methods",
        Assert.Single(GeneratorHost.Run($"""using NetGen; [Network(2)] [Input("{name}", 2)] [Add("x", "{name}")] [MeanSquaredError] public partial class A;""").Analyzer).GetMessage(CultureInfo.InvariantCulture));
}
