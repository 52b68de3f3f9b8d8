using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.V1;

/// <summary>Work that all members of a team do together: each runs the same method, writes its own share and waits for the others where it reads what they wrote.
/// One pass is run by one caller at a time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TeamPass
{
    private const int SpanCount = 8;

    private Spans _spans;

    /// <summary>The whole pass, as one member sees it. Every member waits equally often, or leaves by an exception.</summary>
    /// <param name="member">Who runs it.</param>
    protected internal abstract void Run(TeamMember member);

    /// <summary>The first value of a span given to <c>Team.Run</c>, during the run only.</summary>
    /// <param name="index">0 to 7, the span's place among the arguments.</param>
    /// <returns>A null reference, which must not be read, if the span is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is another number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref float FloatsOf(int index) => ref Address.Floats(AddressOf(index));

    /// <summary>As <see cref="FloatsOf"/>, of a span whose bytes are ints.</summary>
    /// <param name="index">0 to 7, the span's place among the arguments.</param>
    /// <returns>A null reference, which must not be read, if the span is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is another number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ref int IntsOf(int index) => ref Unsafe.As<float, int>(ref Address.Floats(AddressOf(index)));

    /// <summary>Says where the spans are pinned; zeros when they no longer are, so that a late reader fails instead of reading what has moved.</summary>
    internal void Pin(in Spans spans) => _spans = spans;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint AddressOf(int index)
    {
        if ((uint)index >= SpanCount)
        {
            throw new ArgumentOutOfRangeException(nameof(index));
        }

        return _spans[index];
    }

    /// <summary>The address of each span, 0 for an empty one.</summary>
    [InlineArray(SpanCount)]
    internal struct Spans
    {
        private nint _first;
    }
}
