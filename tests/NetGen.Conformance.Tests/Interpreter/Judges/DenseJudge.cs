using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>y[p, u] = sum_i W[u, i] x[p, i] + b[u] at every position p: of all rows and all axes but the last.</summary>
internal sealed class DenseJudge : OperationJudge
{
    public override string Attribute => "NetGen.Dense";

    public override string Operation => "Dense";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        (Tensor x, Tensor weight) = (inputs[0].Value, inputs[1].Value);
        (int width, int units) = (x.Last, weight.Axes[0]);
        for (int position = 0; position < x.Count / width; position++)
        {
            for (int unit = 0; unit < units; unit++)
            {
                RoundedSum sum = default;
                for (int i = 0; i < width; i++)
                {
                    sum.AddProduct(weight[unit * width + i], x[position * width + i]);
                }

                if (inputs.Count == 3)
                {
                    sum.Add(inputs[2].Value[unit]);
                }

                output[position * units + unit] = sum.Total;
            }
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        (Tensor x, Tensor weight) = (inputs[0].Value, inputs[1].Value);
        (int width, int units) = (x.Last, weight.Axes[0]);
        int positions = x.Count / width;
        for (int position = 0; position < positions; position++)
        {
            // dx[p, i] = sum_u W[u, i] dy[p, u]
            for (int i = 0; i < width; i++)
            {
                RoundedSum sum = default;
                for (int unit = 0; unit < units; unit++)
                {
                    sum.AddProduct(weight[unit * width + i], outputGradient[position * units + unit]);
                }

                inputs[0].AddGradient(position * width + i, sum.Total);
            }
        }

        for (int unit = 0; unit < units; unit++)
        {
            // dW[u, i] = sum_p dy[p, u] x[p, i]
            for (int i = 0; i < width; i++)
            {
                RoundedSum sum = default;
                for (int position = 0; position < positions; position++)
                {
                    sum.AddProductOfRow(outputGradient[position * units + unit], x[position * width + i]);
                }

                inputs[1].AddGradient(unit * width + i, sum.Total);
            }
        }

        // db[u] = sum_p dy[p, u]
        for (int unit = 0; inputs.Count == 3 && unit < units; unit++)
        {
            RoundedSum sum = default;
            for (int position = 0; position < positions; position++)
            {
                sum.AddRow(outputGradient[position * units + unit]);
            }

            inputs[2].AddGradient(unit, sum.Total);
        }
    }
}
