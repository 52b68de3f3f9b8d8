using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>y_i = exp(x_i) / sum_j exp(x_j) along one axis, and dx_i = sum_j dy_j y_j (delta_ij - y_i) = y_i (dy_i - sum_j dy_j y_j).</summary>
internal sealed class SoftmaxJudge : OperationJudge
{
    public override string Attribute => "NetGen.Softmax";

    public override string Operation => "Softmax";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        Tensor x = inputs[0].Value;
        foreach (int[] line in Lines((Softmax)operation, x))
        {
            double shift = AxisLines.Shift(x, line);
            RoundedSum sum = default;
            foreach (int i in line)
            {
                output[i] = Rounded.Exp(x[i] - shift);
                sum.Add(output[i]);
            }

            foreach (int i in line)
            {
                output[i] /= sum.Total;
            }
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        foreach (int[] line in Lines((Softmax)operation, output))
        {
            RoundedSum sum = default;
            foreach (int j in line)
            {
                sum.AddProduct(outputGradient[j], output[j]);
            }

            foreach (int i in line)
            {
                inputs[0].AddGradient(i, output[i] * (outputGradient[i] - sum.Total));
            }
        }
    }

    private static IEnumerable<int[]> Lines(Softmax axis, Tensor tensor) => AxisLines.Of(tensor, axis.Length, axis.Stride);
}
