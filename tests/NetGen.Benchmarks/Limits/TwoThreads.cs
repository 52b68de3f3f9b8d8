using System;
using System.Threading;
using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Limits;

/// <summary>Two things done at once, by the caller and by a thread that waits without sleeping; on a busy machine both may get no more than one core.</summary>
internal sealed class TwoThreads : IRepeatable, IDisposable
{
    private const int Ended = -1;
    private const int NeverSleep = -1;
    private readonly IRepeatable _ofCaller;
    private readonly IRepeatable _ofHelper;
    private readonly Thread _helper;

    // How often the helper is to run; 0 when it has run.
    private int _order;

    public TwoThreads(IRepeatable ofCaller, IRepeatable ofHelper)
    {
        _ofCaller = ofCaller;
        _ofHelper = ofHelper;
        _helper = new Thread(Help) { IsBackground = true };
        _helper.Start();
    }

    /// <inheritdoc/>
    public bool IsThreaded => true;

    /// <inheritdoc/>
    public void Run(int times)
    {
        Volatile.Write(ref _order, times);
        _ofCaller.Run(times);
        SpinWait wait = default;
        while (Volatile.Read(ref _order) != 0)
        {
            wait.SpinOnce(sleep1Threshold: NeverSleep);
        }
    }

    public void Dispose()
    {
        Volatile.Write(ref _order, Ended);
        _helper.Join();
    }

    private void Help()
    {
        SpinWait wait = default;
        int order;
        while ((order = Volatile.Read(ref _order)) != Ended)
        {
            if (order > 0)
            {
                _ofHelper.Run(order);
                Volatile.Write(ref _order, 0);
                wait.Reset();
            }

            wait.SpinOnce(sleep1Threshold: NeverSleep);
        }
    }
}
