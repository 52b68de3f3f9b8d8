using System;
using System.IO;

namespace NetGen;

/// <summary>Draws the examples of one epoch from a shuffle buffer, which a reader refills. Used by one thread at a time.</summary>
internal sealed class EpochReader : IDisposable
{
    /// <summary>The rows that the shuffle buffer has room for at first; it grows with what is read.</summary>
    internal const int FirstRows = 1_024;

    private readonly StreamPlan _plan;
    private readonly RowStore _shuffle;
    private readonly int _epoch;
    private RandomStream _random;
    private ExampleReader? _reader;
    private int _held;
    private long _read;
    private long _drawn;
    private bool _isFilled;
    private bool _isAtEnd;
    private volatile bool _isStopped;

    internal EpochReader(StreamPlan plan, RowStore shuffle, int epoch)
    {
        _plan = plan;
        _shuffle = shuffle;
        _epoch = epoch;
        _random = new RandomStream(plan.Options.Seed, RandomPurpose.Shuffling, stream: 2, step: (uint)epoch);
    }

    /// <summary>Reads over batches.</summary>
    internal void Skip(long batches)
    {
        long examples = (long)Int128.Min((Int128)batches * _plan.BatchSize, long.MaxValue);
        while (_drawn < examples && TryDraw(target: null, 0))
        {
        }
    }

    /// <summary>Makes the next batch.</summary>
    /// <returns>False if there is none.</returns>
    internal bool TryFill(BatchBuffer buffer)
    {
        int count = 0;
        while (count < _plan.BatchSize && TryDraw(buffer.Rows, count))
        {
            count++;
        }

        if (_isStopped || count == 0)
        {
            return false;
        }

        if (count < _plan.BatchSize && _plan.Options.DropLast)
        {
            return _drawn >= _plan.BatchSize
                ? false
                : throw new InvalidDataException($"There are only {_drawn} examples, less than a batch, and DropLast leaves nothing of them.");
        }

        buffer.Batch.Show(0, count);
        return true;
    }

    /// <summary>Makes a call on another thread come back early.</summary>
    internal void Stop() => _isStopped = true;

    public void Dispose()
    {
        // Once, even if it fails.
        ExampleReader? reader = _reader;
        _reader = null;
        reader?.Dispose();
    }

    /// <summary>Says of an error of the reader where it happened.</summary>
    internal Exception Located(Exception error)
    {
        string message = $"Example {_read} of epoch {_epoch} could not be read. {error.Message}";
        return error switch
        {
            InvalidDataException => new InvalidDataException(message, error),
            IOException => new IOException(message, error),
            _ => new InvalidOperationException(message, error),
        };
    }

    private bool TryDraw(RowStore? target, int targetRow)
    {
        if (!_isFilled)
        {
            Fill();
        }

        if (_held == 0 || _isStopped)
        {
            return false;
        }

        _drawn++;
        int drawn = _random.NextBounded(_held);
        if (target is not null)
        {
            _shuffle.Copy(drawn, target, targetRow);
        }

        // The place of what was drawn goes to the next example, or at the end to the last that is held.
        if (!TryRead(drawn))
        {
            _held--;
            if (drawn != _held)
            {
                _shuffle.Copy(_held, _shuffle, drawn);
            }
        }

        return true;
    }

    private void Fill()
    {
        _reader = _plan.Open(_epoch) ?? throw new InvalidOperationException("The function that opens a reader gave null.");
        while (_held < _plan.Options.ShuffleBuffer && !_isStopped)
        {
            if (_held == _shuffle.Capacity)
            {
                _shuffle.Grow((int)Math.Min(2L * _held, _plan.Options.ShuffleBuffer));
            }

            if (!TryRead(_held))
            {
                break;
            }

            _held++;
        }

        _isFilled = true;
        if (_held == 0 && !_isStopped)
        {
            throw new InvalidDataException("The reader gave no example.");
        }
    }

    private bool TryRead(int row)
    {
        if (_isAtEnd)
        {
            return false;
        }

        if (_reader!.TryRead(_shuffle.Fresh(row)))
        {
            _read++;
            return true;
        }

        _isAtEnd = true;
        return _plan.Options.ExamplesPerEpoch is { } expected && _read != expected
            ? throw new InvalidDataException($"There are {_read} examples, but {expected} were announced.")
            : false;
    }
}
