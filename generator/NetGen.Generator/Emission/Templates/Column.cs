using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits a <see cref="RowKernel"/> whose rows have one element each: lanes over the rows.</summary>
internal sealed class Column(CodeWriter writer, InstructionSet set, RowKernel kernel)
{
    public void Emit()
    {
        foreach (StoreStep store in kernel.Steps.OfType<StoreStep>())
        {
            string lanes = Text.Number(set.Lanes);
            writer.Line("int next = from;");
            using (writer.Block($"for (; next <= to - {lanes}; next += {lanes})"))
            {
                EmitStore(store, null);
            }

            using (writer.Block("if (next < to)"))
            {
                EmitStore(store, "to - next");
            }
        }

        foreach (LossStep loss in kernel.Steps.OfType<LossStep>())
        {
            using (writer.Block("for (int row = from; row < to; row++)"))
            {
                foreach (string variable in Substitution.Variables(loss.Body))
                {
                    writer.Line($"double {variable}Element = Unsafe.Add(ref {variable}, row);");
                }

                writer.Line($"Unsafe.Add(ref losses, row) = {ExpressionText.Double(loss.Body, variable => variable + "Element")};");
            }
        }
    }

    private void EmitStore(StoreStep store, string? count)
    {
        foreach (string variable in Substitution.Variables(store.Body))
        {
            string source = variable == RowKernel.Scale ? "scales" : variable;
            writer.Line($"{set.Floats} {variable}Lanes = {set.Load(source, "next", count)};");
        }

        writer.Line(set.Store(ExpressionText.Vector(set, store.Body, variable => variable + "Lanes"), store.Operand, "next", count));
    }
}
