using System;
using System.IO;
using System.Linq;

namespace NetGen.Samples.Gabor;

/// <summary>A picture of points and a curve in characters.</summary>
internal static class Plot
{
    private const int Width = 76;
    private const int Height = 17;

    /// <summary>So many that a steep curve has no gaps.</summary>
    private const int StepsPerColumn = 8;

    private const float Left = -15, Right = 15, Bottom = -1.1f, Top = 1.1f;

    /// <summary>Draws the points as o and the curve as dots; where both fall together, the point.</summary>
    public static void Draw(TextWriter output, string title, Func<float, float> curve, float[,] x, float[] y)
    {
        char[][] rows = [.. Enumerable.Range(0, Height).Select(_ => Enumerable.Repeat(' ', Width).ToArray())];
        Array.Fill(rows[RowOf(0)], '-');
        for (int step = 0; step < Width * StepsPerColumn; step++)
        {
            float at = Left + (step + 0.5f) / (Width * StepsPerColumn) * (Right - Left);
            rows[RowOf(curve(at))][step / StepsPerColumn] = '·';
        }

        for (int i = 0; i < y.Length; i++)
        {
            int column = (int)((x[i, 0] - Left) / (Right - Left) * Width);
            rows[RowOf(y[i])][Math.Clamp(column, 0, Width - 1)] = 'o';
        }

        output.WriteLine(title);
        for (int row = 0; row < Height; row++)
        {
            string label = row == 0 ? " 1.1" : row == RowOf(0) ? " 0.0" : row == Height - 1 ? "-1.1" : "    ";
            output.WriteLine($"{label} |{new string(rows[row])}");
        }

        output.WriteLine($"     x from {Left} to {Right}   o examples   · the model");
        output.WriteLine();
    }

    private static int RowOf(float value) => Math.Clamp((int)((Top - value) / (Top - Bottom) * Height), 0, Height - 1);
}
