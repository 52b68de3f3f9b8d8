using System;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NetGen.Runtime.V1;

/// <summary>Threads that run passes together with the thread that asks for it, one pass at a time.</summary>
internal sealed class Crew
{
    private readonly TeamBarrier _barrier = new();
    private readonly Gate _allLeft = new();
    private Worker[] _workers = [];
    private TeamPass? _pass;
    private int _members;
    private int _looks = 1;
    private ExceptionDispatchInfo? _fault;
    private ExceptionDispatchInfo? _desertion;

    /// <summary>Runs a pass with exactly that many members, at least 2, and returns when all have left. The first exception of a member is thrown again.</summary>
    internal void Run(TeamPass pass, int members)
    {
        Grow(members - 1);
        _pass = pass;
        _members = members;
        _looks = members <= Environment.ProcessorCount ? Gate.Looks : 1;
        _barrier.Begin(members, _looks);
        int seen = _allLeft.Openings;
        for (int i = 0; i < members - 1; i++)
        {
            _workers[i].Start.Open();
        }

        if (!Work(0))
        {
            WaitForAll(seen);
        }

        ExceptionDispatchInfo? fault = _fault ?? _desertion;
        _pass = null;
        _fault = null;
        _desertion = null;
        fault?.Throw();
    }

    /// <summary>Runs the pass as one of its members.</summary>
    /// <returns>True if this member was the last one to leave.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Work(int index)
    {
        try
        {
            _pass!.Run(new TeamMember(_barrier, index, _members));
        }
        catch (TeamBarrier.DesertedException e)
        {
            Interlocked.CompareExchange(ref _desertion, ExceptionDispatchInfo.Capture(e), null);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(e), null);
        }

        return _barrier.Leave();
    }

    /// <summary>Waits though this thread be interrupted: the members still use the caller's memory.</summary>
    private void WaitForAll(int seen)
    {
        bool interrupted = false;
        while (true)
        {
            try
            {
                _allLeft.WaitPast(seen, _looks);
                break;
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        }

        if (interrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    private void Grow(int workers)
    {
        while (_workers.Length < workers)
        {
            var worker = new Worker(this, _workers.Length + 1);
            _workers = [.. _workers, worker];
        }
    }

    /// <summary>A thread that sleeps between passes, and after a pass stays awake as long as at a barrier, so that a training step that follows at once finds it ready.</summary>
    private sealed class Worker
    {
        private readonly Crew _crew;
        private readonly int _index;

        internal Worker(Crew crew, int index)
        {
            _crew = crew;
            _index = index;

            // Unsafe: the pool outlives its first caller, whose execution context must not stay with it.
            new Thread(Loop) { IsBackground = true, Name = $"NetGen team {index}" }.UnsafeStart();
        }

        internal Gate Start { get; } = new();

        private void Loop()
        {
            for (int passes = 0; ; passes++)
            {
                Start.WaitPast(passes, _crew._looks);
                if (_crew.Work(_index))
                {
                    _crew._allLeft.Open();
                }
            }
        }
    }
}
