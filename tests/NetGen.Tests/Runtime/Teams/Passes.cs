using System;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>A pass that does what a test says.</summary>
internal sealed class Pass(Action<TeamMember> work) : TeamPass
{
    public ref float Floats(int span) => ref FloatsOf(span);

    public ref int Ints(int span) => ref IntsOf(span);

    public bool IsEmpty(int span) => Unsafe.IsNullRef(ref FloatsOf(span));

    public void RunBy(int members) => Team.Run(this, members, default, default, default);

    protected internal override void Run(TeamMember member) => work(member);
}

internal static class Limited
{
    /// <summary>Runs a test on a thread of its own, so that a team that hangs is a failed test instead of a run without end.</summary>
    public static void Run(Action test)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = Start(() =>
        {
            try
            {
                test();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        Assert.True(thread.Join(TimeSpan.FromSeconds(60)), "The test did not end within a minute.");
        failure?.Throw();
    }

    public static Thread Start(Action work)
    {
        var thread = new Thread(() => work()) { IsBackground = true };
        thread.Start();
        return thread;
    }
}
