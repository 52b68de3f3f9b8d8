using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Xunit;

namespace NetGen.Tests.Runtime;

[Collection("Team")]
public class TeamIdleTests
{
    [Fact]
    public void Idle_threads_use_no_processor_time() => Limited.Run(() =>
    {
        var threads = new Thread[8];
        new Pass(member => threads[member.Index] = Thread.CurrentThread).RunBy(8);
        new Pass(member => member.Wait()).RunBy(2);

        // The process may have other things to do, such as compiling methods anew: one quiet interval of several shows that the team is quiet.
        TimeSpan least = TimeSpan.MaxValue;
        for (int interval = 0; interval < 10 && least > TimeSpan.FromMilliseconds(4); interval++)
        {
            Thread.Sleep(20);
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            Thread.Sleep(200);
            TimeSpan used = Process.GetCurrentProcess().TotalProcessorTime - before;
            least = used < least ? used : least;
        }

        Assert.InRange(least, TimeSpan.Zero, TimeSpan.FromMilliseconds(4));
        Assert.All(threads.Skip(1), thread => Assert.True((thread.ThreadState & System.Threading.ThreadState.WaitSleepJoin) != 0, $"{thread.Name} is not asleep."));
    });
}
