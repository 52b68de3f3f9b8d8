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
            Expression body = loss.Body;
            if (InnerFunction(body) is { } inner)
            {
                writer.Line("// What stands inside another function comes first, for all rows: in one go the processor would wait for one row's long chain of operations.");
                EmitLoss(inner);
                body = Substitution.Replace(body, inner, new Variable("losses"));
            }

            EmitLoss(body);
        }
    }

    private void EmitLoss(Expression body)
    {
        using (writer.Block("for (int row = from; row < to; row++)"))
        {
            foreach (string variable in Substitution.Variables(body))
            {
                writer.Line($"double {variable}Element = Unsafe.Add(ref {variable}, row);");
            }

            writer.Line($"Unsafe.Add(ref losses, row) = {ExpressionText.Double(body, variable => variable + "Element")};");
        }
    }

    /// <summary>A function of the runtime on which another one depends, null if there is none.</summary>
    private static Unary? InnerFunction(Expression body)
    {
        Unary? found = null;
        Substitution.Visit(body, part =>
        {
            if (part is Unary outer && IsFunction(outer))
            {
                Substitution.Visit(outer.Operand, inside => found = inside is Unary inner && IsFunction(inner) ? inner : found);
            }
        });
        return found;

        static bool IsFunction(Unary unary) => unary.Operator is not (UnaryOperator.Negate or UnaryOperator.Abs);
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
