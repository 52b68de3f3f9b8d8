using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Neighbours;

/// <summary>
/// Emitted code in a project that makes it hard: types with the names that the code could want, in its namespace, around it and beside the namespace; C# 12,
/// the highest warning level, nullable, no pointers, every analyzer of the SDK.
/// </summary>
public class HostileNeighbourTests
{
    private static readonly string[] Names =
    [
        "Span", "ReadOnlySpan", "System", "NetGenRuntime", "Runtime", "Vector128", "Vector256", "Vector512", "Math", "MathF", "Float", "Single", "Double", "Int32", "Check", "Scratch", "Lanes",
        "VectorMath", "Decide", "Trace", "TracedValue", "Workspace", "Minibatch", "Gradients", "Examples", "INetwork", "ITrainableNetwork", "NetworkInfo", "Initializer", "Kernels", "IKernels",
        "Forward", "Attribute", "Exception", "Array", "Stream", "File", "Console", "Type",
    ];

    private static readonly string Types = string.Join('\n', Names.Select(name => $"public sealed class {name} {{ }}"));

    private static readonly string Source = $$"""
        namespace Hostile.Deep
        {
            [NetGen.Network(20, InputGradient = true)] [NetGen.Dense(17), NetGen.WeightInitializer(NetGen.Initial.Normal, 0, 1), NetGen.Sigmoid] [NetGen.Dense(3)] [NetGen.SoftmaxCrossEntropy]
            public partial class Classes;

            [NetGen.Network(5, 3)] [NetGen.Dense(7, Bias = false), NetGen.Softmax(Axis = 0)] [NetGen.Dense(1), NetGen.Tanh] [NetGen.MeanSquaredError]
            public partial class Values;

            public partial struct Around
            {
                [NetGen.Network(300)] [NetGen.Dense(1), NetGen.Relu]
                public sealed partial class Score;

                {{Types}}
            }

            [NetGen.Network(4)] [NetGen.Linear] [NetGen.OutputGradient]
            public partial class Nothing;

            [NetGen.Network(3)] [NetGen.Elementwise(nameof(Curve))] [NetGen.Elementwise(typeof(Methods), nameof(Methods.Root))] [NetGen.Loss(nameof(Cost))]
            public partial class Functions
            {
                private static float Curve(float x, float System, float Math = 2) => global::System.MathF.Sin(Math * x) + System;

                private static float Cost(float prediction, float target, float Span = 2) => Span * (prediction - target) * (prediction - target);

                internal static class Methods
                {
                    [NetGen.Derivative(nameof(Slope))]
                    public static float Root(float x) => global::System.MathF.Cbrt(x);

                    public static float Slope(float x) => 1 / (3 * Root(x) * Root(x));
                }
            }

            {{Types}}
        }

        namespace Hostile
        {
            {{Types}}
        }
        """;

    private static readonly Lazy<HostResult> Result = new(() => GeneratorHost.Run(GeneratorHost.Compile(Source), GeneratorHost.Driver()));

    [Fact]
    public void The_compiler_has_nothing_to_say() => Result.Value.AssertClean();

    [Fact]
    public void The_analyzers_of_the_SDK_have_nothing_to_say()
    {
        Assert.InRange(SdkAnalyzers.All.Length, 100, int.MaxValue);
        ImmutableArray<Diagnostic> found = SdkAnalyzers.Analyze(Result.Value.Compilation);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        Assert.Empty(found.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true));
        // They do look: of the user's own types some have names that they mind.
        Assert.Contains(found, diagnostic => diagnostic.Id == "CA1716");
    }

    /// <summary>Aliases stand at the top of an emitted file, farther from the code than any type of the user's of that name: refused, and not left to errors in emitted code.</summary>
    [Theory]
    [InlineData("namespace Hostile { NETWORK TYPES }")]
    [InlineData("namespace Hostile.Deep { NETWORK } namespace Hostile { TYPES }")]
    [InlineData("namespace Hostile { NETWORK } TYPES")]
    [InlineData("NETWORK TYPES")]
    [InlineData("namespace Hostile { class Base { TYPES } partial class Around : Base { NETWORK } }")]
    public void A_type_that_hides_an_alias_is_refused(string project)
    {
        string[] aliases = Result.Value.Files.Values.SelectMany(text => Regex.Matches(text, @"^using (\w+) =", RegexOptions.Multiline)).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.InRange(aliases.Length, 10, 40);
        string types = string.Concat(aliases.Select(alias => $"public class {alias} {{ }} "));
        HostResult result = GeneratorHost.Run(project
            .Replace("NETWORK", "[NetGen.Network(2)] [NetGen.Dense(3)] [NetGen.SoftmaxCrossEntropy] public partial class N { }", StringComparison.Ordinal)
            .Replace("TYPES", types, StringComparison.Ordinal));
        Assert.Equal(aliases.Order(StringComparer.Ordinal), result.Analyzer.Where(problem => problem.Id == "NG1007").Select(problem => problem.GetMessage(CultureInfo.InvariantCulture).Split('\'')[1]));
        Assert.Empty(result.Compiler);
    }
}
