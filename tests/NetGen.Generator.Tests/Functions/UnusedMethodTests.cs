using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Hosting;
using NetGen.Generator.Tests.Neighbours;
using NetGen.Generator.Tests.Programs;
using Xunit;

namespace NetGen.Generator.Tests.Functions;

/// <summary>A private method of which nothing but a declaration speaks is in use, for every rule that looks for unused code.</summary>
public class UnusedMethodTests
{
    private const string Source = """
        using System;
        using NetGen;

        namespace Samples
        {
            [Network(3)]
            [Elementwise(nameof(Swish))]
            [Elementwise(nameof(Root))]
            [Loss(nameof(Quantile))]
            internal sealed partial class A
            {
                private const float Share = 0.9f;

                private static float Swish(float x, float beta) => x / (1 + MathF.Exp(-beta * x));

                [Derivative(nameof(RootDerivative))]
                private static float Root(float x) => MathF.Cbrt(x);

                private static float RootDerivative(float x) => 1 / (3 * MathF.Cbrt(x) * MathF.Cbrt(x));

                private static float Quantile(float prediction, float target) => target > prediction ? Share * (target - prediction) : (1 - Share) * (prediction - target);

                private static float Spare(float x) => x;
            }
        }
        """;

    /// <summary>A nameof is a use. Of the method that nothing names they speak, but not in a class of which a part was generated.</summary>
    [Fact]
    public void The_rules_of_code_style()
    {
        string[] rules = ["IDE0051", "IDE0052", "IDE0060"];
        Assert.Equal(["warning IDE0051: Private member 'A.Spare' is unused"], SdkCompiler.Warnings(Source, generates: false, rules));
        Assert.Empty(SdkCompiler.Warnings(Source, generates: true, rules));
    }

    [Fact]
    public void The_rules_of_code_quality()
    {
        HostResult result = GeneratorHost.Run(Source).AssertClean();
        Assert.Empty(SdkAnalyzers.Analyze(result.Compilation).Where(diagnostic => diagnostic.Id is "CA1801" or "CA1811" or "CA1822" or "CA1823" or "AD0001"));
    }
}
