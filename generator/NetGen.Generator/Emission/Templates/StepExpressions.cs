using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>The expressions of a <see cref="RowKernel"/>'s steps, with the names of the methods that they may become.</summary>
internal static class StepExpressions
{
    /// <summary>What a step computes for each element; all widths write it more than once, for whole vectors and for the last elements.</summary>
    public static KernelExpression Of(RowKernel kernel, StoreStep step) =>
        new(kernel.Map is not null ? "Apply" + kernel.Name : Name(kernel, step), step.Body, Substitution.HasInvocation(step.Body));

    public static KernelExpression Of(RowKernel kernel, ReduceStep step) => new(Name(kernel, step), step.Body, Substitution.HasInvocation(step.Body));

    /// <summary>A number of the row, or what is summed for one, in one place of the text.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="step">The step that makes it.</param>
    /// <param name="body">The expression.</param>
    public static KernelExpression OfNumber(RowKernel kernel, RowStep step, Expression body) => new(Name(kernel, step), body, IsWrittenOnce: true);

    /// <summary>By what the step makes: <c>GradientOfHuber</c>, with a number if an earlier step makes the same.</summary>
    private static string Name(RowKernel kernel, RowStep step)
    {
        int before = kernel.Steps.TakeWhile(other => !ReferenceEquals(other, step)).Count(other => Made(other) == Made(step));
        return Made(step) + (before == 0 ? "" : Text.Number(before + 1)) + "Of" + kernel.Name;
    }

    private static string Made(RowStep step) => Text.Capital(step switch
    {
        ReduceStep reduce => reduce.Name,
        StoreStep store => store.Operand,
        StoreRowStep store => store.Operand,
        StoreAtStep store => store.Operand,
        DefineStep define => define.Name,
        NumberStep number => number.Name,
        SumStep sum => sum.Name,
        CallStep call => call.Name,
        _ => "loss",
    });
}
