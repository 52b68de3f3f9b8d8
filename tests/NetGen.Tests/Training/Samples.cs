namespace NetGen.Tests;

/// <summary>Small data sets, the same in every run.</summary>
internal static class Samples
{
    /// <summary>t = 2 x0 - 3 x1 + 0.5, without noise.</summary>
    internal static Examples Plane(int count, float[]? weights = null)
    {
        var random = new RandomStream(7, RandomPurpose.General);
        var x = new float[count, 2];
        var t = new float[count];
        for (int row = 0; row < count; row++)
        {
            x[row, 0] = 2 * random.NextSingle() - 1;
            x[row, 1] = 2 * random.NextSingle() - 1;
            t[row] = 2 * x[row, 0] - 3 * x[row, 1] + 0.5f;
        }

        return Examples.From(x, t, weights);
    }

    /// <summary>Three classes by the largest of three noisy inputs.</summary>
    internal static Examples Classes(int count)
    {
        var random = new RandomStream(8, RandomPurpose.General);
        var x = new float[count, 3];
        var t = new int[count];
        for (int row = 0; row < count; row++)
        {
            t[row] = random.NextBounded(3);
            for (int i = 0; i < 3; i++)
            {
                x[row, i] = random.NextSingle() + (i == t[row] ? 0.8f : 0);
            }
        }

        return Examples.From(x, t);
    }

    /// <summary>Example i has the inputs i and -i, the class i and the weight i + 1, so that rows can be told apart after shuffling.</summary>
    internal static Examples Numbered(int count, bool weighted = true)
    {
        var x = new float[count, 2];
        var t = new int[count];
        var weights = new float[count];
        for (int row = 0; row < count; row++)
        {
            (x[row, 0], x[row, 1]) = (row, -row);
            t[row] = row;
            weights[row] = row + 1;
        }

        return Examples.From(x, t, weighted ? weights : null);
    }
}
