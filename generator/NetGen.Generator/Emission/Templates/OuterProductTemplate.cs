using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits <see cref="OuterProductKernel"/>: the gradient of a weight matrix, summed over the rows in order. It is the runtime's, but for one row.</summary>
internal sealed class OuterProductTemplate : KernelTemplate<OuterProductKernel>
{
    public override string Formula(OuterProductKernel kernel)
    {
        string height = kernel.Rows == 1 ? "1" : "height";
        string width = kernel.Rows == 1 ? Text.Number(kernel.Lanes) : "width";
        return $"result[i, j] = sum_r left[r, i] * right[r, j], i < {height}, j < {width}; sums in order of r, continued unless isFirst";
    }

    public override string? Call(InstructionSet set, OuterProductKernel kernel) => kernel.Rows == 1
        ? null
        : $"NetGenKernels.OuterProduct{Text.Number(32 * set.Lanes)}(ref left, ref right, ref result, height, width, rows, isFirst, from, to)";

    public override void Emit(CodeWriter writer, InstructionSet set, OuterProductKernel kernel) => OuterProductRow.Emit(writer, set, kernel);
}
