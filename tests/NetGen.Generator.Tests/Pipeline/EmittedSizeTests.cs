using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Pipeline;

/// <summary>
/// The budget of emitted text: an editor reads it again at every change, and the compiler takes up to a millisecond a line. Kernels are shared by kind,
/// so code grows with the number of different layers by little, and with the number of weights not at all.
/// </summary>
public class EmittedSizeTests
{
    /// <summary>All different, with lengths and widths that are multiples of a vector and that are not.</summary>
    private static readonly int[] Widths = [512, 384, 320, 256, 200, 128, 100, 64, 32, 10];

    private static readonly Dictionary<int, int> KernelLines = [];

    [Fact]
    public void Ten_different_layers_in_three_bodies_take_less_than_4000_lines() => Assert.InRange(LinesOfKernels(Widths.Length), 1000, 4000);

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public void A_further_layer_takes_less_than_450_lines_in_three_bodies(int layers) =>
        Assert.InRange(LinesOfKernels(layers) - LinesOfKernels(layers - 1), -450, 450);

    [Fact]
    public void A_layer_of_a_kind_that_is_there_takes_no_kernel() =>
        Assert.Equal(KernelText("[Dense(512), Relu] [Dense(256), Relu]"), KernelText("[Dense(512), Relu] [Dense(384), Relu] [Dense(256), Relu]"));

    [Fact]
    public void Weights_take_no_code() =>
        Assert.Equal(KernelText("[Dense(300), Relu] [Dense(512), Relu] [Dense(10)]"), KernelText("[Dense(1024), Relu] [Dense(2048), Relu] [Dense(10)]"));

    /// <summary>All files of a deep residual network together, in three bodies.</summary>
    [Theory]
    [InlineData(50)]
    [InlineData(1000)]
    public void Blocks_in_a_row_take_less_than_3000_lines_however_many(int blocks)
    {
        int lines = LinesOfBlocks(blocks);
        Assert.InRange(lines, 1000, 2999);
        Assert.Equal(LinesOfBlocks(20), lines);
    }

    private static int LinesOfBlocks(int blocks) => GeneratorHost.Run(
        GeneratorHost.Compile($$"""
            using NetGen;

            [Network(40)] [Dense(100), Relu] [Step(Repeat = {{blocks}})] [Dense(10)] [SoftmaxCrossEntropy]
            public partial class Deep;

            [Block, Dense(100), Relu, Add("x", "relu1")]
            public sealed class StepAttribute : BlockAttribute;
            """),
        GeneratorHost.Driver()).Files.Values.Sum(text => text.Count(character => character == '\n'));

    private static int LinesOfKernels(int layers)
    {
        lock (KernelLines)
        {
            if (!KernelLines.TryGetValue(layers, out int lines))
            {
                // The last layers of the list, so that every network ends with the same ten classes.
                IEnumerable<string> dense = Widths[^layers..].Select((width, number) => $"[Dense({width}){(number == layers - 1 ? "" : ", Relu")}]");
                lines = KernelText(string.Concat(dense)).Count(character => character == '\n');
                KernelLines.Add(layers, lines);
            }

            return lines;
        }
    }

    private static string KernelText(string layers)
    {
        HostResult result = GeneratorHost.Run(
            GeneratorHost.Compile($"using NetGen; [Network(784)] {layers} [SoftmaxCrossEntropy] public partial class N;"), GeneratorHost.Driver());
        string[] bodies = ["N.Avx512.g.cs", "N.Avx2.g.cs", "N.Vector128.g.cs"];
        return string.Concat(bodies.Select(body => result.Files[body])).Replace("\r", "", StringComparison.Ordinal);
    }
}
