using System;
using System.Collections.Generic;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Lowering;

/// <summary>
/// A matrix in panels: <paramref name="Lanes"/> columns in groups of 64, the last group as narrow as 16 lanes allow, each group with all its rows one
/// after the other. Element (row, lane) lies at 64 p Rows + row Width(p) + lane - 64 p with p = lane / 64.
/// One layout serves every instruction set; with one row it is a plain array.
/// </summary>
internal sealed record PanelLayout(int Rows, int Lanes)
{
    public const int PanelLanes = 64;

    /// <summary>Everything in storage begins and ends on 16 floats: one vector of the widest instruction set, one cache line.</summary>
    public const int Granule = 16;

    public int FullPanels => Lanes / PanelLanes;

    /// <summary>Lanes that the last, narrower panel really has; 0 if there is none.</summary>
    public int LastLanes => Lanes % PanelLanes;

    /// <summary>Lanes of the last, narrower panel with padding.</summary>
    public int LastWidth => RoundUp(LastLanes);

    public int Length => Rows * ((FullPanels * PanelLanes) + LastWidth);

    public static int RoundUp(int length) => (length + Granule - 1) / Granule * Granule;

    /// <summary>How a parameter is stored: a weight matrix with its outputs along the lanes, or with a single output its inputs.</summary>
    public static PanelLayout Of(Shape shape) => shape.Rank switch
    {
        2 when shape.Axes[0] > 1 => new PanelLayout(shape.Axes[1], shape.Axes[0]),
        _ => new PanelLayout(1, shape.Size),
    };
}

/// <summary>Where each parameter lies in the network's one block of storage.</summary>
internal sealed class ParameterStorage
{
    private readonly Dictionary<Value, int> _offsets = [];

    public ParameterStorage(ForwardGraph graph)
    {
        foreach (Parameter parameter in graph.Parameters)
        {
            _offsets.Add(parameter.Value, Length);
            Length += PanelLayout.RoundUp(PanelLayout.Of(parameter.Shape).Length);
        }
    }

    /// <summary>Floats in all, padding included.</summary>
    public int Length { get; }

    public int OffsetOf(Value parameter) => _offsets.TryGetValue(parameter, out int offset) ? offset : throw new InvalidOperationException(parameter + " is no parameter.");
}
