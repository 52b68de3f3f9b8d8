using System;
using System.ComponentModel;
using System.Threading;

namespace NetGen.Runtime.V1;

/// <summary>The threads of this process that run passes together with the thread that asks for it. They are made on first use, are no reason for the process to stay alive,
/// and sleep while there is nothing to do.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Team
{
    /// <summary>Measured with a pass of 10 barriers around fused multiply-adds at the processor's peak: two members break even with one at about 2^16 multiply-adds together,
    /// take four fifths of its time at 2^17, seven tenths at 2^18 and half from 2^22. Kernels do not divide as evenly, and more members wait longer for each other:
    /// hence the second member at four times the break-even.</summary>
    private const long MultiplyAddsPerThread = 1 << 17;

    private static readonly Crew Crew = new();
    private static int _busy;

    /// <summary>How many threads are worth their while for a pass.</summary>
    /// <param name="limit">The most that are allowed.</param>
    /// <param name="multiplyAdds">The multiply-adds of the whole pass.</param>
    /// <returns>1 to <paramref name="limit"/>; 1 if that is less.</returns>
    public static int Threads(int limit, long multiplyAdds) => (int)Math.Max(1, Math.Min(limit, multiplyAdds / MultiplyAddsPerThread));

    /// <summary>Runs a pass with a number of members, of which the calling thread is the first, and returns when all have left it. Allocates nothing, except when there were never so many members before.</summary>
    /// <remarks>While the team runs another caller's pass, or is asked by a member of one, the caller runs its pass alone: members divide what they write and never what they sum,
    /// so their number changes no bit of the result.</remarks>
    /// <param name="pass">What to run.</param>
    /// <param name="threads">How many members, at least 1. More than there are processors are allowed.</param>
    /// <param name="a">Memory that the pass reads as its span 0. Like the others it may be empty, and does not move during the run.</param>
    /// <param name="b">Memory that the pass reads as its span 1, of floats or ints.</param>
    /// <param name="c">Memory that the pass reads as its span 2.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1.</exception>
    /// <exception cref="Exception">The first exception of a member, after all members have left. Those that waited for it leave too, and the team can be used again.</exception>
    public static unsafe void Run(TeamPass pass, int threads, ReadOnlySpan<float> a, ReadOnlySpan<byte> b, ReadOnlySpan<float> c)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        fixed (float* first = a)
        fixed (byte* second = b)
        fixed (float* third = c)
        {
            TeamPass.Spans spans = default;
            spans[0] = (nint)first;
            spans[1] = (nint)second;
            spans[2] = (nint)third;
            RunPinned(pass, threads, spans);
        }
    }

    /// <summary>As <see cref="Run(TeamPass, int, ReadOnlySpan{float}, ReadOnlySpan{byte}, ReadOnlySpan{float})"/>, with up to 8 spans of floats or ints, given as bytes.</summary>
    /// <param name="pass">What to run.</param>
    /// <param name="threads">How many members, at least 1. More than there are processors are allowed.</param>
    /// <param name="a">Memory that the pass reads as its span 0. Like the others it may be empty, and does not move during the run.</param>
    /// <param name="b">Memory that the pass reads as its span 1.</param>
    /// <param name="c">Memory that the pass reads as its span 2.</param>
    /// <param name="d">Memory that the pass reads as its span 3.</param>
    /// <param name="e">Memory that the pass reads as its span 4.</param>
    /// <param name="f">Memory that the pass reads as its span 5.</param>
    /// <param name="g">Memory that the pass reads as its span 6.</param>
    /// <param name="h">Memory that the pass reads as its span 7.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1.</exception>
    /// <exception cref="Exception">The first exception of a member, after all members have left. Those that waited for it leave too, and the team can be used again.</exception>
    public static unsafe void Run(
        TeamPass pass,
        int threads,
        ReadOnlySpan<byte> a,
        ReadOnlySpan<byte> b = default,
        ReadOnlySpan<byte> c = default,
        ReadOnlySpan<byte> d = default,
        ReadOnlySpan<byte> e = default,
        ReadOnlySpan<byte> f = default,
        ReadOnlySpan<byte> g = default,
        ReadOnlySpan<byte> h = default)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        fixed (byte* p0 = a, p1 = b, p2 = c, p3 = d, p4 = e, p5 = f, p6 = g, p7 = h)
        {
            TeamPass.Spans spans = default;
            spans[0] = (nint)p0;
            spans[1] = (nint)p1;
            spans[2] = (nint)p2;
            spans[3] = (nint)p3;
            spans[4] = (nint)p4;
            spans[5] = (nint)p5;
            spans[6] = (nint)p6;
            spans[7] = (nint)p7;
            RunPinned(pass, threads, spans);
        }
    }

    private static void RunPinned(TeamPass pass, int threads, in TeamPass.Spans spans)
    {
        pass.Pin(spans);
        try
        {
            RunPinned(pass, threads);
        }
        finally
        {
            pass.Pin(default);
        }
    }

    private static void RunPinned(TeamPass pass, int threads)
    {
        if (threads == 1 || Interlocked.Exchange(ref _busy, 1) != 0)
        {
            pass.Run(default);
            return;
        }

        try
        {
            Crew.Run(pass, threads);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }
}
