using System.Collections.Generic;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Lowering;

/// <summary>One call of a kernel: which values it reads and writes, and what stands beside it in the emitted code.</summary>
/// <param name="Kernel">What to run.</param>
/// <param name="Reads">In the order of the kernel's parameters.</param>
/// <param name="Write">What it makes, or null if it only adds up the loss.</param>
/// <param name="RowsPerExample">How many of the kernel's rows one example has.</param>
/// <param name="Layer">The layers it computes, for the heading.</param>
/// <param name="Equation">What it computes, in the names of the values.</param>
internal sealed record Step(Kernel Kernel, IReadOnlyList<Value> Reads, Value? Write, int RowsPerExample, string Layer, string Equation)
{
    /// <summary>Of a loss its number among the losses.</summary>
    public int Objective { get; init; }

    /// <summary>The loop in which it runs; null outside.</summary>
    public Loop? Loop { get; init; }

    /// <summary>Multiply-adds of one example, in all turns of its loop.</summary>
    public long MultiplyAdds => Kernel.MultiplyAdds * RowsPerExample * (Loop?.Count ?? 1);

    /// <summary>True if its sum over rows is added to what the value holds.</summary>
    public bool Accumulates { get; init; }

    /// <summary>True if it knows no rows and runs once: it computes with values that all examples share.</summary>
    public bool IsOnce { get; init; }
}
