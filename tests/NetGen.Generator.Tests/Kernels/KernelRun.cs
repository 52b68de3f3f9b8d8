using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Emission;
using NetGen.Generator.Lowering.Kernels;
using NetGen.Generator.Tests.Hosting;
using NetGen.Generator.Tests.Stages;
using Xunit;

namespace NetGen.Generator.Tests.Kernels;

/// <summary>Kernels made by hand, emitted as those of networks are, compiled and run.</summary>
internal sealed class KernelRun
{
    /// <summary>Floats behind what a kernel may write, which it must leave alone.</summary>
    private const int Guard = 32;

    private const float Untouched = -12345;

    private static readonly Lazy<NetworkDeclaration> Declaration = new(() => Compiled.Declaration("using NetGen; [Network(1)] partial class Hand;"));

    private readonly Kernel _kernel;
    private readonly Type _type;

    /// <param name="kernel">The kernel.</param>
    /// <param name="further">Source text that it needs beside it.</param>
    public KernelRun(Kernel kernel, string further = "")
    {
        _kernel = kernel;
        string[] texts =
        [
            further,
            .. InstructionSet.All.Select(set => Call(set, kernel)),
            KernelsEmitter.Interface(Declaration.Value, [kernel]).Text,
            .. InstructionSet.All.Select(set => KernelsEmitter.Body(Declaration.Value, set, [kernel], []).Text),
        ];
        Text = string.Join('\n', texts.Skip(1 + InstructionSet.All.Count));
        var compilation = GeneratorHost.Compile(texts);
        Diagnostic[] faults = [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        Assert.True(faults.Length == 0, string.Join('\n', faults.Select(fault => fault.ToString())) + Text);
        using var image = new System.IO.MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        _type = Assembly.Load(image.ToArray()).GetType("Hand+Compiled", throwOnError: true)!;
    }

    /// <summary>The emitted files.</summary>
    public string Text { get; }

    /// <summary>What it writes for all rows, the same to the bit in every body that this machine can run.</summary>
    /// <param name="length">Floats that it writes.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="reads">What it reads, in its order: arrays of floats, or of integers for an index.</param>
    public float[] Result(int length, int rows, params Array[] reads) => Same(set => Run(set, length, rows, reads).Result);

    /// <summary>The loss of each row, the same to the bit in every body that this machine can run.</summary>
    public double[] Losses(int rows, params Array[] reads) => Same(set => Run(set, 0, rows, reads).Losses);

    private T[] Same<T>(Func<InstructionSet, T[]> run)
        where T : struct
    {
        T[][] all = [.. InstructionSet.All.Where(IsSupported).Select(run)];
        Assert.All(all, one => Assert.Equal(Bits(all[0]), Bits(one)));
        return all[0];
    }

    private static byte[] Bits<T>(T[] values)
        where T : struct => System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(values).ToArray();

    /// <summary>Where the machine lacks AVX-512 the runtime does its vectors in halves, all but the multiply-add.</summary>
    private bool IsSupported(InstructionSet set) => set.Name switch
    {
        "Avx512" => System.Runtime.Intrinsics.X86.Avx512F.IsSupported || _kernel is RowKernel,
        "Avx2" => System.Runtime.Intrinsics.X86.Fma.IsSupported,
        _ => true,
    };

    private (float[] Result, double[] Losses) Run(InstructionSet set, int length, int rows, Array[] reads)
    {
        float[] result = [.. Enumerable.Repeat(Untouched, length + Guard)];
        var losses = new double[rows];
        _type.GetMethod("Run" + set.Name)!.Invoke(null, [reads, result, losses, rows]);
        Assert.All(result[length..], value => Assert.Equal(Untouched, value));
        return (result[..length], losses);
    }

    /// <summary>A method that calls the kernel of one set.</summary>
    private static string Call(InstructionSet set, Kernel kernel)
    {
        List<string> arguments = [.. kernel.Reads.Select((read, number) => $"ref ((System.{(read.IsIndex ? "Int32" : "Single")}[])reads[{number}])[0]")];
        arguments.AddRange(kernel.Writes is null ? [] : ["ref result[0]"]);
        arguments.AddRange(kernel.WritesLosses ? ["ref losses[0]"] : []);
        arguments.AddRange(kernel.Sizes.Select(size => $"{size.Value}"));
        return $$"""
            partial class Hand
            {
                private static partial class Compiled
                {
                    public static void Run{{set.Name}}(System.Array[] reads, float[] result, double[] losses, int rows) =>
                        {{set.Kernels}}.{{kernel.Name}}({{string.Join(", ", arguments)}}, 0, rows);
                }
            }
            """;
    }
}
