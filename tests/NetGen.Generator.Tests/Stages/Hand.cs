using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Tests.Stages;

/// <summary>Values, steps and plans made by hand, right or wrong.</summary>
internal static class Hand
{
    public static Value Value(string name, int size, Extent extent = Extent.PerExample) => new(name, Shape.Vector(size), extent);

    /// <summary>A step that reads and writes these values; what it computes does not matter.</summary>
    public static Step Step(Value? write, params Value[] reads)
    {
        IEnumerable<RowOperand> operands = reads.Select((_, number) => new RowOperand("a" + number, RowOperandKind.Input));
        operands = write is null ? operands : operands.Append(new RowOperand("result", RowOperandKind.Output));
        return new Step(new RowKernel("Any", 1, 1, operands.ToEquatableArray(), []), reads, write, 1, "layer", "equation");
    }

    /// <summary>A sum that a map can be fused into: write = weights times x.</summary>
    public static Step Sum(Value write, Value x, Value weights) =>
        new(new ProductKernel("Sum", x.Shape.Size, write.Shape.Size, HasBias: false, IsSmall: true, Epilogue.None), [x, weights], write, 1, "sum", "y = W x");

    /// <summary>write = read / 2, element by element.</summary>
    public static Step Map(Value write, Value read, string name = "Half") => Map(write, name, 0.5 * new Variable("x"), ("x", read));

    /// <summary>write = tanh(read), element by element.</summary>
    public static Step Tanh(Value write, Value read) => Map(write, "Tanh", Expression.Tanh(new Variable("x")), ("x", read));

    /// <summary>write = body, element by element; a shared value is read by feature.</summary>
    public static Step Map(Value write, string name, Expression body, params (string Name, Value Value)[] reads)
    {
        IEnumerable<RowOperand> operands = reads.Select(read => new RowOperand(read.Name, read.Value.Extent == Extent.Shared ? RowOperandKind.Feature : RowOperandKind.Input));
        return new Step(
            new RowKernel(name, write.Shape.Size, 1, [.. operands, new("result", RowOperandKind.Output)], [new StoreStep("result", body)]),
            [.. reads.Select(read => read.Value)],
            write,
            1,
            name,
            write.Name + " = " + body);
    }

    public static ScratchPlan Scratch(params (Value Value, ScratchSlot Slot)[] slots) => new()
    {
        FixedFloats = 100,
        FloatsPerRow = 100,
        FloatsPerRowWithoutReuse = 100,
        Slots = slots.ToDictionary(slot => slot.Value, slot => slot.Slot),
    };
}
