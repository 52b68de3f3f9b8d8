using System;
using System.Linq;
using System.Reflection;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Stages;

/// <summary>
/// Where a parameter's elements lie is written down twice: in the generator, for the kernels, and in the runtime, for views and files.
/// The two are independent and must agree.
/// </summary>
public class PanelLayoutTests
{
    private static readonly int[] Sizes = [1, 2, 3, 5, 7, 13, 15, 16, 17, 31, 32, 33, 48, 49, 63, 64, 65, 80, 81, 100, 127, 128, 129, 130, 191, 192, 193, 256];

    [Fact]
    public void Matrices_lie_where_the_runtime_looks_for_them()
    {
        foreach (int outputs in Sizes)
        {
            foreach (int inputs in Sizes)
            {
                PanelLayout panels = PanelLayout.Of(Weight([outputs, inputs]));
                ParameterEntry entry = Entry(panels, 32, outputs, inputs);
                Assert.Equal(entry.StorageLength, PanelLayout.RoundUp(panels.Length));
                for (int i = 0; i < outputs * inputs; i++)
                {
                    // A single output has its inputs along the lanes.
                    (int row, int lane) = outputs == 1 ? (0, i) : (i % inputs, i / inputs);
                    Assert.True(32 + Index(panels, row, lane) == entry.StorageIndex(i), $"[{outputs}, {inputs}], element {i}");
                }
            }
        }
    }

    [Fact]
    public void Vectors_lie_where_the_runtime_looks_for_them()
    {
        foreach (int size in Sizes)
        {
            PanelLayout panels = PanelLayout.Of(Weight([size]));
            ParameterEntry entry = Entry(panels, 0, size);
            Assert.Equal(entry.StorageLength, PanelLayout.RoundUp(panels.Length));
            Assert.All(Enumerable.Range(0, size), i => Assert.Equal(entry.StorageIndex(i), Index(panels, 0, i)));
        }
    }

    [Fact]
    public void No_two_elements_share_a_place()
    {
        foreach (int lanes in Sizes)
        {
            var panels = new PanelLayout(7, lanes);
            int[] places = [.. Enumerable.Range(0, 7).SelectMany(row => Enumerable.Range(0, lanes).Select(lane => Index(panels, row, lane))).Distinct()];
            Assert.Equal(7 * lanes, places.Length);
            Assert.True(places.Max() < panels.Length);
        }
    }

    [Fact]
    public void The_emitted_layout_table_is_the_plan()
    {
        const string Attributes = "[Network(3, 13)] [Dense(130)] [Relu] [Dense(1, Bias = false)] [Dense(17)] [Dense(64)] [HalfSquaredError]";
        NetworkPlan plan = Compiled.Plan(Attributes);
        Assembly assembly = Assembly.Load(GeneratorHost.Run($"using NetGen; {Attributes} public partial class N;").Emit());
        var info = (NetworkInfo)assembly.GetType("N")!.GetProperty("Info")!.GetValue(null)!;
        Assert.Equal(plan.Storage.Length, info.Layout.Length);
        Assert.Equal(
            plan.Graph.Parameters.Select(parameter => $"{parameter.Name} {parameter.Shape} at {plan.Storage.OffsetOf(parameter.Value)}"),
            info.Layout.Entries.Select(entry => $"{entry.Name} [{string.Join(", ", entry.Shape)}] at {entry.Offset}"));
        Assert.All(info.Layout.Entries, entry => Assert.Equal(entry.StorageLength, PanelLayout.RoundUp(PanelLayout.Of(Weight([.. entry.Shape])).Length)));
    }

    private static Value Weight(int[] axes) => new("weight", new Shape([.. axes]), Extent.Shared);

    /// <summary>The formula that stands over <see cref="PanelLayout"/>, which the kernels' templates follow.</summary>
    private static int Index(PanelLayout panels, int row, int lane)
    {
        int panel = lane / PanelLayout.PanelLanes;
        return (panel * PanelLayout.PanelLanes * panels.Rows) + (row * PanelLayout.PanelLanes) + (lane % PanelLayout.PanelLanes);
    }

    private static ParameterEntry Entry(PanelLayout panels, int offset, params int[] shape) =>
        new("w", [.. shape], offset, NetGen.ParameterRole.Weight, panels.Rows > 1 ? StorageOrder.OutputPanels : StorageOrder.Plain, Initializer.Zeros);
}
