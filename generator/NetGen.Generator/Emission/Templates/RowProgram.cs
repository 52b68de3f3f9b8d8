using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits a <see cref="RowKernel"/> whose passes depend on each other: row by row, one pass after the other.</summary>
internal sealed partial class RowProgram(CodeWriter writer, InstructionSet set, RowKernel kernel)
{
    /// <summary>Sums and maxima along a row are taken in this many virtual lanes at any width.</summary>
    private const int VirtualLanes = 16;

    /// <summary>The methods that the text calls.</summary>
    public static IEnumerable<Tile> Methods(InstructionSet set, RowKernel kernel) => kernel.Steps.SelectMany(step => step switch
    {
        StoreStep store => StepExpressions.Of(kernel, store).Methods(OfElements(set, store.Body)),
        ReduceStep reduce => StepExpressions.Of(kernel, reduce).Methods(OfElements(set, reduce.Body)),
        StoreRowStep store => StepExpressions.OfNumber(kernel, store, store.Body).Methods(ExpressionForm.Float),
        StoreAtStep store => StepExpressions.OfNumber(kernel, store, store.Body).Methods(ExpressionForm.Float),
        DefineStep define => StepExpressions.OfNumber(kernel, define, define.Body).Methods(ExpressionForm.Double),
        NumberStep number => StepExpressions.OfNumber(kernel, number, number.Body).Methods(ExpressionForm.Double),
        SumStep sum => StepExpressions.OfNumber(kernel, sum, sum.Body).Methods(ExpressionForm.Double),
        LossStep loss => StepExpressions.OfNumber(kernel, loss, loss.Body).Methods(ExpressionForm.Double),
        _ => [],
    });

    public void Emit()
    {
        foreach (RowOperand number in kernel.Operands.Where(operand => operand.Kind == RowOperandKind.Number && VectorBodies.Any(body => Substitution.DependsOn(body, operand.Name))))
        {
            writer.Line($"{set.Floats} {number.Name}Lanes = {set.Broadcast(number.Name)};");
        }

        if (kernel.Steps.Any(step => step is ReduceStep { Body: var body } && Substitution.HasInvocation(body)))
        {
            writer.Line($"global::System.Span<float> parts = stackalloc float[{Text.Number(VirtualLanes)}];");
        }

        using (writer.Block("for (int row = from; row < to; row++)"))
        {
            EmitStart();
            foreach (RowStep step in kernel.Steps)
            {
                EmitStep(step);
            }
        }
    }

    private void EmitStart()
    {
        string start = IndexText.Times("row", kernel.Length);
        if (kernel.Stride > 1)
        {
            writer.Line($"int start = row / {Text.Number(kernel.Stride)} * {Text.Number(kernel.Length * kernel.Stride)} + row % {Text.Number(kernel.Stride)};");
            start = "start";
        }

        foreach (RowOperand operand in kernel.Operands)
        {
            switch (operand.Kind)
            {
                case RowOperandKind.Index:
                    writer.Line($"int {operand.Name}Index = Unsafe.Add(ref {operand.Name}, row);");
                    writer.Line("// Checked before; but it is the caller's memory, which another thread may have changed since.");
                    writer.Line($"{operand.Name}Index = (uint){operand.Name}Index < {Text.Number(kernel.Length)} ? {operand.Name}Index : 0;");
                    break;
                case RowOperandKind.Input or RowOperandKind.Output:
                    writer.Line($"ref float {operand.Name}Row = ref Unsafe.Add(ref {operand.Name}, {start});");
                    break;
                case RowOperandKind.RowInput:
                    writer.Line($"float {operand.Name} = Unsafe.Add(ref {RowKernel.NumbersOf(operand)}, row);");
                    EmitLanes(operand.Name);
                    break;
                case RowOperandKind.Feature:
                    writer.Line($"ref float {operand.Name}Row = ref {operand.Name};");
                    break;
            }
        }

        foreach (RowOperand index in kernel.Operands.Where(operand => operand.Kind == RowOperandKind.Index))
        {
            EmitElements(index.Name);
        }

        if (kernel.IsScaled)
        {
            writer.Line("float scale = Unsafe.Add(ref scales, row);");
            writer.Line($"{set.Floats} scaleLanes = {set.Broadcast("scale")};");
        }
    }

    /// <summary>The elements at one position that expressions of all elements read: taken once a row, before a pass writes over them.</summary>
    private void EmitElements(string index)
    {
        var found = new List<ElementAt>();
        foreach (Expression body in VectorBodies)
        {
            Substitution.Visit(body, part =>
            {
                if (part is ElementAt element && element.Index == index && !found.Contains(element))
                {
                    found.Add(element);
                }
            });
        }

        foreach (ElementAt element in found)
        {
            if (KindOf(element.Tensor) == RowOperandKind.Output)
            {
                throw new NotSupportedException($"{kernel.Name} reads one element of {element.Tensor} for all elements while it writes them.");
            }

            string name = KernelExpression.Name(element);
            writer.Line($"float {name} = {Single(element)};");
            writer.Line($"{set.Floats} {name}Lanes = {set.Broadcast(name)};");
        }
    }

    private void EmitStep(RowStep step)
    {
        switch (step)
        {
            case ReduceStep reduce:
                EmitReduce(reduce);
                break;
            case StoreStep store:
                EmitStore(store);
                break;
            case StoreRowStep store:
                writer.Line($"Unsafe.Add(ref {store.Operand}, row) = {OfRowInFloat(store, store.Body)};");
                break;
            case StoreAtStep store:
                writer.Line($"{Element(store.Operand, store.Index + "Index")} = {OfRowInFloat(store, store.Body)};");
                break;
            case DefineStep define:
                writer.Line($"double {define.Name} = {OfRow(define, define.Body)};");
                break;
            case NumberStep number:
                writer.Line($"float {number.Name} = {(number.Body is ElementAt element ? Single(element) : $"(float)({OfRow(number, number.Body)})")};");
                EmitLanes(number.Name);
                break;
            case SumStep sum:
                EmitSum(sum.Name, sum, sum.Body, sum.Except);
                break;
            case CallStep call:
                EmitCall(call);
                break;
            case LossStep loss:
                EmitLoss(loss);
                break;
            default:
                throw new NotSupportedException(step.GetType().Name + " has no text.");
        }
    }

    /// <summary>A number of the row in every lane, where a pass over the elements reads it.</summary>
    private void EmitLanes(string number)
    {
        if (VectorBodies.Any(body => Substitution.DependsOn(body, number)))
        {
            writer.Line($"{set.Floats} {number}Lanes = {set.Broadcast(number)};");
        }
    }

    private void EmitCall(CallStep call)
    {
        string except = call.Except is null ? "" : $", {call.Except}Index";
        string name = call.IsIndex ? "int " + call.Name + "Index" : "double " + call.Name;
        writer.Line($"{name} = NetGenKernels.{call.Method}(ref {call.Operand}Row, {Text.Number(kernel.Length)}, {Text.Number(kernel.Stride)}{except});");
        EmitElements(call.Name);
    }

    private void EmitLoss(LossStep loss)
    {
        if (!loss.PerElement)
        {
            writer.Line($"Unsafe.Add(ref losses, row) = {OfRow(loss, loss.Body)};");
            return;
        }

        EmitSum("loss", loss, loss.Body, null);
        writer.Line("Unsafe.Add(ref losses, row) = loss;");
    }

    private void EmitSum(string name, RowStep step, Expression body, string? except)
    {
        writer.Line($"double {name} = 0;");
        using (writer.Block($"for (int i = 0; i < {Text.Number(kernel.Length)}; i++)"))
        {
            if (except is not null)
            {
                using (writer.Block($"if (i == {except}Index)"))
                {
                    writer.Line("continue;");
                }

                writer.Gap();
            }

            foreach (string variable in Substitution.Variables(body).Where(kernel.IsTensor))
            {
                writer.Line($"double {variable}Element = {Element(variable, "i")};");
            }

            string term = StepExpressions.OfNumber(kernel, step, body).Write(
                ExpressionForm.Double,
                read => read is Variable variable && kernel.IsTensor(variable.Name) ? variable.Name + "Element" : InDouble(read));
            writer.Line($"{name} += {term};");
        }
    }

    /// <summary>An expression of numbers of the row, in double.</summary>
    private string OfRow(RowStep step, Expression body) => StepExpressions.OfNumber(kernel, step, body).Write(ExpressionForm.Double, InDouble);

    private string OfRowInFloat(RowStep step, Expression body) =>
        StepExpressions.OfNumber(kernel, step, body).Write(ExpressionForm.Float, read => read is ElementAt element ? Single(element) : KernelExpression.Name(read));

    /// <summary>A number of the row, cast unless it is a double.</summary>
    private string InDouble(Expression read) => read is ElementAt element ? "(double)" + Single(element)
        : IsDouble(KernelExpression.Name(read)) ? KernelExpression.Name(read)
        : "(double)" + KernelExpression.Name(read);

    private bool IsDouble(string name) => kernel.Steps.Any(step => step switch
    {
        DefineStep define => define.Name == name,
        SumStep sum => sum.Name == name,
        CallStep call => call.Name == name,
        _ => false,
    });

    /// <summary>A variable in a loop over elements that a user's method is called for.</summary>
    private string OfElement(Expression read) => read switch
    {
        ElementAt element => Single(element),
        Variable variable when kernel.IsTensor(variable.Name) => Element(variable.Name, "i"),
        _ => KernelExpression.Name(read),
    };

    private string Single(ElementAt element) => Element(element.Tensor, element.Index + "Index");

    private string Element(string operand, string index) => $"Unsafe.Add(ref {operand}Row, {Place(operand, index)})";

    private static ExpressionForm OfElements(InstructionSet set, Expression body) => Substitution.HasInvocation(body) ? ExpressionForm.Float : ExpressionForm.Vector(set);

    /// <summary>Where element <paramref name="index"/> of an operand's row is. Numbers of features lie side by side whatever the stride is.</summary>
    private string Place(string operand, string index) => IndexText.Times(index, StrideOf(operand));

    private int StrideOf(string operand) => KindOf(operand) == RowOperandKind.Feature ? 1 : kernel.Stride;

    private RowOperandKind? KindOf(string name) => kernel.Operands.FirstOrDefault(operand => operand.Name == name)?.Kind;

    /// <summary>The expressions that are computed in vectors.</summary>
    private IEnumerable<Expression> VectorBodies => kernel.Steps
        .Select(step => step switch { StoreStep store => store.Body, ReduceStep reduce => reduce.Body, _ => null })
        .OfType<Expression>()
        .Where(body => !Substitution.HasInvocation(body));
}
