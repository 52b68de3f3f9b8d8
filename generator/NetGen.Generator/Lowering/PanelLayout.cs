using System;
using System.Collections.Generic;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Lowering;

/// <summary>
/// A matrix in panels: <paramref name="Lanes"/> columns in groups of 16, padded with zeros, each group with all its rows one after the other.
/// Element (row, lane) lies at lane / 16 * 16 * Rows + row * 16 + lane % 16. A kernel that takes 16 lanes reads memory from front to back; wider panels, read
/// in part, would leave most of the first cache unused. One layout serves every instruction set; with one row it is a plain array.
/// </summary>
internal sealed record PanelLayout(int Rows, int Lanes)
{
    /// <summary>Lanes of a panel. Everything in storage begins and ends on 16 floats: one vector of the widest instruction set, one cache line.</summary>
    public const int PanelLanes = 16;

    public int Length => Rows * RoundUp(Lanes);

    public static int RoundUp(int length) => (length + PanelLanes - 1) / PanelLanes * PanelLanes;

    /// <summary>How a parameter is stored: a weight matrix with its outputs along the lanes, or with a single output its inputs.</summary>
    public static PanelLayout Of(Value value) => value.Shape.Rank == 2 && value.Shape.Axes[0] > 1 && !value.IsPlain
        ? new PanelLayout(value.Shape.Axes[1], value.Shape.Axes[0])
        : new PanelLayout(1, value.Shape.Size);
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
            Length += PanelLayout.RoundUp(PanelLayout.Of(parameter.Value).Length);
        }
    }

    /// <summary>Floats in all, padding included.</summary>
    public int Length { get; }

    public int OffsetOf(Value parameter) => _offsets.TryGetValue(parameter, out int offset) ? offset : throw new InvalidOperationException(parameter + " is no parameter.");
}
