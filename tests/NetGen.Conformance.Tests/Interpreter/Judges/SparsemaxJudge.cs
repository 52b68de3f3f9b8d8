using System;
using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>
/// y_i = max(x_i - t, 0) along one axis, where the y_i sum to 1. With x in falling order, k is the largest number for which 1 + k x_k exceeds the sum of the first k,
/// and t = (that sum - 1) / k: algorithm 1 of Martins and Astudillo. On the k elements dx_i = dy_i - their mean; elsewhere 0.
/// </summary>
internal sealed class SparsemaxJudge : OperationJudge
{
    public override string Attribute => "NetGen.Sparsemax";

    public override string Operation => "Sparsemax";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        Tensor x = inputs[0].Value;
        bool uncertain = false;
        foreach (int[] line in Lines(operation, x))
        {
            double shift = AxisLines.Shift(x, line);
            Rounded threshold = Threshold(Array.ConvertAll(line, i => x[i] - shift));
            int[] support = Array.FindAll(line, i => x[i].Value - shift > threshold.Value);
            foreach (int i in line)
            {
                Rounded above = x[i] - shift - threshold;
                bool isAlone = support is [var only] && i == only;
                // One element alone above the threshold is 1 whatever it is.
                output[i] = isAlone ? 1 : above.Value > 0 ? above : Rounded.Zero;
                uncertain |= !isAlone && above.IsAt(0);
            }
        }

        return uncertain;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        foreach (int[] line in Lines(operation, output))
        {
            int[] support = Array.FindAll(line, i => output[i].Value > 0);
            RoundedSum sum = default;
            foreach (int i in support)
            {
                sum.Add(outputGradient[i]);
            }

            foreach (int i in line)
            {
                inputs[0].AddGradient(i, output[i].Value > 0 ? outputGradient[i] - sum.Total / support.Length : Rounded.Zero);
            }
        }
    }

    private static IEnumerable<int[]> Lines(Operation operation, Tensor tensor) => AxisLines.Of(tensor, ((Sparsemax)operation).Length, ((Sparsemax)operation).Stride);

    /// <summary>t of some numbers, whose order it changes.</summary>
    public static Rounded Threshold(Rounded[] x)
    {
        Array.Sort(x, (a, b) => b.Value.CompareTo(a.Value));
        RoundedSum sum = default;
        Rounded threshold = default;
        for (int k = 1; k <= x.Length; k++)
        {
            sum.Add(x[k - 1]);
            if (1 + k * x[k - 1].Value > sum.Total.Value)
            {
                threshold = (sum.Total - 1) / k;
            }
        }

        return threshold;
    }
}
