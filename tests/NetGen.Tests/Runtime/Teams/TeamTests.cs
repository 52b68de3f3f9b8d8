using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

[Collection("Team")]
public class TeamTests
{
    [Fact]
    public void Runs_exactly_the_members_asked_for_though_their_number_changes() => Limited.Run(() =>
    {
        var calls = new int[8];
        var counts = new int[8];
        var pass = new Pass(member =>
        {
            calls[member.Index]++;
            counts[member.Index] = member.Count;
        });
        for (int run = 0; run < 2_000; run++)
        {
            int members = 1 + run * 5 % 8;
            Array.Clear(calls);
            pass.RunBy(members);
            Assert.Equal(Enumerable.Range(0, 8).Select(i => i < members ? 1 : 0), calls);
            Assert.All(counts.Take(members), count => Assert.Equal(members, count));
        }
    });

    [Fact]
    public void The_caller_is_the_first_member_and_the_others_are_background_threads() => Limited.Run(() =>
    {
        var threads = new Thread[3];
        var again = new Thread[3];
        new Pass(member => threads[member.Index] = Thread.CurrentThread).RunBy(3);
        new Pass(member => again[member.Index] = Thread.CurrentThread).RunBy(3);

        Assert.Same(Thread.CurrentThread, threads[0]);
        Assert.All(threads.Skip(1), thread => Assert.True(thread.IsBackground));
        Assert.Equal(["NetGen team 1", "NetGen team 2"], threads.Skip(1).Select(thread => thread.Name));
        Assert.Equal(threads, again);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Spans_are_read_by_all_members_and_do_not_move(int members) => Limited.Run(() =>
    {
        var read = new float[members];
        float[] a = [1, 2];
        int[] b = [30, 40];
        Pass pass = null!;
        pass = new Pass(member =>
        {
            nint before = Address.Of(ref pass.Floats(0));
            GC.Collect(0, GCCollectionMode.Forced, blocking: true, compacting: true);
            member.Wait();
            Assert.Equal(before, Address.Of(ref a[0]));
            Assert.Equal(40, System.Runtime.CompilerServices.Unsafe.Add(ref pass.Ints(1), 1));
            Assert.True(pass.IsEmpty(2));
            read[member.Index] = pass.Floats(0) + pass.Ints(1);
        });
        Team.Run(pass, members, a, MemoryMarshal.AsBytes(b.AsSpan()), default);

        Assert.All(read, sum => Assert.Equal(31, sum));
        Assert.True(pass.IsEmpty(0) && pass.IsEmpty(1), "The spans are no longer pinned, but the pass still knows where they were.");
        Assert.Throws<ArgumentOutOfRangeException>(() => pass.IsEmpty(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => pass.IsEmpty(-1));
    });

    [Fact]
    public void The_third_span_is_read_too() => Limited.Run(() =>
    {
        float read = 0;
        Pass pass = null!;
        pass = new Pass(_ => read = pass.Floats(2));
        Team.Run(pass, 2, default, default, [7f]);
        Assert.Equal(7, read);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Eight_spans_of_bytes_are_read_at_their_places(int members) => Limited.Run(() =>
    {
        byte[][] spans = [.. Enumerable.Range(0, 8).Select(i => MemoryMarshal.AsBytes<int>(new[] { 10 * i }).ToArray())];
        var read = new int[members, 8];
        Pass pass = null!;
        pass = new Pass(member =>
        {
            for (int i = 0; i < 8; i++)
            {
                read[member.Index, i] = pass.Ints(i);
            }
        });
        Team.Run(pass, members, spans[0], spans[1], spans[2], spans[3], spans[4], spans[5], spans[6], spans[7]);
        Assert.Equal(Enumerable.Range(0, 8 * members).Select(i => i % 8 * 10), read.Cast<int>());
        Assert.All(Enumerable.Range(0, 8), i => Assert.True(pass.IsEmpty(i)));

        bool[] empty = [];
        pass = new Pass(_ => empty = [.. Enumerable.Range(0, 8).Select(pass.IsEmpty)]);
        Team.Run(pass, 1, spans[0], h: spans[7]);
        Assert.Equal([false, true, true, true, true, true, true, false], empty);
        Assert.Throws<ArgumentOutOfRangeException>(() => Team.Run(pass, 0, spans[0]));
    });

    [Fact]
    public void Eight_spans_allocate_nothing()
    {
        var pass = new Pass(_ => { });
        byte[] span = [1];
        Team.Run(pass, 1, span, span, span, span, span, span, span, span);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Team.Run(pass, 1, span, span, span, span, span, span, span, span);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void An_address_leads_back_to_its_float()
    {
        var buffer = new AlignedBuffer(3);
        buffer.Span[1] = 5;
        nint address = Address.Of(ref buffer.Reference);

        Assert.Equal(0, address % 64);
        Assert.Equal(5, Address.Floats(address + sizeof(float)));
        Address.Floats(address) = 6;
        Assert.Equal(6, buffer.Span[0]);
    }

    [Fact]
    public void While_the_team_is_busy_another_caller_runs_alone() => Limited.Run(() =>
    {
        int otherCount = 0;
        int nestedCount = 0;
        var other = new Pass(member => otherCount += member.Count);
        var nested = new Pass(member => Interlocked.Add(ref nestedCount, member.Count));
        new Pass(member =>
        {
            if (member.IsFirst)
            {
                Limited.Start(() => other.RunBy(4)).Join();
            }

            member.Wait();
            if (!member.IsFirst)
            {
                nested.RunBy(4);
            }
        }).RunBy(2);

        Assert.Equal(1, otherCount);
        Assert.Equal(1, nestedCount);
        other.RunBy(4);
        Assert.Equal(1 + 4 * 4, otherCount);
    });

    [Fact]
    public void Callers_at_once_each_get_their_pass_done() => Limited.Run(() =>
    {
        Thread[] callers = [.. Enumerable.Range(0, 4).Select(_ => Limited.Start(() => CountByTwo(1_000)))];
        Assert.All(callers, caller => caller.Join());
        Assert.Equal(4, _counted);
    });

    private int _counted;

    private void CountByTwo(int runs)
    {
        int done = 0;
        var pass = new Pass(member =>
        {
            member.Share(2, 1, out int from, out int to);
            Interlocked.Add(ref done, to - from);
            member.Wait();
        });
        for (int run = 0; run < runs; run++)
        {
            pass.RunBy(2);
        }

        if (done == 2 * runs)
        {
            Interlocked.Increment(ref _counted);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void A_run_allocates_nothing(int members) => Limited.Run(() =>
    {
        // What a member has allocated when it begins a run includes all it did since it began the one before.
        var bytes = new long[members];
        var pass = new Pass(member =>
        {
            bytes[member.Index] = GC.GetAllocatedBytesForCurrentThread();
            member.Wait();
            if (member.IsFirst)
            {
                Thread.Sleep(1);
            }

            member.Wait();
        });
        for (int run = 0; run < 3; run++)
        {
            pass.RunBy(members);
        }

        long[] before = [.. bytes];
        pass.RunBy(members);
        pass.RunBy(members);
        for (int run = 0; run < 20; run++)
        {
            Thread.Sleep(run % 3);
            pass.RunBy(members);
        }

        // The first member also carries the copy above.
        Assert.Equal(before.Skip(1), bytes.Skip(1));
        long own = GC.GetAllocatedBytesForCurrentThread();
        pass.RunBy(members);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - own);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Fewer_members_than_one_are_refused(int members)
        => Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => new Pass(_ => { }).RunBy(members)).ParamName);

    [Fact]
    public void Small_passes_get_one_thread_and_large_ones_the_limit()
    {
        Assert.Equal(1, Team.Threads(8, 0));
        Assert.Equal(1, Team.Threads(8, -5));
        Assert.Equal(1, Team.Threads(8, 1_000));
        Assert.Equal(8, Team.Threads(8, 1_000_000_000));
        Assert.Equal(int.MaxValue, Team.Threads(int.MaxValue, long.MaxValue));
        Assert.Equal(1, Team.Threads(1, long.MaxValue));
        Assert.Equal(1, Team.Threads(0, long.MaxValue));

        int[] threads = [.. Enumerable.Range(0, 200).Select(i => Team.Threads(16, i * 20_000L))];
        Assert.Equal(threads.Order(), threads);
        Assert.Equal(Enumerable.Range(1, 16), threads.Distinct());
    }
}
