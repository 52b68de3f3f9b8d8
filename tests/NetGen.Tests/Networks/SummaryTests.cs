using System;
using System.Collections.Generic;
using Xunit;

namespace NetGen.Tests.Networks;

public class SummaryTests
{
    [Fact]
    public void NetworkInfo_prints_a_table_of_layers() => Assert.Equal(
        """
        TestNetwork: x [3], loss SoftmaxCrossEntropy (Mean)
        layer   operation    output  parameters  multiply-adds
        dense1  Dense(1000)  [1000]       4,000          3,000
        total                             4,000          3,000

        """,
        new TestNetwork(inputs: 3, outputs: 1000).Info.ToString());

    [Fact]
    public void Trace_finds_values_by_name_and_prints_them()
    {
        var trace = new Trace([new("x", [2], [1, 2], null), new("dense1", [8], [1, 2, 3, 4, 5, 6, 7, 0.125f], new float[8])], 0.5);
        Assert.Equal(0.125f, trace["dense1"].Value[7]);
        Assert.Contains("it has x, dense1.", Assert.Throws<KeyNotFoundException>(() => trace["dense2"]).Message, StringComparison.Ordinal);
        Assert.Equal(
            """
            value   shape  numbers          gradient
            x         [2]  1 2
            dense1    [8]  1 2 3 4 5 6 ...  0 0 0 0 0 0 ...
            loss 0.5

            """,
            trace.ToString());
    }
}
