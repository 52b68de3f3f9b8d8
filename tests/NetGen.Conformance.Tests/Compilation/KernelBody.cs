using System;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Conformance.Tests.Compilation;

/// <summary>The forms in which the generator emits every kernel; each is compiled and run on its own.</summary>
public enum KernelBody
{
    /// <summary>128-bit vectors, which every machine has.</summary>
    Vector128,

    /// <summary>256-bit vectors with fused multiply-add.</summary>
    Avx2,

    /// <summary>512-bit vectors on a machine that has them.</summary>
    Avx512,

    /// <summary>The text of the 512-bit body on a machine without AVX-512: its one instruction is done in two halves.</summary>
    Avx512Emulated,
}

internal static class KernelBodies
{
    /// <summary>The name that the property NetGenInstructionSets knows.</summary>
    public static string InstructionSet(this KernelBody body) =>
        body == KernelBody.Avx512Emulated ? nameof(KernelBody.Avx512) : body.ToString();

    /// <summary>Why this machine cannot run the body, or null when it can.</summary>
    public static string? Unsupported(this KernelBody body) => body switch
    {
        KernelBody.Vector128 => null,
        KernelBody.Avx2 => Avx2.IsSupported && Fma.IsSupported ? null : "this CPU has no AVX2 with FMA",
        KernelBody.Avx512 => Avx512F.IsSupported ? null : "this CPU has no AVX-512",
        KernelBody.Avx512Emulated when Avx512F.IsSupported => "this CPU has AVX-512, so the body itself runs",
        KernelBody.Avx512Emulated => Fma.IsSupported ? null : "this CPU has no FMA to emulate AVX-512 with",
        _ => throw new ArgumentOutOfRangeException(nameof(body), body, null),
    };

    /// <summary>The bodies that this machine can run, the one that every machine has first.</summary>
    public static KernelBody[] Supported { get; } = Array.FindAll(Enum.GetValues<KernelBody>(), body => body.Unsupported() is null);
}
