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

    public override void Emit(CodeWriter writer, InstructionSet set, RowKernel kernel)
    {
        if (Elements.Fits(kernel))
        {
            new Elements(writer, set, kernel).Emit();
        }
        else
        {
            new Row(writer, set, kernel).Emit();
        }
    }

    private static string Write(RowKernel kernel, Expression body) => ExpressionFormula.Write(body, variable =>
        IsTensor(kernel, variable) ? variable + "[i]" : variable);

    /// <summary>True for a variable that is another number for each element of a row.</summary>
    private static bool IsTensor(RowKernel kernel, string variable) => kernel.Operands.Any(operand => operand.Name == variable && IsTensor(operand.Kind));

    private static bool IsTensor(RowOperandKind kind) => kind is RowOperandKind.Input or RowOperandKind.Output or RowOperandKind.Feature;

    private sealed class Row(CodeWriter writer, InstructionSet set, RowKernel kernel)
    {
        /// <summary>Sums and maxima along a row are taken in this many virtual lanes at any width.</summary>
        private const int VirtualLanes = 16;

        /// <summary>Where element <paramref name="index"/> of an operand's row is. Numbers of features lie side by side whatever the stride is.</summary>
        private string Place(string operand, string index) => IndexText.Times(index, StrideOf(operand));

        private int StrideOf(string operand) => KindOf(operand) == RowOperandKind.Feature ? 1 : kernel.Stride;

        private RowOperandKind? KindOf(string name) => kernel.Operands.FirstOrDefault(operand => operand.Name == name)?.Kind;

        private bool IsTensor(string variable) => RowTemplate.IsTensor(kernel, variable);

        /// <summary>The expressions that are computed in vectors.</summary>
        private IEnumerable<Expression> VectorBodies => kernel.Steps
            .Select(step => step switch { StoreStep store => store.Body, ReduceStep reduce => reduce.Body, _ => null })
            .OfType<Expression>()
            .Where(body => !Substitution.HasInvocation(body));

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

                writer.Line($"float {Local(element)} = {ElementAtIndex(element)};");
                writer.Line($"{set.Floats} {Local(element)}Lanes = {set.Broadcast(Local(element))};");
            }
        }

        private static string Local(ElementAt element) => element.Tensor + "Of" + Text.Capital(element.Index);

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
                    writer.Line($"Unsafe.Add(ref {store.Operand}, row) = {ExpressionText.Float(store.Body, variable => variable, ElementAtIndex)};");
                    break;
                case StoreAtStep store:
                    writer.Line($"Unsafe.Add(ref {store.Operand}Row, {Place(store.Operand, store.Index + "Index")}) = {ExpressionText.Float(store.Body, variable => variable, ElementAtIndex)};");
                    break;
                case DefineStep define:
                    writer.Line($"double {define.Name} = {OfRow(define.Body)};");
                    break;
                case NumberStep number:
                    writer.Line($"float {number.Name} = {(number.Body is ElementAt element ? ElementAtIndex(element) : $"(float)({OfRow(number.Body)})")};");
                    EmitLanes(number.Name);
                    break;
                case SumStep sum:
                    EmitSum(sum.Name, sum.Body, sum.Except);
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

        /// <summary>A number of the row in every lane, where a pass over the elements reads it.</summary>
        private void EmitLanes(string number)
        {
            if (VectorBodies.Any(body => Substitution.DependsOn(body, number)))
            {
                writer.Line($"{set.Floats} {number}Lanes = {set.Broadcast(number)};");
            }
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
                    Accumulate(reduce, vector, Vector(reduce.Body, Offset(index, vector * set.Lanes), set.Lanes, reduce.Name + Text.Number(vector)));
                }
            });
            for (int vector = 0; whole + (vector * set.Lanes) < kernel.Length; vector++)
            {
                int count = Math.Min(set.Lanes, kernel.Length - whole - (vector * set.Lanes));
                using (writer.Block())
                {
                    string value = Vector(reduce.Body, Text.Number(whole + (vector * set.Lanes)), count, reduce.Name + Text.Number(vector));
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
                string value = ExpressionText.Float(reduce.Body, FloatAt, ElementAtIndex);
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

        private void EmitCall(CallStep call)
        {
            string except = call.Except is null ? "" : $", {call.Except}Index";
            string name = call.IsIndex ? "int " + call.Name + "Index" : "double " + call.Name;
            writer.Line($"{name} = NetGenKernels.{call.Method}(ref {call.Operand}Row, {Text.Number(kernel.Length)}, {Text.Number(kernel.Stride)}{except});");
            EmitElements(call.Name);
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
                    writer.Line($"Unsafe.Add(ref {store.Operand}Row, {Place(store.Operand, "i")}) = {ExpressionText.Float(store.Body, FloatAt, ElementAtIndex)};");
                }

                return;
            }

            int whole = kernel.Length / set.Lanes * set.Lanes;
            Loop(whole, set.Lanes, index => Write(store, Vector(store.Body, index, set.Lanes, ""), index, set.Lanes));
            if (whole < kernel.Length)
            {
                using (writer.Block())
                {
                    string index = Text.Number(whole);
                    Write(store, Vector(store.Body, index, kernel.Length - whole, ""), index, kernel.Length - whole);
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
        private string Vector(Expression body, string index, int count, string suffix)
        {
            foreach (string variable in Substitution.Variables(body).Where(IsTensor))
            {
                string source = InstructionSet.At(variable + "Row", Place(variable, index));
                string load = (count == set.Lanes, StrideOf(variable)) switch
                {
                    (true, 1) => set.LoadAt(variable + "Row", index),
                    (_, 1) => $"NetGenLanes.Load{Text.Number(set.Lanes)}({source}, {Text.Number(count)})",
                    _ => $"NetGenLanes.Load{Text.Number(set.Lanes)}({source}, {Text.Number(kernel.Stride)}, {Text.Number(count)})",
                };
                writer.Line($"{set.Floats} {LocalOf(variable)} = {load};");
            }

            return ExpressionText.Vector(set, body, LocalOf, element => Local(element) + "Lanes");

            string LocalOf(string variable) => variable + "Lanes" + (IsTensor(variable) && suffix.Length > 0 ? "For" + Text.Capital(suffix) : "");
        }

        private void EmitLoss(LossStep loss)
        {
            if (!loss.PerElement)
            {
                writer.Line($"Unsafe.Add(ref losses, row) = {OfRow(loss.Body)};");
                return;
            }

            EmitSum("loss", loss.Body, null);
            writer.Line("Unsafe.Add(ref losses, row) = loss;");
        }

        private void EmitSum(string name, Expression body, string? except)
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

                foreach (string variable in Substitution.Variables(body).Where(IsTensor))
                {
                    writer.Line($"double {variable}Element = Unsafe.Add(ref {variable}Row, {Place(variable, "i")});");
                }

                writer.Line($"{name} += {ExpressionText.Double(body, variable => IsTensor(variable) ? variable + "Element" : NumberInDouble(variable), ElementInDouble)};");
            }
        }

        /// <summary>An expression of numbers of the row, in double.</summary>
        private string OfRow(Expression body) => ExpressionText.Double(body, NumberInDouble, ElementInDouble);

        private string NumberInDouble(string name) =>
            kernel.Steps.Any(step => step is DefineStep { Name: var defined } && defined == name || step is SumStep { Name: var sum } && sum == name || step is CallStep { Name: var called } && called == name)
                ? name
                : "(double)" + name;

        private string ElementInDouble(ElementAt element) => "(double)" + ElementAtIndex(element);

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

        private string FloatAt(string variable) => IsTensor(variable) ? $"Unsafe.Add(ref {variable}Row, {Place(variable, "i")})" : variable;

        private string ElementAtIndex(ElementAt element) => $"Unsafe.Add(ref {element.Tensor}Row, {Place(element.Tensor, element.Index + "Index")})";
    }
}
