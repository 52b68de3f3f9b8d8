using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>
/// Emits a <see cref="RowKernel"/> whose elements do not depend on each other, as runs over elements: a map of any length, or a loss of one element, where the rows
/// themselves lie along the lanes. Without numbers of features all rows are one run.
/// </summary>
internal sealed class Elements(CodeWriter writer, InstructionSet set, RowKernel kernel)
{
    private readonly ExpressionForm _vectors = ExpressionForm.Vector(set);

    public static bool Fits(RowKernel kernel) => kernel.Map is not null || IsOneElement(kernel);

    /// <summary>The methods that the text calls.</summary>
    public static IEnumerable<Tile> Methods(InstructionSet set, RowKernel kernel)
    {
        foreach (StoreStep store in kernel.Steps.OfType<StoreStep>())
        {
            ExpressionForm form = Substitution.HasInvocation(store.Body) ? ExpressionForm.Float : ExpressionForm.Vector(set);
            foreach (Tile method in StepExpressions.Of(kernel, store).Methods(form))
            {
                yield return method;
            }
        }

        foreach (Tile method in kernel.Steps.OfType<LossStep>().SelectMany(loss => Losses(kernel, loss)).SelectMany(loss => loss.Methods(ExpressionForm.Double)))
        {
            yield return method;
        }
    }

    public void Emit()
    {
        foreach (StoreStep store in kernel.Steps.OfType<StoreStep>())
        {
            if (kernel.Map is null)
            {
                EmitRun(store, "from", "to", "");
            }
            else if (kernel.IsRun)
            {
                writer.Line("int end = to * length;");
                EmitRun(store, "from * length", "end", "");
            }
            else
            {
                EmitRows(store);
            }
        }

        foreach (LossStep loss in kernel.Steps.OfType<LossStep>())
        {
            EmitLoss(loss);
        }
    }

    private static bool IsOneElement(RowKernel kernel) =>
        kernel.Length == 1
        && kernel.Stride == 1
        && kernel.Operands.All(operand => operand.Kind is not (RowOperandKind.Index or RowOperandKind.RowInput))
        && kernel.Steps.All(step => step is StoreStep or LossStep { PerElement: true });

    /// <summary>Row by row, as each begins again at the first feature.</summary>
    private void EmitRows(StoreStep store)
    {
        using (writer.Block("for (int row = from; row < to; row++)"))
        {
            writer.Line("int start = row * length;");
            EmitRun(store, "0", "length", "start");
        }
    }

    /// <summary>Elements from <paramref name="from"/> to <paramref name="to"/>, of operands that begin at <paramref name="start"/>; numbers of features begin at 0.</summary>
    private void EmitRun(StoreStep store, string from, string to, string start)
    {
        if (Substitution.HasInvocation(store.Body))
        {
            EmitCalls(store, from, to, start);
            return;
        }

        string lanes = Text.Number(set.Lanes);
        foreach (string number in Reads(store).Where(IsNumber))
        {
            writer.Line($"{set.Floats} {number}Lanes = {set.Broadcast(number)};");
        }

        writer.Line($"int next = {from};");
        using (writer.Block($"for (; next <= {to} - {lanes}; next += {lanes})"))
        {
            EmitVector(store, start, null);
        }

        using (writer.Block($"if (next < {to})"))
        {
            EmitVector(store, start, to + " - next");
        }
    }

    private void EmitVector(StoreStep store, string start, string? count)
    {
        foreach (string variable in Reads(store).Where(variable => !IsNumber(variable)))
        {
            writer.Line($"{set.Floats} {variable}Lanes = {set.Load(Source(variable), Index(variable, start), count)};");
        }

        writer.Line(set.Store(StepExpressions.Of(kernel, store).Write(_vectors, read => KernelExpression.Name(read) + "Lanes"), store.Operand, Index(store.Operand, start), count));
    }

    /// <summary>A user's method, which knows no vectors: called for each element that there is.</summary>
    private void EmitCalls(StoreStep store, string from, string to, string start)
    {
        using (writer.Block($"for (int next = {from}; next < {to}; next++)"))
        {
            string value = StepExpressions.Of(kernel, store).Write(ExpressionForm.Float, read => KernelExpression.Name(read) is var variable && IsNumber(variable) ? variable : $"Unsafe.Add(ref {Source(variable)}, {Index(variable, start)})");
            writer.Line($"Unsafe.Add(ref {store.Operand}, {Index(store.Operand, start)}) = {value};");
        }
    }

    private void EmitLoss(LossStep loss)
    {
        KernelExpression[] parts = [.. Losses(kernel, loss)];
        if (parts.Length > 1)
        {
            writer.Line("// What stands inside another function comes first, for all rows: in one go the processor would wait for one row's long chain of operations.");
        }

        foreach (KernelExpression part in parts)
        {
            using (writer.Block("for (int row = from; row < to; row++)"))
            {
                foreach (string variable in part.Reads.Select(KernelExpression.Name).Where(variable => !IsNumber(variable)))
                {
                    writer.Line($"double {variable}Element = Unsafe.Add(ref {variable}, row);");
                }

                writer.Line($"Unsafe.Add(ref losses, row) = {part.Write(ExpressionForm.Double, read => KernelExpression.Name(read) is var variable && IsNumber(variable) ? "(double)" + variable : variable + "Element")};");
            }
        }
    }

    /// <summary>The loss; what stands inside another function first, which is then the variable <c>losses</c> of the rest.</summary>
    private static IEnumerable<KernelExpression> Losses(RowKernel kernel, LossStep loss)
    {
        KernelExpression whole = StepExpressions.OfNumber(kernel, loss, loss.Body);
        if (InnerFunction(loss.Body) is { } inner)
        {
            yield return whole with { Method = "Inner" + whole.Method, Body = inner };
            whole = whole with { Body = Substitution.Replace(loss.Body, inner, new Variable("losses")) };
        }

        yield return whole;
    }

    /// <summary>A function of the runtime on which another one depends, null if there is none.</summary>
    private static Unary? InnerFunction(Expression body)
    {
        Unary? found = null;
        Substitution.Visit(body, part =>
        {
            if (part is Unary outer && ExpressionCost.IsFunction(outer.Operator))
            {
                Substitution.Visit(outer.Operand, inside => found = inside is Unary inner && ExpressionCost.IsFunction(inner.Operator) ? inner : found);
            }
        });
        return found;
    }

    private IEnumerable<string> Reads(StoreStep store) => StepExpressions.Of(kernel, store).Reads.Select(KernelExpression.Name);

    private string Index(string variable, string start) => start.Length == 0 || KindOf(variable) == RowOperandKind.Feature ? "next" : start + " + next";

    private static string Source(string variable) => variable == RowKernel.Scale ? "scales" : variable;

    /// <summary>True for what is one number for all elements; with one element in a row that of the only feature is, too.</summary>
    private bool IsNumber(string variable) => KindOf(variable) == RowOperandKind.Number || (kernel.Map is null && KindOf(variable) == RowOperandKind.Feature);

    private RowOperandKind? KindOf(string variable) => kernel.Operands.FirstOrDefault(operand => operand.Name == variable)?.Kind;
}
