using System;
using System.Collections.Generic;
using System.Linq;
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
    private readonly Dictionary<Loop, int> _blocks = [];
    private readonly Dictionary<Value, int> _entries = [];
    private readonly Dictionary<Loop, int> _entriesOfBlock = [];
    private int _nextEntry;

    public ParameterStorage(ForwardGraph graph)
    {
        Loop? loop = null;
        foreach (Parameter parameter in graph.Parameters)
        {
            if (loop is not null && parameter.Loop != loop)
            {
                End(loop);
            }

            if (parameter.Loop is { } next && next != loop)
            {
                _blocks.Add(next, Length);
                _entriesOfBlock.Add(next, graph.Parameters.Count(other => other.Loop == next));
            }

            loop = parameter.Loop;
            _entries.Add(parameter.Value, _nextEntry++);
            _offsets.Add(parameter.Value, Length);
            Length += PanelLayout.RoundUp(PanelLayout.Of(parameter.Value).Length);
        }

        if (loop is not null)
        {
            End(loop);
        }
    }

    /// <summary>The number of a parameter in the layout table, of a loop that of the first block's.</summary>
    public int EntryOf(Parameter parameter) => _entries[parameter.Value];

    /// <summary>Entries of the layout table from one block of a loop to the next.</summary>
    public int EntriesOf(Loop loop) => _entriesOfBlock[loop];

    /// <summary>Floats from one block of a loop to the next.</summary>
    public int TurnOf(Loop loop) => _blocks[loop];

    /// <summary>Behind the first block follow the others.</summary>
    private void End(Loop loop)
    {
        int start = _blocks[loop];
        _blocks[loop] = Length - start;
        _nextEntry += _entriesOfBlock[loop] * (loop.Count - 1);
        Length = checked(start + (_blocks[loop] * loop.Count));
    }

    /// <summary>Floats in all, padding included.</summary>
    public int Length { get; private set; }

    public int OffsetOf(Value parameter) => _offsets.TryGetValue(parameter, out int offset) ? offset : throw new InvalidOperationException(parameter + " is no parameter.");
}
