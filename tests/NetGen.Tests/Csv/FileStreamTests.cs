using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Data;
using NetGen.Tests.Files;
using Xunit;

namespace NetGen.Tests.CsvFiles;

public sealed class FileStreamTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_csv_file_streams_what_it_holds()
    {
        string file = WriteCsv(Enumerable.Range(0, 100).Select(row => $"{row},{(row % 2 == 0 ? "even" : "odd")},{row % 3}"));
        CsvData data = Csv.Read(file, new CsvOptions { Target = "t", Categories = ["c"] });
        using ExampleStream stream = Csv.Stream(file, data.Description, 7, options: new() { ShuffleBuffer = 1 });
        Assert.Equal(data.Examples.Inputs[0].Floats.ToArray(), Inputs(stream, 0));
        Assert.Equal(data.Examples.Inputs[0].Floats.ToArray(), Inputs(stream, 1));

        using ExampleStream shuffled = Csv.Stream(file, data.Description, 7, options: new() { ShuffleBuffer = 30 });
        Assert.NotEqual(Inputs(shuffled, 0), Inputs(shuffled, 1));
    }

    [Fact]
    public void A_bad_cell_in_the_last_row_arrives_with_file_line_and_column()
    {
        string file = WriteCsv([.. Enumerable.Range(0, 100).Select(row => $"{row},a,0"), "x,a,0"]);
        var description = new DataDescription([new("x")], [new("t", ["0"])]);
        using ExampleStream stream = Csv.Stream(file, description, 10);
        var error = Assert.Throws<InvalidDataException>(() => Inputs(stream, 0));
        Assert.Equal($"Example 100 of epoch 0 could not be read. {file}, line 102, column \"x\": the cell is \"x\", but a number is expected.", error.Message);
        Assert.Throws<InvalidDataException>(() => Csv.Stream(file, new DataDescription([new("y")], []), 10));
    }

    [Fact]
    public void Idx_files_stream_what_they_hold()
    {
        File.WriteAllBytes(_folder["images"], IdxFileTests.Idx(8, [50, 2], [.. Enumerable.Range(0, 100).Select(i => (byte)i)]));
        File.WriteAllBytes(_folder["labels"], IdxFileTests.Idx(8, [50], [.. Enumerable.Range(0, 50).Select(i => (byte)(i % 10))]));
        using ExampleStream stream = ExampleStream.FromIdx(_folder["images"], _folder["labels"], 8, scale: 1, new() { ShuffleBuffer = 1 });

        Assert.Equal((7L, 50L), (stream.BatchesPerEpoch, stream.ExamplesPerEpoch));
        for (int epoch = 0; epoch < 2; epoch++)
        {
            Assert.Equal(Examples.FromIdx(_folder["images"], _folder["labels"], scale: 1).Inputs[0].Floats.ToArray(), Inputs(stream, epoch));
        }
    }

    private string WriteCsv(IEnumerable<string> rows)
    {
        File.WriteAllLines(_folder["a.csv"], ["x,c,t", .. rows]);
        return _folder["a.csv"];
    }

    private static float[] Inputs(ExampleStream stream, int epoch)
    {
        var inputs = new List<float>();
        stream.Begin(epoch);
        while (stream.TryNext(out Minibatch? batch))
        {
            inputs.AddRange(batch.FloatInput(0));
        }

        return [.. inputs];
    }
}
