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
    public void A_graph_is_printed_with_what_each_layer_reads_and_repeated_layers_once() => Assert.Equal(
        """
        Graph: image [4], words [5] of ints to policy [2], value [1], loss HalfSquaredError (Mean)
        layer                 operation  inputs            output  parameters  multiply-adds
        stem                  Dense(4)   image                [4]          20             16
        step1.dense1 x 1,000  Dense(4)   stem                 [4]          20             16
        policy                Concat     step1.add, words     [2]           0              0
        total                                                              20         16,016

        """,
        new NetworkInfo
        {
            Name = "Graph",
            Inputs = [new FieldInfo("image", [4], ElementKind.Float), new FieldInfo("words", [5], ElementKind.Int)],
            Outputs = [new FieldInfo("policy", [2], ElementKind.Float), new FieldInfo("value", [1], ElementKind.Float)],
            Targets = [],
            Layers =
            [
                new LayerInfo("stem", "Dense(4)", [4], 20, 16) { Inputs = ["image"] },
                new LayerInfo("step1.dense1", "Dense(4)", [4], 20, 16) { Inputs = ["stem"], Repeat = 1000 },
                new LayerInfo("policy", "Concat", [2], 0, 0) { Inputs = ["step1.add", "words"] },
            ],
            Layout = new ParameterLayout([new("stem.weight", [20], 0, ParameterRole.Weight, StorageOrder.Plain, Initializer.Zeros)], 32),
            WorkspaceFixedFloats = 0,
            WorkspaceFloatsPerRow = 0,
            Decision = ClassDecision.None,
            Loss = "HalfSquaredError",
        }.ToString());

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
