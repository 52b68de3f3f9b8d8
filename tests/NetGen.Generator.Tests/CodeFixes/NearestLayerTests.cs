using NetGen.CodeFixes;
using Xunit;

namespace NetGen.Generator.Tests.CodeFixes;

public class NearestLayerTests
{
    [Theory]
    [InlineData("[Dens(3)]", "Dense")]
    [InlineData("[Danse(3)]", "Dense")]
    [InlineData("[dense(3)]", "Dense")]
    [InlineData("[Dense(2), Rely]", "Relu")]
    [InlineData("[Dense(2), ReLU]", "Relu")]
    [InlineData("[Dense(2)][SoftMax(Axis = 0)]", "Softmax")]
    [InlineData("[Dense(2)][SoftmaxCrossEntrophy]", "SoftmaxCrossEntropy")]
    [InlineData("[Dense(2)][HalfSquareError]", "HalfSquaredError")]
    [InlineData("[Dense(2)][SigmodAttribute]", "Sigmoid")]
    [InlineData("[DensAttribute(2)]", "Dense")]
    public void A_name_that_is_near(string attributes, string nearest)
    {
        string wrong = attributes.Replace("[Dense(2), ", "[", System.StringComparison.Ordinal).Replace("[Dense(2)]", "", System.StringComparison.Ordinal)[1..].Split('(', ']')[0];
        Fixes(nearest, $"using NetGen; [Network(4)]{attributes} public partial class A;", $"using NetGen; [Network(4)]{attributes.Replace(wrong, nearest, System.StringComparison.Ordinal)} public partial class A;");
    }

    [Fact]
    public void Comments_stay() => Fixes(
        "Dense",
        """
        using NetGen;
        [NetGen.Network(2)]
        [/* first */ Dens /* hidden */ (3)] // layer
        [HalfSquaredError]
        public partial class A;
        """,
        """
        using NetGen;
        [NetGen.Network(2)]
        [/* first */ Dense /* hidden */ (3)] // layer
        [HalfSquaredError]
        public partial class A;
        """);

    [Fact]
    public void Only_the_last_part_of_a_qualified_name() => FixHost.OffersNothing(
        new NearestLayerCodeFix(), "[NetGen.Network(2)] [NetGem.Dense(3)] public partial class A;");

    [Theory]
    // No name is near.
    [InlineData("using NetGen; [Network(2)] [Conv(3)] public partial class A;")]
    [InlineData("using NetGen; [Network(2)] [Dense(3)] [Serializable] public partial class A;")]
    // No network.
    [InlineData("using NetGen; [Dens(3)] public partial class A;")]
    [InlineData("using NetGen; [Network(2)] [Dense(3)] public partial class A { [Dens(3)] void M() { } }")]
    // No attribute.
    [InlineData("using NetGen; [Network(2)] [Dense(3)] public partial class A : Dens { }")]
    // The name is right; what is missing is the using directive.
    [InlineData("[NetGen.Network(2)] [Dense(3)] public partial class A;")]
    [InlineData("[NetGen.Network(2)] [DenseAttribute(3)] public partial class A;")]
    public void Nothing(string source) => FixHost.OffersNothing(new NearestLayerCodeFix(), source);

    private static void Fixes(string nearest, string before, string after) => FixHost.Fixes(new NearestLayerCodeFix(), $"Change to [{nearest}]", before, after);
}
