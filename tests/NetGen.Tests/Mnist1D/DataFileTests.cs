using System;
using System.IO;
using NetGen.Samples.Mnist1D;
using Xunit;

namespace NetGen.Tests.Mnist1D;

public sealed class DataFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly float[] _x = [.. new float[79], 0.5f];

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Training_and_test_signals_are_read()
    {
        Write(file => AddPart(file, "test"));

        (Examples train, Examples test) = DataFile.Read(_path);

        Assert.Equal((2, 2), (train.Count, test.Count));
        Assert.Equal(_x, test.AsBatch().FloatInput(0).ToArray());
        Assert.Equal([3, 9], test.AsBatch().IntTarget(0).ToArray());
    }

    [Fact]
    public void Labels_may_be_32_bit_integers()
    {
        Write(file =>
        {
            file.Add("x_test", [2, 40], _x);
            file.Add("y_test", [2], [3, 9]);
        });

        Assert.Equal([3, 9], DataFile.Read(_path).Test.AsBatch().IntTarget(0).ToArray());
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nowhere.safetensors", Assert.Throws<FileNotFoundException>(() => DataFile.Read("nowhere.safetensors")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_tensor_is_named_with_those_that_are_there() =>
        Refused("there is no tensor x_test, expected x_train, y_train, x_test and y_test; found x_train, y_train.", _ => { });

    [Fact]
    public void Signals_of_another_length_are_refused() =>
        Refused("x_test is F32 [4, 20], expected F32 [n, 40] with n at least 1.", file => file.Add("x_test", [4, 20], _x));

    [Fact]
    public void Signals_of_another_type_are_refused() =>
        Refused("x_test is F64 [1, 40], expected F32 [n, 40] with n at least 1.", file => file.Add("x_test", [1, 40], new double[40]));

    [Fact]
    public void A_number_that_is_not_finite_is_refused()
    {
        float[] x = [.. _x];
        x[41] = float.NaN;
        Refused("x_test[1, 1] is NaN, expected a finite number.", file => file.Add("x_test", [2, 40], x));
    }

    [Fact]
    public void Labels_of_another_count_are_refused() =>
        Refused("y_test is I64 [3], expected I64 or I32 [2], one class for each row of x_test.", file =>
        {
            file.Add("x_test", [2, 40], _x);
            file.Add("y_test", [3], new long[3]);
        });

    [Fact]
    public void A_label_that_is_no_class_is_refused() =>
        Refused("y_test[1] is 10, expected a class from 0 to 9.", file =>
        {
            file.Add("x_test", [2, 40], _x);
            file.Add("y_test", [2], [0L, 10]);
        });

    private void Refused(string expected, Action<SafetensorsFile> addTest)
    {
        Write(addTest);

        var error = Assert.Throws<InvalidDataException>(() => DataFile.Read(_path));

        Assert.Equal($"{_path}: {expected}", error.Message);
    }

    private void Write(Action<SafetensorsFile> addTest)
    {
        var file = new SafetensorsFile();
        AddPart(file, "train");
        addTest(file);
        file.Save(_path);
    }

    private void AddPart(SafetensorsFile file, string part)
    {
        file.Add($"x_{part}", [2, 40], _x);
        file.Add($"y_{part}", [2], [3L, 9]);
    }
}
