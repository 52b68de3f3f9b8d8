using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

/// <summary>The bits of every optimizer after some steps, which were computed once: no width of vectors, no fused operation and no system's own functions may change them. Who changes
/// a rule on purpose enters what the failure says.</summary>
public class OptimizerBitsTests
{
    private static readonly Dictionary<string, string> Expected = new()
    {
    };

    public static TheoryData<string> Names => OptimizerCatalogue.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Bits_are_the_same_everywhere(string name)
    {
        var run = new Descent(53, 61, OptimizerCatalogue.Create(name));
        for (int step = 0; step < 25; step++)
        {
            run.Step();
        }

        Assert.Equal(Expected.GetValueOrDefault(name), Hash(run.Network.ToArray()));
    }

    /// <summary>FNV-1a over the bits.</summary>
    private static string Hash(float[] values) => values
        .Aggregate(14695981039346656037, (hash, value) => (hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211)
        .ToString("X16", CultureInfo.InvariantCulture);
}
