using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Parameters;

public class ParameterLayoutTests
{
    private static ParameterEntry Vector(string name, int offset, int length = 10, bool trainable = true, string? sharedWith = null) =>
        new(name, [length], offset, ParameterRole.Bias, StorageOrder.Plain, Initializer.Zeros, trainable, sharedWith);

    [Fact]
    public void Counts_trainable_parameters_once_and_joins_neighbouring_ranges()
    {
        var layout = new ParameterLayout(
            [Vector("c", 48), Vector("a", 0), Vector("b", 16), Vector("fixed", 32, trainable: false), Vector("again", 0, sharedWith: "a")], 64);
        Assert.Equal(30, layout.ParameterCount);
        Assert.Equal([new StorageRange(0, 32), new StorageRange(48, 16)], layout.TrainableRanges.ToArray());
        Assert.Equal("b", layout["b"].Name);
        Assert.Contains("there are c, a, b, fixed, again", Assert.Throws<KeyNotFoundException>(() => layout["d"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_layouts_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ParameterLayout([Vector("a", 0), Vector("a", 16)], 32));
        Assert.Throws<ArgumentException>(() => new ParameterLayout([Vector("a", 0, 17), Vector("b", 16)], 48));
        Assert.Throws<ArgumentException>(() => new ParameterLayout([Vector("a", 16)], 16));
        Assert.Throws<ArgumentException>(() => new ParameterLayout([Vector("a", 0), Vector("b", 16, sharedWith: "a")], 32));
        Assert.Throws<ArgumentException>(() => new ParameterLayout([Vector("a", 0), Vector("b", 0, sharedWith: "missing")], 32));
    }
}
