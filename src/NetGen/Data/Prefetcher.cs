using System;
using System.Threading;

namespace NetGen;

/// <summary>Makes the batches of an epoch ahead, on a thread of its own, into a ring of buffers; or one by one when asked, without a thread.</summary>
internal sealed class Prefetcher : IDisposable
{
    private readonly EpochReader _reader;
    private readonly BatchBuffer[] _ring;
    private readonly long _skip;
    private readonly Thread? _thread;
    private readonly object _lock = new();

    // Under the lock: batches that were made, handed out, and given back. What is handed out and not given back is the one in use.
    private long _made;
    private long _taken;
    private long _returned;
    private bool _isEnded;
    private bool _isStopped;
    private Exception? _fault;

    /// <param name="reader">The epoch; closed by this object.</param>
    /// <param name="ring">The buffers, one of which is in use while the others are filled.</param>
    /// <param name="skip">The number of batches to read over.</param>
    /// <param name="isThreaded">Whether to make batches ahead; needs two buffers.</param>
    internal Prefetcher(EpochReader reader, BatchBuffer[] ring, long skip, bool isThreaded)
    {
        _reader = reader;
        _ring = ring;
        _skip = skip;
        if (isThreaded)
        {
            // A thread that somebody forgot to end does not keep the program alive.
            _thread = new Thread(Run) { IsBackground = true, Name = "NetGen batches" };
            _thread.Start();
        }
    }

    /// <summary>The next batch; null after the last. Throws what the reader threw, where its batch would have come.</summary>
    internal Minibatch? Next()
    {
        if (_thread is null)
        {
            TryMake();
        }

        return TryTake(out Minibatch? batch) || _fault is null ? batch : throw _reader.Located(_fault);
    }

    /// <summary>Ends the thread, as soon as the reader returns, and closes the reader.</summary>
    public void Dispose()
    {
        _reader.Stop();
        lock (_lock)
        {
            _isStopped = true;
            Monitor.PulseAll(_lock);
        }

        _thread?.Join();

        // At the end of an epoch it is closed already.
        _reader.Dispose();
    }

    /// <summary>Gives back the batch in use and takes the next one as soon as there is one.</summary>
    private bool TryTake(out Minibatch? batch)
    {
        lock (_lock)
        {
            _returned = _taken;
            Monitor.PulseAll(_lock);
            while (_made == _taken && !_isEnded)
            {
                Monitor.Wait(_lock);
            }

            batch = _made > _taken ? _ring[_taken++ % _ring.Length].Batch : null;
            return batch is not null;
        }
    }

    private void Run()
    {
        while (AwaitRoom() && TryMake())
        {
        }
    }

    private bool AwaitRoom()
    {
        lock (_lock)
        {
            while (_made - _returned == _ring.Length && !_isStopped)
            {
                Monitor.Wait(_lock);
            }

            return !_isStopped;
        }
    }

    /// <summary>Makes one batch, or ends the epoch.</summary>
    private bool TryMake()
    {
        if (_isEnded)
        {
            return false;
        }

        bool isMade = false;
        Exception? fault = null;
        try
        {
            if (_made == 0)
            {
                _reader.Skip(_skip);
            }

            isMade = _reader.TryFill(_ring[_made % _ring.Length]);
            if (!isMade)
            {
                _reader.Dispose();
            }
        }
        catch (Exception error)
        {
            // Whatever the reader throws belongs to whoever asks for the batch; here nobody could catch it.
            fault = error;
        }

        lock (_lock)
        {
            _made += isMade ? 1 : 0;
            _isEnded = !isMade;
            _fault = fault;
            Monitor.PulseAll(_lock);
        }

        return isMade;
    }
}
