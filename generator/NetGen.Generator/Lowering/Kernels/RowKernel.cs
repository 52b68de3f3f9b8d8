using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Lowering.Kernels;

/// <summary>
/// A small program over the elements of one row, repeated for every row: activations, softmax, losses, and what else needs
/// sums and maxima along one axis. Element e of a row lies <paramref name="Stride"/> apart from its neighbour; with a stride,
/// as many rows interleave.
/// </summary>
/// <param name="Name">The method's name.</param>
/// <param name="Length">Elements of one row.</param>
/// <param name="Stride">Distance of neighbouring elements.</param>
/// <param name="Operands">What it reads, then what it writes (at most one).</param>
/// <param name="Steps">The passes over the row.</param>
internal sealed record RowKernel(string Name, int Length, int Stride, EquatableArray<RowOperand> Operands, EquatableArray<RowStep> Steps) : Kernel(Name)
{
    /// <summary>The variable that holds the weight of the row's example, divided by the sum of weights where the reduction is a mean.</summary>
    public const string Scale = "scale";

    public override IReadOnlyList<KernelParameter> Reads => Operands
        .Where(operand => operand.Kind is not (RowOperandKind.Output or RowOperandKind.RowOutput))
        .Select(operand => new KernelParameter(operand.Kind == RowOperandKind.RowInput ? NumbersOf(operand) : operand.Name, operand.Kind == RowOperandKind.Index))
        .ToArray();

    /// <summary>The parameter that takes one number for each row; the operand's own name is that of the row's number.</summary>
    public static string NumbersOf(RowOperand operand) => operand.Name + "s";

    public override string? Writes => Operands.FirstOrDefault(operand => operand.Kind is RowOperandKind.Output or RowOperandKind.RowOutput)?.Name;

    public override bool WritesLosses => Steps.Any(step => step is LossStep);

    /// <summary>True if it takes the scale of each row, for the gradient of a loss.</summary>
    public bool IsScaled => WritesLosses && Writes is not null;

    /// <summary>True for a variable that is another number for each element of a row.</summary>
    public bool IsTensor(string variable) =>
        Operands.Any(operand => operand.Name == variable && operand.Kind is (RowOperandKind.Input or RowOperandKind.Output or RowOperandKind.Feature));

    /// <summary>A map takes any length as an argument.</summary>
    public override IReadOnlyList<KernelSize> Sizes => Map is null ? [] : [new("length", Length)];

    public override Kernel Text => Map is null ? this : this with { Length = 0 };

    /// <summary>True if it applies one expression to every element, wherever in a row that is: its rows are one run of elements.</summary>
    public bool IsRun => Map is not null && Operands.All(operand => operand.Kind != RowOperandKind.Feature);

    /// <summary>The expression, if all it does is to apply one to every element.</summary>
    public Expression? Map => Stride == 1 && Steps.Count == 1 && Steps[0] is StoreStep store && Operands.All(operand => operand.Kind is not (RowOperandKind.Index or RowOperandKind.RowInput)) ? store.Body : null;
}

internal sealed record RowOperand(string Name, RowOperandKind Kind);

internal enum RowOperandKind
{
    /// <summary>Elements to read.</summary>
    Input,

    /// <summary>Elements to write, and to read back after a pass that wrote them.</summary>
    Output,

    /// <summary>One number for each element of a row, the same for all rows: a trained number of each feature, a weight of each class.</summary>
    Feature,

    /// <summary>One number for all elements of all rows.</summary>
    Number,

    /// <summary>One integer for each row: a position in it.</summary>
    Index,

    /// <summary>One number for each row, to read.</summary>
    RowInput,

    /// <summary>One number for each row, to write.</summary>
    RowOutput,
}

internal abstract record RowStep;

/// <summary>Makes one number of the row: the maximum or the sum of an expression over its elements, in 16 virtual lanes.</summary>
internal sealed record ReduceStep(string Name, RowReduction Reduction, Expression Body) : RowStep;

/// <summary>Writes an expression to every element.</summary>
internal sealed record StoreStep(string Operand, Expression Body) : RowStep;

/// <summary>Writes the one number of the row.</summary>
internal sealed record StoreRowStep(string Operand, Expression Body) : RowStep;

/// <summary>Writes one element, at the position an index operand holds.</summary>
internal sealed record StoreAtStep(string Operand, string Index, Expression Body) : RowStep;

/// <summary>Names one number of the row in double, for the loss.</summary>
internal sealed record DefineStep(string Name, Expression Body) : RowStep;

/// <summary>Names one number of the row in float, for passes over its elements: computed in double and rounded once.</summary>
internal sealed record NumberStep(string Name, Expression Body) : RowStep;

/// <summary>Makes one number of the row in double: the sum of an expression over the elements in order, for the loss.</summary>
/// <param name="Name">The number's name.</param>
/// <param name="Body">The term of an element.</param>
/// <param name="Except">An index operand whose element is left out; null to take all.</param>
internal sealed record SumStep(string Name, Expression Body, string? Except = null) : RowStep;

/// <summary>
/// Makes one number of the row in double, or one position in it, by a method of the runtime's <c>Kernels</c>: <c>Method(ref row, length, stride)</c>,
/// with a position as a further argument where <paramref name="Except"/> names one. What is named a position serves as an index operand does.
/// </summary>
/// <param name="Name">The name of the number or position.</param>
/// <param name="Method">The method.</param>
/// <param name="Operand">What it reads.</param>
/// <param name="IsIndex">True if it returns a position, false for a number in double.</param>
/// <param name="Except">An index operand that it takes too; null if it takes none.</param>
internal sealed record CallStep(string Name, string Method, string Operand, bool IsIndex = false, string? Except = null) : RowStep;

/// <summary>The loss of the row, in double: the sum of an expression over the elements in order, or one expression of the row.</summary>
internal sealed record LossStep(bool PerElement, Expression Body) : RowStep;

internal enum RowReduction
{
    Max,
    Sum,
}
