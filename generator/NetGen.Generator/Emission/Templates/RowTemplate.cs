using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits <see cref="RowKernel"/>: the passes of a row one after the other.</summary>
internal sealed class RowTemplate : KernelTemplate<RowKernel>
{
    public override string Formula(RowKernel kernel) => string.Join("; ", kernel.Steps.Select(step => step switch
    {
        ReduceStep reduce => $"{reduce.Name} = {(reduce.Reduction == RowReduction.Max ? "max_i" : "sum_i")} {Write(kernel, reduce.Body)}",
        DefineStep define => $"{define.Name} = {Write(kernel, define.Body)}",
        NumberStep number => $"{number.Name} = {Write(kernel, number.Body)}",
        SumStep sum => $"{sum.Name} = {(sum.Except is null ? "sum_i" : $"sum_(i != {sum.Except})")} ({Write(kernel, sum.Body)})",
        CallStep call => $"{call.Name} = {call.Method}({call.Operand}{(call.Except is null ? "" : ", " + call.Except)})",
        StoreStep store => $"{store.Operand}[i] = {Write(kernel, store.Body)}",
        StoreRowStep store => $"{store.Operand}[r] = {Write(kernel, store.Body)}",
        StoreAtStep store => $"{store.Operand}[{store.Index}] = {Write(kernel, store.Body)}",
        LossStep loss => $"losses[r] = {(loss.PerElement ? "sum_i " : "")}({Write(kernel, loss.Body)})",
        _ => throw new NotSupportedException(step.GetType().Name),
    }));

    public override IReadOnlyList<Tile> Tiles(InstructionSet set, RowKernel kernel) => [.. Elements.Fits(kernel) ? Elements.Methods(set, kernel) : RowProgram.Methods(set, kernel)];

    public override void Emit(CodeWriter writer, InstructionSet set, RowKernel kernel)
    {
        if (Elements.Fits(kernel))
        {
            new Elements(writer, set, kernel).Emit();
        }
        else
        {
            new RowProgram(writer, set, kernel).Emit();
        }
    }

    private static string Write(RowKernel kernel, Expression body) =>
        ExpressionFormula.Write(body, variable => kernel.IsTensor(variable) ? variable + "[i]" : variable);
}
