using System;
using System.IO;
using NetGen.Tests.Files;
using Xunit;

namespace NetGen.Tests;

public sealed class TensorExamplesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TensorExamplesTests()
    {
        var file = new SafetensorsFile();
        file.Add("x", [2, 1, 2], new float[] { 1, 2, 3, 4 });
        file.Add("double", [2], [0.1, 1e-300]);
        file.Add("int", [2], new[] { 5, -6 });
        file.Add("long", [2, 1], new long[] { int.MaxValue, int.MinValue });
        file.Add("large", [2, 2], new long[] { 1, 2, 3, 1L << 31 });
        file.Add("huge", [2], [1, 1e39]);
        file.Add("three", [3], new float[3]);
        file.Add("scalar", [], new float[1]);
        file.Add("none", [0, 2], Array.Empty<float>());
        file.Save(_folder["a"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_are_columns()
    {
        Examples examples = Examples.FromSafetensors(_folder["a"], ["x", "int"], ["long", "double"], weights: "double");
        Assert.Equal(2, examples.Count);
        Assert.Equal(2, examples.Inputs[0].Size);
        Assert.Equal([1f, 2, 3, 4], examples.Inputs[0].Floats.ToArray());
        Assert.Equal([5, -6], examples.Inputs[1].Ints.ToArray());
        Assert.Equal([int.MaxValue, int.MinValue], examples.Targets[0].Ints.ToArray());
        Assert.Equal([0.1f, 0], examples.Targets[1].Floats.ToArray());
        Assert.Equal([0.1f, 0], examples.Weights.ToArray());
        Assert.Empty(Examples.FromSafetensors(_folder["a"], ["x"], []).Targets);
    }

    [Theory]
    [InlineData("U8", new byte[] { 0, 255 }, 0, 255)]
    [InlineData("I8", new byte[] { 0, 255 }, 0, -1)]
    [InlineData("I16", new byte[] { 1, 2, 255, 255 }, 513, -1)]
    [InlineData("U16", new byte[] { 1, 2, 255, 255 }, 513, 65535)]
    public void Narrow_integers_become_ints(string type, byte[] data, int first, int second)
    {
        Write(type, data);
        Assert.Equal([first, second], Examples.FromSafetensors(_folder["b"], ["x"], []).Inputs[0].Ints.ToArray());
    }

    [Theory]
    [InlineData("BOOL", 2)]
    [InlineData("F16", 4)]
    [InlineData("U64", 16)]
    public void Other_types_are_refused(string type, int bytes)
    {
        Write(type, new byte[bytes]);
        Assert.Equal($"x {type} [2] of {_folder["b"]} cannot be a column of examples; possible are F32, F64, I8, I16, I32, I64, U8 and U16.",
            Assert.Throws<InvalidDataException>(() => Examples.FromSafetensors(_folder["b"], ["x"], [])).Message);
    }

    [Theory]
    [InlineData("y", "{0} has no tensor \"y\"; it has ")]
    [InlineData("three", "three F32 [3] of {0} has 3 rows, but x F32 [2, 1, 2] has 2; every example needs one row of each.")]
    [InlineData("scalar", "scalar F32 [] of {0} holds no examples; its first axis must count them.")]
    [InlineData("none", "none F32 [0, 2] of {0} holds no examples; its first axis must count them.")]
    [InlineData("large", "large I64 [2, 2] of {0} has the value 2147483648 in row 1, which is beyond the range of a 32-bit integer.")]
    [InlineData("huge", "huge F64 [2] of {0} has the value 1E+39 in row 1, which is beyond the range of a float.")]
    public void Tensors_that_fit_no_examples_are_refused(string name, string message)
    {
        string expected = message.Replace("{0}", _folder["a"], StringComparison.Ordinal);
        Assert.StartsWith(expected, Assert.Throws<InvalidDataException>(() => Examples.FromSafetensors(_folder["a"], ["x"], [name])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_are_one_float_for_each_example()
    {
        Assert.StartsWith("int I32 [2] of ", Assert.Throws<InvalidDataException>(() => Examples.FromSafetensors(_folder["a"], ["x"], [], "int")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Examples.FromSafetensors(_folder["a"], [], ["x"]));
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        byte[] whole = File.ReadAllBytes(_folder["a"]);
        foreach (int length in new[] { 0, 7, 100, whole.Length - 1 })
        {
            File.WriteAllBytes(_folder["b"], whole[..length]);
            Assert.Throws<InvalidDataException>(() => Examples.FromSafetensors(_folder["b"], ["x"], []));
        }
    }

    private void Write(string type, byte[] data)
    {
        byte[] header = System.Text.Encoding.UTF8.GetBytes($$"""{"x": {"dtype": "{{type}}", "shape": [2], "data_offsets": [0, {{data.Length}}] } }""");
        File.WriteAllBytes(_folder["b"], [.. BitConverter.GetBytes((long)header.Length), .. header, .. data]);
    }
}
