using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits <see cref="MappedKernel"/>: calls of its two kernels for some rows at a time.</summary>
internal sealed class MappedTemplate : KernelTemplate<MappedKernel>
{
    public override string Formula(MappedKernel kernel)
    {
        EpilogueKernel whole = kernel.AsEpilogue();
        return KernelTemplates.For(whole).Formula(whole);
    }

    public override void Emit(CodeWriter writer, InstructionSet set, MappedKernel kernel)
    {
        string rows = Text.Number(MappedKernel.Rows);
        using (writer.Block($"for (int first = from; first < to; first += {rows})"))
        {
            writer.Line($"int end = to - first < {rows} ? to : first + {rows};");
            IEnumerable<string> sums = kernel.Sums.Reads.Select(read => "ref " + read.Name).Append("ref result").Concat(kernel.Sums.Sizes.Select(size => size.Name));
            writer.Line($"{kernel.Sums.Name}({string.Join(", ", sums)}, first, end);");
            string length = kernel.Sums.Sizes.Any(size => size.Name == "results") ? "results" : Text.Number(kernel.Map.Length);
            IEnumerable<string> map = kernel.Operands.Select(operand => "ref " + operand).Concat(["ref result", length]);
            writer.Line($"{kernel.Map.Name}({string.Join(", ", map)}, first, end);");
        }
    }
}
