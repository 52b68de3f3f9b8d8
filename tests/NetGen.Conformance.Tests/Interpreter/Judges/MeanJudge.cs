using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>y = 1/n sum_k x[..., k, ...] over an axis of length n, which the output lacks; dx[..., k, ...] = dy / n.</summary>
internal sealed class MeanJudge : OperationJudge
{
    public override string Attribute => "NetGen.Mean";

    public override string Operation => "Mean";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        Tensor x = inputs[0].Value;
        var sums = new RoundedSum[output.Count];
        for (int i = 0; i < x.Count; i++)
        {
            sums[MeanOf(operation, x, output, i)].Add(x[i]);
        }

        for (int i = 0; i < output.Count; i++)
        {
            output[i] = sums[i].Total / Length(operation, x);
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        Tensor x = inputs[0].Value;
        for (int i = 0; i < x.Count; i++)
        {
            inputs[0].AddGradient(i, outputGradient[MeanOf(operation, x, output, i)] / Length(operation, x));
        }
    }

    private static double Length(Operation operation, Tensor x) => x.Axes[((Mean)operation).Axis];

    /// <summary>The element of the output in which an element of the input takes part.</summary>
    private static int MeanOf(Operation operation, Tensor x, Tensor output, int element)
    {
        List<int> place = [.. Places.Of(x, element)];
        place.RemoveAt(((Mean)operation).Axis + 1);
        return Places.At(output, place);
    }
}
