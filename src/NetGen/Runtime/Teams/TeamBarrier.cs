using System;
using System.Threading;

namespace NetGen.Runtime.V1;

/// <summary>Where the members of a team wait for each other, again and again, and where they say that they leave.</summary>
internal sealed class TeamBarrier
{
    private readonly Gate _gate = new();
    private Gate.PaddedInt _missing;
    private int _members;
    private int _present;
    private int _looks;

    /// <summary>Prepares for a pass. All members of the one before have left.</summary>
    internal void Begin(int members, int looks)
    {
        _members = members;
        _missing.Value = members;
        _present = members;
        _looks = looks;
        _gate.Restore();
    }

    /// <summary>Waits for all members.</summary>
    /// <exception cref="DesertedException">A member has left, so that it will never come.</exception>
    internal void Wait()
    {
        int seen = _gate.Openings;
        if (Interlocked.Decrement(ref _missing.Value) == 0)
        {
            _missing.Value = _members;
            _gate.Open();
        }
        else if (!_gate.WaitPast(seen, _looks))
        {
            throw new DesertedException();
        }
    }

    /// <summary>Says that a member is through with the pass, in whatever way. It touches neither the barrier nor the pass afterwards.</summary>
    /// <returns>True for the last one.</returns>
    internal bool Leave()
    {
        _gate.GiveUp();
        return Interlocked.Decrement(ref _present) == 0;
    }

    /// <summary>Ends the pass of a member that waits in vain.</summary>
    internal sealed class DesertedException() : InvalidOperationException("The members of a pass did not wait equally often: one left while another waited for it.");
}
