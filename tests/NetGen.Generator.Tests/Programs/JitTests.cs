using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NetGen.Generator.Tests.Programs;

/// <summary>What the just-in-time compiler of a released runtime makes of the kernels, by its own account.</summary>
public sealed partial class JitTests : IDisposable
{
    /// <summary>Trains, evaluates and predicts once, with every kind of kernel, and prints which kernels the processor has and what came out.</summary>
    private const string Source = """
        using System;
        using System.Runtime.Intrinsics;
        using System.Runtime.Intrinsics.X86;
        using NetGen;

        Console.WriteLine(Avx512F.IsSupported && Vector512.IsHardwareAccelerated ? "Avx512" : Avx2.IsSupported && Fma.IsSupported ? "Avx2" : "Vector128");
        Console.WriteLine($"Avx2 {Avx2.IsSupported}, Fma {Fma.IsSupported}");

        var x = new float[50, 30];
        var labels = new int[50];
        for (int row = 0; row < 50; row++)
        {
            labels[row] = row % 5;
            for (int column = 0; column < 30; column++)
            {
                x[row, column] = (((row + 3) * (column + 7) * 31) % 101 / 50f) - 1;
            }
        }

        var model = new Measured(seed: 1);
        Examples examples = Examples.From(x, labels);
        var trainer = new Trainer(model, new Adam()) { BatchSize = 20, Progress = null };
        trainer.Fit(examples, epochs: 2);
        Evaluation evaluation = trainer.Evaluate(examples);
        var probabilities = new float[5];
        model.PredictProbabilities(new float[30], probabilities);
        Console.WriteLine(FormattableString.Invariant($"{evaluation.Loss:R} {string.Join(' ', Array.ConvertAll(probabilities, p => p.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}"));

        [Network(30, InputGradient = true)]
        [Dense(70), Relu]
        [Dense(17), Tanh]
        [Dense(1, Bias = false), Sigmoid]
        [Dense(5), Softmax, Linear]
        [Dense(5)]
        [SoftmaxCrossEntropy]
        public partial class Measured;
        """;

    private readonly ChildProgram _program = ChildProgram.Build(Source);

    public void Dispose() => _program.Dispose();

    [Fact]
    public void Every_kernel_runs_fully_optimised()
    {
        string kernels = Run(out IReadOnlyList<string> lines) + "Kernels";
        Dictionary<string, string> tiers = Tiers(lines, kernels);
        IMethodSymbol[] declared = [.. Declared(kernels)];
        Assert.Subset(declared.Select(method => method.Name).ToHashSet(StringComparer.Ordinal), tiers.Keys.ToHashSet(StringComparer.Ordinal));
        // What is inlined everywhere is never compiled on its own.
        Assert.All(
            declared.Where(method => !tiers.ContainsKey(method.Name)),
            method => Assert.True(method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveInlining), method.Name + " did not run"));
        Assert.All(tiers, tier => Assert.Equal("FullOpts", tier.Value));
    }

    /// <summary>
    /// Without AVX2 the runtime has no fused multiply-add either, so each product is rounded before it is added: the results are close, but not the same bits.
    /// Where there is one, the conformance tests hold all bodies to the same bits.
    /// </summary>
    [Fact]
    public void Without_AVX2_the_128_bit_body_runs_and_gives_nearly_the_same()
    {
        string with = Run(out IReadOnlyList<string> usual);
        string without = Run(out IReadOnlyList<string> narrow, ("DOTNET_EnableAVX2", "0"));
        Assert.Equal("Vector128", without);
        Assert.Equal("Avx2 False, Fma False", narrow[1]);
        Assert.NotEmpty(Tiers(narrow, "Vector128Kernels"));
        Assert.All(Tiers(narrow, "Vector128Kernels"), tier => Assert.Equal("FullOpts", tier.Value));
        if (with != "Vector128")
        {
            Assert.Empty(Tiers(narrow, with + "Kernels"));
        }

        (double[] expected, double[] actual) = (Numbers(usual[2]), Numbers(narrow[2]));
        Assert.Equal(6, expected.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    /// <summary>Returns the name of the kernels that the processor has; the lines are the program's, then the just-in-time compiler's.</summary>
    private string Run(out IReadOnlyList<string> lines, params (string, string)[] environment)
    {
        string summary = _program.InFolder("jit.txt");
        File.Delete(summary);
        IReadOnlyList<string> printed = _program.Run([("DOTNET_JitStdOutFile", summary), ("DOTNET_JitDisasmSummary", "1"), .. environment]).Lines;
        Assert.Equal(3, printed.Count);
        lines = [.. printed, .. File.ReadAllLines(summary)];
        return printed[0];
    }

    /// <summary>Every kernel of the struct, by the assembly's own account.</summary>
    private IEnumerable<IMethodSymbol> Declared(string kernels) => _program.Compiled.Compilation.GetTypeByMetadataName("Measured")!
        .GetTypeMembers("Compiled").Single().GetTypeMembers(kernels).Single()
        .GetMembers().OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary);

    /// <summary>How each kernel that ran was compiled; of a generic one all that it was compiled for.</summary>
    private static Dictionary<string, string> Tiers(IEnumerable<string> lines, string kernels) => lines
        .Select(line => Compiled().Match(line)).Where(match => match.Success && match.Groups[1].Value == kernels && match.Groups[2].Value != "get_IsSupported")
        .GroupBy(match => match.Groups[2].Value, match => match.Groups[3].Value, StringComparer.Ordinal)
        .ToDictionary(tiers => tiers.Key, tiers => string.Join(", ", tiers.Distinct()), StringComparer.Ordinal);

    private static double[] Numbers(string line) => [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

    /// <summary>A line such as <c>261: JIT compiled Measured+Compiled+Avx2Kernels:Dense2To8Tanh(byref,int) [FullOpts, IL size=198, code size=434]</c>.</summary>
    [GeneratedRegex(@"JIT compiled Measured\+Compiled\+(\w+Kernels):(\w+)(?:\[.*?\])?\(.*\) \[([^,]+),")]
    private static partial Regex Compiled();
}
