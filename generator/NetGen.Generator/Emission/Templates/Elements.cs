using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>
/// Emits a <see cref="RowKernel"/> whose elements do not depend on each other, as one run over all elements of all rows: a map of any length, or a loss of one
/// element, where the rows themselves lie along the lanes.
/// </summary>
internal sealed class Elements(CodeWriter writer, InstructionSet set, RowKernel kernel)
{
    public static bool Fits(RowKernel kernel) =>
        kernel.Map is not null || (kernel.Length == 1 && kernel.Stride == 1 && kernel.Steps.All(step => step is StoreStep or LossStep { PerElement: true }));

    public void Emit()
    {
        foreach (StoreStep store in kernel.Steps.OfType<StoreStep>())
        {
            string lanes = Text.Number(set.Lanes);
            (string start, string end) = kernel.Map is null ? ("from", "to") : ("from * length", "end");
            if (kernel.Map is not null)
            {
                writer.Line("int end = to * length;");
            }

            writer.Line($"int next = {start};");
            using (writer.Block($"for (; next <= {end} - {lanes}; next += {lanes})"))
            {
                EmitStore(store, null);
            }

            using (writer.Block($"if (next < {end})"))
            {
                EmitStore(store, end + " - next");
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
