using System;

namespace NetGen;

internal sealed class OrthogonalInitializer(double gain, string name) : Initializer
{
    public override Initializer ForBiasOf(params int[] weightShape) =>
        throw new NotSupportedException($"{name} is for weights only: a bias is no matrix.");

    public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ref RandomStream random)
    {
        if (shape.Length < 2)
        {
            throw new ArgumentException($"{name} needs the axes [out, in, ...] of a weight, but the shape has {shape.Length}.", nameof(shape));
        }

        int rows = shape[0];
        int columns = values.Length / rows;
        int count = Math.Min(rows, columns);
        double[][] vectors = OrthonormalVectors.Random(count, Math.Max(rows, columns), ref random);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double element = rows <= columns ? vectors[row][column] : vectors[column][row];
                values[row * columns + column] = (float)(gain * element);
            }
        }
    }

    public override string ToString() => name;
}
