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
        kernel.IsRun || (kernel.Length == 1 && kernel.Stride == 1 && kernel.Operands.All(operand => operand.Kind != RowOperandKind.Index) && kernel.Steps.All(step => step is StoreStep or LossStep { PerElement: true }));

    public void Emit()
    {
        foreach (StoreStep store in kernel.Steps.OfType<StoreStep>())
        {
            (string start, string end) = kernel.IsRun ? ("from * length", "end") : ("from", "to");
            if (kernel.IsRun)
            {
                writer.Line("int end = to * length;");
            }

            if (Substitution.HasInvocation(store.Body))
            {
                EmitCalls(store, start, end);
            }
            else
            {
                EmitVectors(store, start, end);
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
            foreach (string variable in Substitution.Variables(body).Where(variable => !IsNumber(variable)))
            {
                writer.Line($"double {variable}Element = Unsafe.Add(ref {variable}, row);");
            }

            writer.Line($"Unsafe.Add(ref losses, row) = {ExpressionText.Double(body, variable => IsNumber(variable) ? "(double)" + variable : variable + "Element")};");
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

        static bool IsFunction(Unary unary) => ExpressionText.IsRuntimeFunction(unary.Operator);
    }

    private void EmitVectors(StoreStep store, string start, string end)
    {
        string lanes = Text.Number(set.Lanes);
        foreach (string number in Substitution.Variables(store.Body).Where(IsNumber))
        {
            writer.Line($"{set.Floats} {number}Lanes = {set.Broadcast(number)};");
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

    private void EmitStore(StoreStep store, string? count)
    {
        foreach (string variable in Substitution.Variables(store.Body).Where(variable => !IsNumber(variable)))
        {
            writer.Line($"{set.Floats} {variable}Lanes = {set.Load(Source(variable), "next", count)};");
        }

        writer.Line(set.Store(ExpressionText.Vector(set, store.Body, variable => variable + "Lanes"), store.Operand, "next", count));
    }

    /// <summary>A user's method, which knows no vectors: called for each element that there is.</summary>
    private void EmitCalls(StoreStep store, string start, string end)
    {
        using (writer.Block($"for (int next = {start}; next < {end}; next++)"))
        {
            writer.Line($"Unsafe.Add(ref {store.Operand}, next) = {ExpressionText.Float(store.Body, variable => IsNumber(variable) ? variable : $"Unsafe.Add(ref {Source(variable)}, next)")};");
        }
    }

    private static string Source(string variable) => variable == RowKernel.Scale ? "scales" : variable;

    /// <summary>True for what is one number for all elements; with one element in a row that of the only feature is, too.</summary>
    private bool IsNumber(string variable) => kernel.Operands.Any(operand => operand.Name == variable && operand.Kind is (RowOperandKind.Number or RowOperandKind.Feature));
}
