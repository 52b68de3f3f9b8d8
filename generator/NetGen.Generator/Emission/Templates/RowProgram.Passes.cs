using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>The passes over the elements of a row, in vectors, or one by one where a user's method is called.</summary>
internal sealed partial class RowProgram
{
    private void EmitReduce(ReduceStep reduce)
    {
        if (Substitution.HasInvocation(reduce.Body))
        {
            EmitReduceOfCalls(reduce);
        }
        else
        {
            EmitReduceOfVectors(reduce);
        }

        EmitLanes(reduce.Name);
    }

    private void EmitReduceOfVectors(ReduceStep reduce)
    {
        int vectors = VirtualLanes / set.Lanes;
        string neutral = reduce.Reduction == RowReduction.Max ? set.Broadcast("float.NegativeInfinity") : set.Floats + ".Zero";
        for (int vector = 0; vector < vectors; vector++)
        {
            writer.Line($"{set.Floats} {reduce.Name}{Text.Number(vector)} = {neutral};");
        }

        int whole = kernel.Length / VirtualLanes * VirtualLanes;
        Loop(whole, VirtualLanes, index =>
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                Accumulate(reduce, vector, Vector(StepExpressions.Of(kernel, reduce), Offset(index, vector * set.Lanes), set.Lanes, reduce.Name + Text.Number(vector)));
            }
        });
        for (int vector = 0; whole + (vector * set.Lanes) < kernel.Length; vector++)
        {
            int count = Math.Min(set.Lanes, kernel.Length - whole - (vector * set.Lanes));
            using (writer.Block())
            {
                string value = Vector(StepExpressions.Of(kernel, reduce), Text.Number(whole + (vector * set.Lanes)), count, reduce.Name + Text.Number(vector));
                Accumulate(reduce, vector, count == set.Lanes ? value : $"{set.Operations}.ConditionalSelect({Mask(count)}, {value}, {neutral})");
            }
        }

        string all = string.Join(", ", Enumerable.Range(0, vectors).Select(vector => reduce.Name + Text.Number(vector)));
        writer.Line($"float {reduce.Name} = NetGenLanes.{reduce.Reduction}({all});");
    }

    /// <summary>A user's method, which knows no vectors: called for each element that there is, with the sums in the same lanes.</summary>
    private void EmitReduceOfCalls(ReduceStep reduce)
    {
        int vectors = VirtualLanes / set.Lanes;
        bool isMax = reduce.Reduction == RowReduction.Max;
        writer.Line($"parts.Fill({(isMax ? "float.NegativeInfinity" : "0f")});");
        using (writer.Block($"for (int i = 0; i < {Text.Number(kernel.Length)}; i++)"))
        {
            string value = StepExpressions.Of(kernel, reduce).Write(ExpressionForm.Float, OfElement);
            string part = $"parts[i % {Text.Number(VirtualLanes)}]";
            if (isMax)
            {
                writer.Line($"float candidate = {value};");
                writer.Line($"{part} = candidate > {part} ? candidate : {part};");
            }
            else
            {
                writer.Line($"{part} += {value};");
            }
        }

        string all = string.Join(", ", Enumerable.Range(0, vectors).Select(vector => set.Load("MemoryMarshal.GetReference(parts)", vector * set.Lanes)));
        writer.Line($"float {reduce.Name} = NetGenLanes.{reduce.Reduction}({all});");
    }

    private void Accumulate(ReduceStep reduce, int vector, string value)
    {
        string sum = reduce.Name + Text.Number(vector);
        if (reduce.Reduction == RowReduction.Sum)
        {
            writer.Line($"{sum} += {value};");
            return;
        }

        // Not VectorN.Max, whose treatment of NaN differs between versions of .NET. A NaN shows in the sum that follows.
        writer.Line($"{set.Floats} candidate{Text.Number(vector)} = {value};");
        writer.Line($"{sum} = {set.Operations}.ConditionalSelect({set.Operations}.GreaterThan(candidate{Text.Number(vector)}, {sum}), candidate{Text.Number(vector)}, {sum});");
    }

    private void EmitStore(StoreStep store)
    {
        if (Substitution.HasInvocation(store.Body))
        {
            using (writer.Block($"for (int i = 0; i < {Text.Number(kernel.Length)}; i++)"))
            {
                writer.Line($"{Element(store.Operand, "i")} = {StepExpressions.Of(kernel, store).Write(ExpressionForm.Float, OfElement)};");
            }

            return;
        }

        int whole = kernel.Length / set.Lanes * set.Lanes;
        Loop(whole, set.Lanes, index => Write(store, Vector(StepExpressions.Of(kernel, store), index, set.Lanes, ""), index, set.Lanes));
        if (whole < kernel.Length)
        {
            using (writer.Block())
            {
                string index = Text.Number(whole);
                Write(store, Vector(StepExpressions.Of(kernel, store), index, kernel.Length - whole, ""), index, kernel.Length - whole);
            }
        }
    }

    private void Write(StoreStep store, string value, string index, int count)
    {
        string target = InstructionSet.At(store.Operand + "Row", Place(store.Operand, index));
        writer.Line((count == set.Lanes, kernel.Stride) switch
        {
            (true, 1) => $"{set.LoadAt(store.Operand + "Row", index)} = {value};",
            (_, 1) => $"NetGenLanes.Store({value}, {target}, {Text.Number(count)});",
            _ => $"NetGenLanes.Store({value}, {target}, {Text.Number(kernel.Stride)}, {Text.Number(count)});",
        });
    }

    /// <summary>Loads what the expression reads at <paramref name="index"/> into locals and returns its text.</summary>
    private string Vector(KernelExpression expression, string index, int count, string suffix)
    {
        foreach (string variable in Substitution.Variables(expression.Body).Where(kernel.IsTensor))
        {
            string source = InstructionSet.At(variable + "Row", Place(variable, index));
            string load = (count == set.Lanes, StrideOf(variable)) switch
            {
                (true, 1) => set.LoadAt(variable + "Row", index),
                (_, 1) => $"NetGenLanes.Load{Text.Number(set.Lanes)}({source}, {Text.Number(count)})",
                _ => $"NetGenLanes.Load{Text.Number(set.Lanes)}({source}, {Text.Number(kernel.Stride)}, {Text.Number(count)})",
            };
            writer.Line($"{set.Floats} {Local(variable)} = {load};");
        }

        return expression.Write(ExpressionForm.Vector(set), read => Local(KernelExpression.Name(read)));

        string Local(string variable) => variable + "Lanes" + (kernel.IsTensor(variable) && suffix.Length > 0 ? "For" + Text.Capital(suffix) : "");
    }

    /// <summary>A loop over whole runs of elements, or a single body with literals.</summary>
    private void Loop(int end, int step, Action<string> body)
    {
        if (end == step)
        {
            using (writer.Block())
            {
                body("0");
            }
        }
        else if (end > 0)
        {
            using (writer.Block($"for (int i = 0; i < {Text.Number(end)}; i += {Text.Number(step)})"))
            {
                body("i");
            }
        }
    }

    private static string Offset(string index, int offset) => index == "0" ? Text.Number(offset) : offset == 0 ? index : $"({index} + {Text.Number(offset)})";

    private string Mask(int count)
    {
        IEnumerable<string> bits = Enumerable.Range(0, set.Lanes).Select(lane => lane < count ? "-1" : "0");
        return $"{set.Operations}.AsSingle({set.Operations}.Create({string.Join(", ", bits)}))";
    }
}
