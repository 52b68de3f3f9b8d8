using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>y_i = x_i - ln sum_j exp(x_j) along one axis, and dx_i = sum_j dy_j (delta_ij - exp(y_i)) = dy_i - exp(y_i) sum_j dy_j.</summary>
internal sealed class LogSoftmaxJudge : OperationJudge
{
    public override string Attribute => "NetGen.LogSoftmax";

    public override string Operation => "LogSoftmax";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        Tensor x = inputs[0].Value;
        foreach (int[] line in Lines(operation, x))
        {
            double shift = AxisLines.Shift(x, line);
            RoundedSum sum = default;
            foreach (int i in line)
            {
                sum.Add(Rounded.Exp(x[i] - shift));
            }

            Rounded logarithm = Rounded.Log(sum.Total);
            foreach (int i in line)
            {
                // One number alone has the probability 1 whatever it is.
                output[i] = line.Length == 1 ? Rounded.Zero : x[i] - shift - logarithm;
            }
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        foreach (int[] line in Lines(operation, output))
        {
            RoundedSum sum = default;
            foreach (int j in line)
            {
                sum.Add(outputGradient[j]);
            }

            foreach (int i in line)
            {
                inputs[0].AddGradient(i, outputGradient[i] - Rounded.Exp(output[i]) * sum.Total);
            }
        }
    }

    private static IEnumerable<int[]> Lines(Operation operation, Tensor tensor) => AxisLines.Of(tensor, ((LogSoftmax)operation).Length, ((LogSoftmax)operation).Stride);
}
