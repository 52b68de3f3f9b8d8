using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading;

namespace NetGen.Runtime.V1;

/// <summary>Threads wait at a gate until it is opened. Each opening lets through those who wait for it, and the gate counts the openings, so that none is missed.</summary>
internal sealed class Gate
{
    /// <summary>How often a thread looks, at some 35 ns a look, before it lets another have the processor: the one waited for may be ready to run on this very one.
    /// Yielding itself takes longer than most waits, and a thread that yields makes the next one late too, so that yielding after 20 looks slowed short passes two- to threefold.</summary>
    internal const int Looks = 100;

    /// <summary>How long a thread looks again and again before it sleeps, in ticks of <see cref="Stopwatch"/>: 50 us, a few times what sleeping and waking cost. Looking longer
    /// would steal time from others.</summary>
    private static readonly long Patience = Stopwatch.Frequency / 20_000;

    private readonly object _lock = new();
    private PaddedInt _openings;
    private int _sleepers;
    private volatile bool _givenUp;

    /// <summary>How often the gate was opened.</summary>
    internal int Openings => Volatile.Read(ref _openings.Value);

    /// <summary>Lets everyone through who waits for this opening. What this thread wrote before, they see.</summary>
    internal void Open()
    {
        Interlocked.Increment(ref _openings.Value);
        WakeSleepers();
    }

    /// <summary>Says that the gate will perhaps never be opened again: who waits in vain is sent away.</summary>
    internal void GiveUp()
    {
        _givenUp = true;
        Interlocked.MemoryBarrier();
        WakeSleepers();
    }

    /// <summary>Takes <see cref="GiveUp"/> back, while nobody waits.</summary>
    internal void Restore() => _givenUp = false;

    /// <summary>Waits until the gate has been opened more often than a number seen before.</summary>
    /// <param name="seen">That number.</param>
    /// <param name="looks">How often to look at a time: <see cref="Looks"/>, or 1 if there are fewer processors than threads.</param>
    /// <returns>False if the gate was given up before it was opened.</returns>
    internal bool WaitPast(int seen, int looks)
    {
        if (Opened(seen, looks))
        {
            return true;
        }

        long start = Stopwatch.GetTimestamp();
        do
        {
            Thread.Yield();
            if (Opened(seen, looks))
            {
                return true;
            }
        }
        while (Stopwatch.GetTimestamp() - start < Patience);

        return SleepPast(seen);
    }

    private bool Opened(int seen, int looks)
    {
        for (int i = 1; i < looks; i++)
        {
            if (Openings != seen)
            {
                return true;
            }

            Thread.SpinWait(1);
        }

        return Openings != seen;
    }

    private bool SleepPast(int seen)
    {
        lock (_lock)
        {
            // With a fence, as at the opening side: one of the two sees what the other wrote, so no sleeper is overlooked.
            Interlocked.Increment(ref _sleepers);
            try
            {
                while (true)
                {
                    // In this order: a thread gives up only after it has been through all openings that were to come.
                    bool givenUp = _givenUp;
                    if (Openings != seen)
                    {
                        return true;
                    }

                    if (givenUp)
                    {
                        return false;
                    }

                    Monitor.Wait(_lock);
                }
            }
            finally
            {
                Interlocked.Decrement(ref _sleepers);
            }
        }
    }

    private void WakeSleepers()
    {
        if (Volatile.Read(ref _sleepers) == 0)
        {
            return;
        }

        bool interrupted = false;
        while (true)
        {
            try
            {
                lock (_lock)
                {
                    Monitor.PulseAll(_lock);
                }

                break;
            }
            catch (ThreadInterruptedException)
            {
                // Who interrupts this thread must not make the others sleep for ever.
                interrupted = true;
            }
        }

        if (interrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    /// <summary>A number that shares its cache line, and the neighbour that processors fetch with it, with nothing else: many threads look at it while others write nearby.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct PaddedInt
    {
        [FieldOffset(128)]
        internal int Value;
    }
}
