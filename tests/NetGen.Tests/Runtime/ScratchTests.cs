using System;
using System.Runtime.InteropServices;
using System.Threading;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

public class ScratchTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(1_000_000)]
    public void Gives_the_length_asked_for_on_a_64_byte_boundary(int floats) => OnNewThread(() =>
    {
        Span<float> scratch = Scratch.Get(floats);
        Assert.Equal(floats, scratch.Length);
        Assert.Equal(0, Addresses.Of(ref MemoryMarshal.GetReference(scratch)) % 64);
    });

    [Fact]
    public void The_second_call_allocates_nothing() => OnNewThread(() =>
    {
        Scratch.Get(10_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Scratch.Get(10_000);
        Scratch.Get(1);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    });

    [Fact]
    public void Poison_fills_the_arena_of_this_thread_with_NaN() => OnNewThread(() =>
    {
        Scratch.Poison();
        Scratch.Get(100).Clear();
        OnNewThread(() =>
        {
            Scratch.Get(100);
            Scratch.Poison();
        });
        Assert.Equal(0f, Scratch.Get(100)[99]);
        Scratch.Poison();
        Assert.All(Scratch.Get(100).ToArray(), value => Assert.True(float.IsNaN(value)));
    });

    private static void OnNewThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
