using System;
using System.Linq;
using System.Runtime.InteropServices;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

public class AlignedBufferTests
{
    [Fact]
    public void Starts_on_a_64_byte_boundary_zeroed_and_stays_there()
    {
        AlignedBuffer[] buffers = Enumerable.Range(1, 200).Select(length => new AlignedBuffer(length)).ToArray();
        nint[] addresses = buffers.Select(Address).ToArray();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        Assert.Equal(addresses, buffers.Select(Address));
        Assert.All(addresses, address => Assert.Equal(0, address % 64));
        Assert.All(buffers, buffer => Assert.All(buffer.Span.ToArray(), value => Assert.Equal(0f, value)));
    }

    [Fact]
    public void Reference_is_the_first_of_Span()
    {
        var buffer = new AlignedBuffer(5);
        buffer.Reference = 3;
        Assert.Equal([3f, 0, 0, 0, 0], buffer.Span.ToArray());
        Assert.Equal(0, new AlignedBuffer(0).Span.Length);
    }

    [Fact]
    public void Impossible_lengths_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(AlignedBuffer.MaxLength + 1));
    }

    // Pinned arrays do not move, so the address stays true after the handle is gone.
    private static nint Address(AlignedBuffer buffer)
    {
        Assert.True(MemoryMarshal.GetReference(buffer.Span) == buffer.Reference);
        return Addresses.Of(ref buffer.Reference);
    }
}
