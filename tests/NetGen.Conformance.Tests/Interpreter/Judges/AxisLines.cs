using System.Collections.Generic;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>The vectors along one axis of a tensor.</summary>
internal static class AxisLines
{
    /// <summary>The elements of every vector along the axis, which is known by its length and by the distance between its elements.</summary>
    public static IEnumerable<int[]> Of(Tensor tensor, int length, int stride)
    {
        for (int first = 0; first < tensor.Count; first++)
        {
            if (first / stride % length == 0)
            {
                var line = new int[length];
                for (int k = 0; k < length; k++)
                {
                    line[k] = first + k * stride;
                }

                yield return line;
            }
        }
    }

    /// <summary>The largest number of a line, which stands for itself without its error: what it is taken from comes out the same for any shift.</summary>
    public static double Shift(Tensor tensor, int[] line)
    {
        double largest = double.NegativeInfinity;
        foreach (int i in line)
        {
            largest = double.Max(largest, tensor[i].Value);
        }

        return largest;
    }
}
