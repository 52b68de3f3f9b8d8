using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>y[r] = sum_i a[r, i] b[r, i], or a[r, i] b[i] with one b for all r of an example; da[r, i] = dy[r] b[i] and db[i] = dy[r] a[r, i], summed over r where b is one.</summary>
internal sealed class DotJudge : OperationJudge
{
    public override string Attribute => "NetGen.Dot";

    public override string Operation => "Dot";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        (Tensor a, Tensor b) = (inputs[0].Value, inputs[1].Value);
        var sums = new RoundedSum[output.Count];
        for (int i = 0; i < a.Count; i++)
        {
            sums[i / a.Last].AddProduct(a[i], b[Other(a, b, i)]);
        }

        for (int row = 0; row < output.Count; row++)
        {
            output[row] = sums[row].Total;
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        (Tensor a, Tensor b) = (inputs[0].Value, inputs[1].Value);
        var sums = new RoundedSum[b.Count];
        for (int i = 0; i < a.Count; i++)
        {
            int other = Other(a, b, i);
            inputs[0].AddGradient(i, outputGradient[i / a.Last] * b[other]);
            sums[other].AddProduct(outputGradient[i / a.Last], a[i]);
        }

        for (int i = 0; i < b.Count; i++)
        {
            inputs[1].AddGradient(i, sums[i].Total);
        }
    }

    /// <summary>The element of b that an element of a is multiplied by.</summary>
    private static int Other(Tensor a, Tensor b, int element) => (element / a.Size * b.Size) + (element % a.Size % b.Size);
}
