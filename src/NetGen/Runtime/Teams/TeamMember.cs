using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.V1;

/// <summary>One of the threads that run a <see cref="TeamPass"/>. The default value is alone.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TeamMember
{
    private readonly TeamBarrier? _barrier;
    private readonly int _others;

    internal TeamMember(TeamBarrier barrier, int index, int count)
    {
        _barrier = barrier;
        Index = index;
        _others = count - 1;
    }

    /// <summary>The member's number, from 0. Member 0 is the thread that called <c>Team.Run</c>.</summary>
    public int Index { get; }

    /// <summary>How many members run the pass, at least 1.</summary>
    public int Count => _others + 1;

    /// <summary>True for member 0, who does what one member does for all.</summary>
    public bool IsFirst => Index == 0;

    /// <summary>Waits until all members have come here. What each wrote before, all see afterwards.</summary>
    /// <exception cref="InvalidOperationException">Another member has left the pass, so that it will never come. Not to be caught by the pass.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Wait() => _barrier?.Wait();

    /// <summary>This member's part of 0..items: the parts of all members cover everything once, in the order of the members, and differ by at most one granule.</summary>
    /// <param name="items">How many items there are, at least 0.</param>
    /// <param name="granule">Parts begin at multiples of this, at least 1. Only the end of all items may be no such multiple.</param>
    /// <param name="from">The first item of the part.</param>
    /// <param name="to">The item after the last one; <paramref name="from"/> if the part is empty.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Share(int items, int granule, out int from, out int to)
    {
        if (_others == 0)
        {
            from = 0;
            to = items;
            return;
        }

        // The longer parts come last, since the last granule may be incomplete. Unsigned, because rounding up may pass int.MaxValue.
        uint granules = ((uint)items + (uint)granule - 1) / (uint)granule;
        uint each = granules / (uint)Count;
        int shorter = Count - (int)(granules - each * (uint)Count);
        uint first = each * (uint)Index + (uint)Math.Max(0, Index - shorter);
        uint end = first + each + (Index >= shorter ? 1u : 0);
        from = (int)Math.Min(first * (uint)granule, (uint)items);
        to = (int)Math.Min(end * (uint)granule, (uint)items);
    }
}
