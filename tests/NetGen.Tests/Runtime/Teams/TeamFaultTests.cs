using System;
using System.Threading;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

[Collection("Team")]
public class TeamFaultTests
{
    [Theory]
    [InlineData(2, 0, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    [InlineData(2, 1, 2)]
    [InlineData(8, 0, 1)]
    [InlineData(8, 7, 0)]
    [InlineData(8, 3, 2)]
    public void An_exception_reaches_the_caller_after_all_have_left(int members, int guilty, int waits) => Limited.Run(() =>
    {
        for (int run = 0; run < 20; run++)
        {
            int present = members;
            var pass = new Pass(member =>
            {
                try
                {
                    for (int wait = 0; wait < 3; wait++)
                    {
                        if (member.Index == guilty && wait == waits)
                        {
                            throw new InvalidTimeZoneException("thrown by a member");
                        }

                        member.Wait();
                    }
                }
                finally
                {
                    Interlocked.Decrement(ref present);
                }
            });
            var thrown = Assert.Throws<InvalidTimeZoneException>(() => pass.RunBy(members));

            Assert.Equal(0, present);
            Assert.Contains(nameof(An_exception_reaches_the_caller_after_all_have_left), thrown.StackTrace, StringComparison.Ordinal);
            AssertUsable(members);
        }
    });

    [Fact]
    public void An_exception_after_the_last_wait_lets_the_others_finish() => Limited.Run(() =>
    {
        bool finished = false;
        var pass = new Pass(member =>
        {
            member.Wait();
            if (!member.IsFirst)
            {
                throw new InvalidTimeZoneException();
            }

            Thread.Sleep(5);
            finished = true;
        });
        Assert.Throws<InvalidTimeZoneException>(() => pass.RunBy(2));
        Assert.True(finished);
        AssertUsable(2);
    });

    [Fact]
    public void Of_several_exceptions_one_is_thrown() => Limited.Run(() =>
    {
        for (int run = 0; run < 100; run++)
        {
            Assert.Throws<InvalidTimeZoneException>(() => new Pass(_ => throw new InvalidTimeZoneException()).RunBy(8));
        }

        AssertUsable(8);
    });

    [Fact]
    public void An_exception_of_who_is_alone_is_thrown()
    {
        var pass = new Pass(_ => throw new InvalidTimeZoneException());
        Assert.Throws<InvalidTimeZoneException>(() => pass.RunBy(1));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    [InlineData(8, 5)]
    public void Waiting_for_a_member_that_is_through_is_an_error_and_no_hang(int members, int waiting) => Limited.Run(() =>
    {
        var pass = new Pass(member =>
        {
            if (member.Index == waiting)
            {
                member.Wait();
            }
        });
        Assert.Contains("wait equally often", Assert.Throws<TeamBarrier.DesertedException>(() => pass.RunBy(members)).Message, StringComparison.Ordinal);
        AssertUsable(members);
    });

    [Fact]
    public void An_interrupted_caller_still_waits_for_all() => Limited.Run(() =>
    {
        Thread caller = Thread.CurrentThread;
        bool finished = false;
        var pass = new Pass(member =>
        {
            if (!member.IsFirst)
            {
                Thread.Sleep(5);
                caller.Interrupt();
                Thread.Sleep(20);
                finished = true;
            }
        });
        pass.RunBy(2);

        Assert.True(finished);
        Assert.Throws<ThreadInterruptedException>(() => Thread.Sleep(1));
        AssertUsable(2);
    });

    [Fact]
    public void A_caller_interrupted_at_a_wait_leaves_with_all_others() => Limited.Run(() =>
    {
        Thread caller = Thread.CurrentThread;
        int left = 0;
        var pass = new Pass(member =>
        {
            try
            {
                if (!member.IsFirst)
                {
                    // Not before the caller sleeps: one that finds the others at the wait never does.
                    SpinWait.SpinUntil(() => caller.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
                    caller.Interrupt();
                    Thread.Sleep(5);
                }

                member.Wait();
                member.Wait();
            }
            finally
            {
                Interlocked.Increment(ref left);
            }
        });
        Assert.Throws<ThreadInterruptedException>(() => pass.RunBy(2));
        Assert.Equal(2, left);
        AssertUsable(2);
    });

    private static void AssertUsable(int members)
    {
        int sum = 0;
        new Pass(member =>
        {
            member.Wait();
            Interlocked.Increment(ref sum);
            member.Wait();
        }).RunBy(members);
        Assert.Equal(members, sum);
    }
}
