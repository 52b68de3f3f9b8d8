using System;
using System.IO;
using System.Linq;
using NetGen.Runtime.V1;
using NetGen.Tests.Files;
using Xunit;

namespace NetGen.Tests;

public class DataDescriptionTests
{
    private static readonly DataDescription Flowers = new(
        [new("length", missingNumber: 0.1f), new("color \"é\"\n", ["blue", "", "red"], missingCategory: "")],
        [new("species", ["setosa", "virginica"])]);

    [Fact]
    public void Names_labels_and_sizes()
    {
        Assert.Equal(4, Flowers.InputSize);
        Assert.Equal(["length", "color \"é\"\n=blue", "color \"é\"\n=", "color \"é\"\n=red"], Flowers.InputNames.ToArray());
        Assert.Equal("virginica", Flowers.Label(1));
        Assert.Equal(1, Flowers.ClassIndex("virginica"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Flowers.Label(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Flowers.Label(-1));
        Assert.StartsWith("There is no class \"x\"; the data has species (setosa, virginica).", Assert.Throws<ArgumentException>(() => Flowers.ClassIndex("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_file_keeps_it_and_loads_with_it()
    {
        using var folder = new TemporaryFolder();
        var saved = new TestNetwork();
        saved.Save(folder["with"], Flowers);
        saved.Save(folder["without"]);
        var loaded = new TestNetwork();
        loaded.Parameters.Initialize(2);
        loaded.Load(folder["with"]);

        Assert.Equal(saved.Dense1.Weight.ToArray(), loaded.Dense1.Weight.ToArray());
        RequireFlowers(DataDescription.Read(folder["with"]));
        Assert.True(DataDescription.TryRead(folder["with"], out DataDescription? description));
        RequireFlowers(description);
        Assert.False(DataDescription.TryRead(folder["without"], out description));
        Assert.Null(description);
        Assert.Equal($"{folder["without"]} has no description of the data; save the model with one: model.Save(path, description).",
            Assert.Throws<InvalidDataException>(() => DataDescription.Read(folder["without"])).Message);

        using var stream = new MemoryStream();
        saved.Save(stream, Flowers);
        Assert.Equal(File.ReadAllBytes(folder["with"]), stream.ToArray());
    }

    [Fact]
    public void Json_is_short_and_the_same_for_the_same_columns()
    {
        Assert.Equal("""{"version":1,"inputs":[{"name":"length","missing":0.1},{"name":"color \"é\"\n","categories":["blue","","red"],"missing":""}],"targets":[{"name":"species","categories":["setosa","virginica"]}]}""",
            Flowers.ToJson());
        RequireFlowers(DataDescription.FromJson(Flowers.ToJson()));
        Assert.Equal(["cat", "dog"], DataDescription.FromJson(DataDescription.OfClasses("animal", "cat", "dog").ToJson()).Labels.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":2,"inputs":[],"targets":[]}""")]
    [InlineData("""{"version":"1","inputs":[],"targets":[]}""")]
    [InlineData("""{"version":1,"inputs":{},"targets":[]}""")]
    [InlineData("""{"version":1,"inputs":[1],"targets":[]}""")]
    [InlineData("""{"version":1,"inputs":[{"name":null}],"targets":[]}""")]
    [InlineData("""{"version":1,"inputs":[{"name":"\ud800"}],"targets":[]}""")]
    [InlineData("""{"version":1,"inputs":[{"name":"a"},{"name":"a"}],"targets":[]}""")]
    [InlineData("""{"version":1,"inputs":[{"name":"a","missing":1e99}],"targets":[]}""")]
    [InlineData("""{"version":1,"inputs":[{"name":"a","missing":"b"}],"targets":[]}""")]
    [InlineData("""{"version":1,"inputs":[{"name":"a","categories":[]}],"targets":[]}""")]
    [InlineData("""{"version":1,"inputs":[{"name":"a","categories":["b","b"]}],"targets":[]}""")]
    [InlineData("""{"version":1,"inputs":[{"name":"a","categories":["b"],"missing":"c"}],"targets":[]}""")]
    [InlineData("""{"version":1,"inputs":[],"targets":[]""")]
    public void What_is_no_description_is_refused(string json)
    {
        Assert.StartsWith("The text ", Assert.Throws<InvalidDataException>(() => DataDescription.FromJson(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_says_so()
    {
        using var folder = new TemporaryFolder();
        new TestNetwork().Save(folder["a"], Flowers);
        byte[] bytes = File.ReadAllBytes(folder["a"]);
        File.WriteAllBytes(folder["b"], bytes[..100]);
        Assert.Throws<InvalidDataException>(() => DataDescription.TryRead(folder["b"], out _));

        var file = new SafetensorsFile();
        file.Metadata["data"] = "nonsense";
        file.Save(folder["c"]);
        Assert.StartsWith($"{folder["c"]} holds no valid description of data: ", Assert.Throws<InvalidDataException>(() => DataDescription.TryRead(folder["c"], out _)).Message, StringComparison.Ordinal);
    }

    private static void RequireFlowers(DataDescription description)
    {
        Assert.Equal(Flowers.ToJson(), description.ToJson());
        Assert.Equal(0.1f, description.Inputs[0].MissingNumber);
        Assert.Equal("", description.Inputs[1].MissingCategory);
        Assert.Equal(["setosa", "virginica"], description.Labels.ToArray());
        Assert.Equal(Flowers.InputNames.ToArray(), description.InputNames.ToArray());
    }
}
