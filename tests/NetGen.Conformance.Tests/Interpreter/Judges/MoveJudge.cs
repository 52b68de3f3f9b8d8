using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>What computes nothing: every element of the output is one of an input, to which its gradient goes back.</summary>
/// <param name="attribute">The attribute's name.</param>
/// <param name="operation">The operation's name.</param>
/// <param name="source">Where an element of the output comes from: the number of the input and its element.</param>
internal sealed class MoveJudge(string attribute, string operation, Func<Operation, IReadOnlyList<Tensor>, Tensor, int, (int Input, int Element)> source) : OperationJudge
{
    public static readonly IReadOnlyList<OperationJudge> All =
    [
        new MoveJudge("Flatten", "Reshape", Same),
        new MoveJudge("Reshape", "Reshape", Same),
        new MoveJudge("StopGradient", "StopGradient", Same) { PassesGradient = false },
        new MoveJudge("Transpose", "Transpose", Transposed),
        new MoveJudge("Select", "SelectIndex", Selected),
        new MoveJudge("Concat", "Concat", Joined),
    ];

    public override string Attribute => "NetGen." + attribute;

    public override string Operation => operation;

    /// <summary>False for what has the derivative 0.</summary>
    public bool PassesGradient { get; init; } = true;

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        Tensor[] values = [.. inputs.Select(input => input.Value)];
        for (int i = 0; i < output.Count; i++)
        {
            (int input, int element) = source(operation, values, output, i);
            output[i] = values[input][element];
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        Tensor[] values = [.. inputs.Select(input => input.Value)];
        for (int i = 0; i < output.Count && PassesGradient; i++)
        {
            (int input, int element) = source(operation, values, output, i);
            inputs[input].AddGradient(element, outputGradient[i]);
        }
    }

    private static (int Input, int Element) Same(Operation operation, IReadOnlyList<Tensor> inputs, Tensor output, int element) => (0, element);

    /// <summary>Axis k of the output is axis axes[k] of the input.</summary>
    private static (int Input, int Element) Transposed(Operation operation, IReadOnlyList<Tensor> inputs, Tensor output, int element)
    {
        int[] place = Places.Of(output, element), from = [.. place];
        int[] axes = [.. ((Transpose)operation).Axes];
        for (int k = 0; k < axes.Length; k++)
        {
            from[axes[k] + 1] = place[k + 1];
        }

        return (0, Places.At(inputs[0], from));
    }

    /// <summary>The output lacks an axis of the input, on which one index was taken.</summary>
    private static (int Input, int Element) Selected(Operation operation, IReadOnlyList<Tensor> inputs, Tensor output, int element)
    {
        var select = (SelectIndex)operation;
        List<int> place = [.. Places.Of(output, element)];
        place.Insert(select.Axis + 1, select.Index);
        return (0, Places.At(inputs[0], place));
    }

    /// <summary>The inputs lie one after the other along an axis.</summary>
    private static (int Input, int Element) Joined(Operation operation, IReadOnlyList<Tensor> inputs, Tensor output, int element)
    {
        int axis = ((Concat)operation).Axis;
        int[] place = Places.Of(output, element);
        int input = 0;
        while (place[axis + 1] >= inputs[input].Axes[axis])
        {
            place[axis + 1] -= inputs[input].Axes[axis];
            input++;
        }

        return (input, Places.At(inputs[input], place));
    }
}
