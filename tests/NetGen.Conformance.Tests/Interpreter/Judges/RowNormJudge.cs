using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>
/// y_i = (x_i - m) s over rows of n elements, s = 1 / sqrt(mean_j (x_j - m)^2 + eps), with m = mean_j x_j for LayerNorm and m = 0 for RmsNorm.
/// Its Jacobian matrix is dy_i / dx_j = s ((i = j) - [1 / n] - y_i y_j / n), the term in brackets for LayerNorm.
/// </summary>
/// <param name="name">The operation's and the attribute's name.</param>
/// <param name="centers">Whether m is the mean.</param>
internal sealed class RowNormJudge(string name, bool centers) : OperationJudge
{
    public override string Attribute => "NetGen." + name;

    public override string Operation => name;

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        Tensor x = inputs[0].Value;
        int length = Settings(operation).Length;
        for (int row = 0; row < x.Count; row += length)
        {
            (Rounded mean, Rounded scale) = Statistics(operation, x, row);
            for (int i = row; i < row + length; i++)
            {
                output[i] = (x[i] - mean) * scale;
            }
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        int length = Settings(operation).Length;
        for (int row = 0; row < output.Count; row += length)
        {
            (_, Rounded scale) = Statistics(operation, inputs[0].Value, row);
            for (int j = row; j < row + length; j++)
            {
                RoundedSum sum = default;
                for (int i = row; i < row + length; i++)
                {
                    sum.AddProduct(outputGradient[i], (i == j ? 1.0 : 0.0) - (centers ? 1.0 / length : 0.0) - output[i] * output[j] / (Rounded)length);
                }

                inputs[0].AddGradient(j, scale * sum.Total);
            }
        }
    }

    private (Rounded Mean, Rounded Scale) Statistics(Operation operation, Tensor x, int row)
    {
        (int length, double epsilon) = Settings(operation);
        (RoundedSum sum, RoundedSum squares) = (default, default);
        for (int i = row; i < row + length; i++)
        {
            sum.Add(x[i]);
        }

        Rounded mean = centers ? sum.Total / length : 0;
        for (int i = row; i < row + length; i++)
        {
            squares.Add(Rounded.Squared(x[i] - mean));
        }

        return (mean, 1.0 / Rounded.Sqrt(squares.Total / length + Rounded.Constant(epsilon)));
    }

    private static (int Length, double Epsilon) Settings(Operation operation) =>
        operation is LayerNorm layer ? (layer.Length, layer.Epsilon) : (((RmsNorm)operation).Length, ((RmsNorm)operation).Epsilon);
}
