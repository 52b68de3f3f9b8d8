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
    public override IReadOnlyList<KernelParameter> Reads => [.. Operands.Select(operand => new KernelParameter(operand))];

    public override string Writes => "result";

    public override string RuntimeMethod => Method;

    public override IReadOnlyList<KernelSize> Sizes => [.. Arguments];
}
