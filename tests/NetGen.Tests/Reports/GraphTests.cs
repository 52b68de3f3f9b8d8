using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NetGen.Reports;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Reports;

public class GraphTests
{
    [Fact]
    public void Layers_without_parameters_share_a_box_and_blocks_in_a_row_stand_once()
    {
        NetworkGraph graph = NetworkGraph.Of(((INetwork)new BlocksNetwork(1)).Info);
        Assert.Equal(["x", "word", "words", "concat1", "residual1.dense1", "residual1.add1", "dense1"], graph.Nodes.SkipLast(1).Select(node => node.Id));
        Assert.Equal("loss", graph.Nodes[^1].Kind);
        Assert.Equal(["dense1", "hardTanh1"], graph.Nodes.Single(node => node.Id == "residual1.dense1").Lines.Select(line => line.Name));
        Assert.Equal("residual × 3", graph.Nodes.Single(node => node.Id == "residual1.add1").Block);
        Assert.Contains(graph.Edges, edge => edge is { From.Id: "concat1", To.Id: "residual1.add1" });
        Assert.Contains(graph.Edges, edge => edge is { From.Id: "residual1.add1", To.Id: "dense1" });
    }

    [Theory]
    [InlineData(3)]
    [InlineData(60)]
    public void Boxes_do_not_overlap_and_arrows_pass_beside_them(int layers)
    {
        var info = Chain(layers);
        NetworkGraph graph = NetworkGraph.Of(info);
        var layout = new GraphLayout(graph);
        Place[] boxes = [.. layout.Boxes.Values];
        Assert.Equal(graph.Nodes.Count, boxes.Length);
        Assert.All(boxes, box => Assert.InRange(box.X, box.Width / 2, layout.Width - (box.Width / 2)));
        foreach (Place one in boxes)
        {
            Assert.DoesNotContain(boxes, other => other != one && Math.Abs(one.X - other.X) < (one.Width + other.Width) / 2 && one.Y < other.Y + other.Height && other.Y < one.Y + one.Height);
        }

        foreach (List<Place> arrow in layout.Arrows)
        {
            Assert.True(arrow[0].Y + arrow[0].Height < arrow[^1].Y);
            foreach (Place pass in arrow.Skip(1).SkipLast(1))
            {
                Assert.DoesNotContain(boxes, box => box.Layer == pass.Layer && Math.Abs(box.X - pass.X) < box.Width / 2);
            }
        }
    }

    private static NetworkInfo Chain(int count)
    {
        var layers = new List<LayerInfo>();
        for (int i = 0; i < count; i++)
        {
            string before = i == 0 ? "x" : $"layer{i - 1}";
            ImmutableArray<string> inputs = i >= 3 && i % 3 == 0 ? [before, i == 3 ? "x" : $"layer{i - 3}"] : [before];
            layers.Add(new LayerInfo($"layer{i}", inputs.Length > 1 ? "Add" : "Dense", [8], inputs.Length > 1 ? 0 : 72, 64) { Inputs = inputs });
        }

        return new NetworkInfo
        {
            Name = "Chain",
            Inputs = [new FieldInfo("x", [8], ElementKind.Float)],
            Outputs = [new FieldInfo("y", [8], ElementKind.Float)],
            Targets = [],
            Layers = [.. layers],
            Layout = new ParameterLayout([], 0),
            WorkspaceFloatsPerRow = 1,
            WorkspaceFixedFloats = 0,
            Decision = ClassDecision.None,
        };
    }
}
