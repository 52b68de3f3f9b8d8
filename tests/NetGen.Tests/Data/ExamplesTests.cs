using System;
using Xunit;

namespace NetGen.Tests;

public class ExamplesTests
{
    private static readonly float[,] Matrix = { { 1, 2, 3 }, { 4, 5, 6 } };

    public static TheoryData<string> Forms => ["float[,] int[]", "float[,] float[,]", "float[,] float[]", "float[][] int[]", "float[][] float[][]", "float[][] float[]", "span int", "span float"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_holds_the_same_rows(string form)
    {
        float[][] rows = [[1, 2, 3], [4, 5, 6]];
        float[] flat = [1, 2, 3, 4, 5, 6];
        float[] t = [7, 8];
        int[] classes = [7, 8];
        Examples examples = form switch
        {
            "float[,] int[]" => Examples.From(Matrix, classes),
            "float[,] float[,]" => Examples.From(Matrix, new float[,] { { 7 }, { 8 } }),
            "float[,] float[]" => Examples.From(Matrix, t),
            "float[][] int[]" => Examples.From(rows, classes),
            "float[][] float[][]" => Examples.From(rows, [[7], [8]]),
            "float[][] float[]" => Examples.From(rows, t),
            "span int" => Examples.From(flat, 3, classes),
            _ => Examples.From(flat, 3, t, 1),
        };
        Array.Clear(flat);
        Array.Clear(t);
        Array.Clear(classes);
        rows[0][0] = 0;

        Assert.Equal(2, examples.Count);
        Assert.Equal([1, 2, 3, 4, 5, 6], examples.Inputs[0].Floats.ToArray());
        Assert.Equal(3, examples.Inputs[0].Size);
        if (examples.Targets[0].Kind == ElementKind.Int)
        {
            Assert.Equal([7, 8], examples.Targets[0].Ints.ToArray());
        }
        else
        {
            Assert.Equal([7, 8], examples.Targets[0].Floats.ToArray());
        }
    }

    [Fact]
    public void Columns_are_copied()
    {
        float[] x = [1, 2];
        int[] token = [3, 4];
        float[] weights = [1, 2];
        var examples = new Examples([new Column(x, 1), new Column(token)], [], weights);
        x[0] = token[0] = 9;
        weights[0] = 9;

        Assert.Equal([1, 2], examples.Inputs[0].Floats.ToArray());
        Assert.Equal([3, 4], examples.Inputs[1].Ints.ToArray());
        Assert.Equal([1, 2], examples.Weights.ToArray());
    }

    [Fact]
    public void All_examples_are_one_batch()
    {
        Minibatch batch = Samples.Numbered(3).AsBatch();

        Assert.Equal(3, batch.Count);
        Assert.Equal([0, 1, 2], batch.IntTarget(0).ToArray());
        Assert.Equal([1, 2, 3], batch.Weights.ToArray());
    }

    public static TheoryData<Func<object>, string> Faults => new()
    {
        { () => Examples.From(new float[0, 3], Array.Empty<int>()), "x has no rows, but at least one example is needed." },
        { () => Examples.From(Array.Empty<float[]>(), Array.Empty<int>()), "x has no rows, but at least one example is needed." },
        { () => Examples.From([], 3, Array.Empty<int>()), "x has no rows, but at least one example is needed." },
        { () => Examples.From(new float[2, 0], new int[2]), "The rows of x have no values, but at least 1 is needed." },
        { () => Examples.From(Matrix, new int[3]), "t has 3 rows, but x has 2; every example needs one row of each." },
        { () => Examples.From([[1, 2], [1, 2], [1]], new int[3]), "x[2] has 1 values, but x[0] has 2; all rows must be equally long." },
        { () => Examples.From([[1, 2], null!], new int[2]), "x[1] is null." },
        { () => Examples.From(new float[7], 3, new int[2]), "x has 7 values, but must be a whole number of rows of 3." },
        { () => Examples.From(Matrix, new int[2], new float[3]), "weights has 3 values, but there are 2 examples." },
        { () => Examples.From(Matrix, new int[2], [1, -1]), "The weight of example 1 is -1, but must be finite and not negative." },
        { () => Examples.From(Matrix, new int[2], [1, float.NaN]), "The weight of example 1 is NaN, but must be finite and not negative." },
        { () => Examples.From(Matrix, new int[2], [0, 0]), "All weights are 0; at least one example must count." },
        { () => new Examples([], []), "Examples need at least one input." },
        { () => new Examples([new Column(new float[2], 1), new Column(new int[3])], []), "input 1 has 3 rows, but input 0 has 2; every example needs one row of each." },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void Faulty_data_is_refused_with_what_is_wrong(Func<object> make, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);

    [Fact]
    public void Row_sizes_and_nulls_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("inputSize", () => Examples.From(new float[6], 0, new int[2]));
        Assert.Throws<ArgumentOutOfRangeException>("targetSize", () => Examples.From(new float[6], 3, new float[2], -1));
        Assert.Throws<ArgumentNullException>("x", () => Examples.From((float[,])null!, new int[2]));
        Assert.Throws<ArgumentNullException>("t", () => Examples.From(Matrix, (int[])null!));
    }
}
