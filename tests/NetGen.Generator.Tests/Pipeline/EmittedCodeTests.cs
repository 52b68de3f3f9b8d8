using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Pipeline;

/// <summary>What users' compilers and the just-in-time compiler ask of the emitted code.</summary>
public class EmittedCodeTests
{
    /// <summary>Above, the just-in-time compiler may give up optimising a method.</summary>
    private const int LargestMethod = 25_000;

    private const string Awkward = """
        using NetGen;

        namespace Awkward;

        [Network(127)] [Dense(130), Sigmoid] [Dense(63), Tanh] [Dense(17), Relu] [Dense(31)] [SoftmaxCrossEntropy]
        public partial class Odd;

        [Network(300, InputGradient = true)] [Dense(256), Relu] [Dense(1, Bias = false)] [MeanSquaredError(Reduction = Reduction.Sum)]
        public partial class Wide;

        [Network(5, 3, 7)] [Dense(13)] [Softmax(Axis = 0)] [Softmax(Axis = 1)] [Linear] [Softmax] [OutputGradient]
        public partial class Axes;

        [Network(1)] [Linear] [HalfSquaredError]
        public partial class Empty;
        """;

    private static readonly Lazy<HostResult> Result = new(() =>
        GeneratorHost.Run(GeneratorHost.Compile(Networks.Xor, Networks.Mnist1D, Networks.Mixer, Awkward), GeneratorHost.Driver()));

    /// <summary>As C# 12, at the highest warning level, with nullable enabled and documentation checked, in every body.</summary>
    [Fact]
    public void It_compiles_without_a_warning_and_without_pointers()
    {
        Assert.False(Result.Value.Compilation.Options.AllowUnsafe);
        Result.Value.AssertClean();
    }

    [Fact]
    public void No_method_is_too_large_to_be_optimised()
    {
        List<(string Method, int Bytes)> methods = MethodBodies(Result.Value.Emit());
        Assert.InRange(methods.Count, 100, int.MaxValue);
        Assert.All(methods, method => Assert.True(method.Bytes <= LargestMethod, $"{method.Method} has {method.Bytes} bytes of IL"));
    }

    /// <summary>The user's own types stand nearer than the framework's; the emitted code must not mean them.</summary>
    [Fact]
    public void It_compiles_beside_types_of_the_users_with_names_of_the_framework() => GeneratorHost.Run(
        GeneratorHost.Compile(
            """
            using NetGen;

            namespace Hostile
            {
                public class Span; public class ReadOnlySpan; public class System; public class Vector512; public class Vector256; public class Vector128; public class Math; public class MathF;
                public class Check; public class Scratch; public class Lanes; public class VectorMath; public class Minibatch; public class Trace; public class Gradients; public class Float;

                [Network(20, InputGradient = true)] [Dense(17), Sigmoid] [Dense(3)] [SoftmaxCrossEntropy]
                public partial class N;
            }
            """),
        GeneratorHost.Driver()).AssertClean();

    /// <summary>64 rows of 2^26 floats are 2^32, which is 0 in an int: scratch of no length, and writes beyond it.</summary>
    [Theory]
    [InlineData("[Network(40)] [Dense(100), Relu] [Dense(10)]", 64)]
    [InlineData("[Network(1024, 1)] [Dense(512), Relu] [Dense(1)]", 32)]
    [InlineData("[Network(2048, 1)] [Dense(32768), Relu] [Dense(1)]", 1)]
    [InlineData("[Network(1, 33554432)] [Tanh] [Softmax(Axis = 0)]", 1)]
    public void A_block_of_rows_never_needs_more_scratch_than_there_can_be(string attributes, int rows)
    {
        int perRow = Stages.Compiled.Plan(attributes).Prediction.Scratch.FloatsPerRow;
        string text = GeneratorHost.Run($"using NetGen; {attributes} partial class N;").Files["N.g.cs"];
        Assert.Contains($"block = rows - first < {rows} ? rows - first : {rows};", text, StringComparison.Ordinal);
        Assert.Contains($"(rows < {rows} ? rows : {rows})", text, StringComparison.Ordinal);
        Assert.InRange((long)perRow * rows, 1, 1 << 28);
    }

    private static List<(string Method, int Bytes)> MethodBodies(byte[] image)
    {
        using var portable = new PEReader([.. image]);
        MetadataReader metadata = portable.GetMetadataReader();
        var bodies = new List<(string, int)>();
        foreach (MethodDefinition method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0))
        {
            string type = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
            bodies.Add(($"{type}.{metadata.GetString(method.Name)}", portable.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!.Length));
        }

        return bodies;
    }
}
