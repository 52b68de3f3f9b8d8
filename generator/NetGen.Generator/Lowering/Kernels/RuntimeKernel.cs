using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;

namespace NetGen.Generator.Lowering.Kernels;

/// <summary>A method of the runtime's <c>Kernels</c> over a range of rows: <c>Method(ref operand, ..., ref result, size, ..., from, to)</c>.</summary>
/// <param name="Method">The method.</param>
/// <param name="Operands">What it reads.</param>
/// <param name="Arguments">The sizes that it takes.</param>
internal sealed record RuntimeKernel(string Method, EquatableArray<string> Operands, EquatableArray<KernelSize> Arguments) : Kernel(Method)
{
    /// <summary>Of <see cref="Operands"/> those that are ints.</summary>
    public EquatableArray<string> Indices { get; init; } = [];

    /// <summary>What it does with rows.</summary>
    public KernelExtent Over { get; init; } = KernelExtent.Rows;

    /// <summary>True if it draws random numbers: its method then takes the workspace and, of rows, the number of the first.</summary>
    public bool IsRandom { get; init; }

    public override KernelExtent Extent => Over;

    public override IReadOnlyList<string> Context(string? first) => !IsRandom ? [] : first is null ? ["workspace"] : ["workspace", first];

    public override IReadOnlyList<KernelParameter> Reads => [.. Operands.Select(operand => new KernelParameter(operand, Indices.Contains(operand)))];

    public override string Writes => "result";

    public override string RuntimeMethod => Method;

    public override IReadOnlyList<KernelSize> Sizes => [.. Arguments];
}
