using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>Counts numbers into bins without knowing their range beforehand: where a number lies too far out, pairs of bins become one.</summary>
internal sealed class HistogramBuilder
{
    /// <summary>The first bins are as fine as this many bits below the largest number, so that an index fits a long.</summary>
    private const int Bits = 40;

    private readonly long[] _bins = new long[Histogram.MaxBins];
    private long _first;
    private int _used;
    private int _exponent = int.MinValue;
    private long _count;
    private long _zeros;
    private long _nonFinite;
    private double _min = double.NaN;
    private double _max = double.NaN;
    private double _mean;
    private double _squares;

    internal void Add(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            Add(value);
        }
    }

    internal Histogram ToHistogram()
    {
        long finite = _count - _nonFinite;
        double width = _used == 0 || _exponent == int.MinValue ? 1 : Math.ScaleB(1, _exponent);
        return new Histogram(
            _first * width,
            width,
            _bins.AsSpan(0, _used).ToArray().ToImmutableArray(),
            _count,
            _zeros,
            _nonFinite,
            _min,
            _max,
            finite == 0 ? double.NaN : _mean,
            finite == 0 ? double.NaN : Math.Sqrt(_squares / finite));
    }

    private void Add(float value)
    {
        _count++;
        if (!float.IsFinite(value))
        {
            _nonFinite++;
            return;
        }

        _zeros += value == 0 ? 1 : 0;
        _min = double.IsNaN(_min) ? value : Math.Min(_min, value);
        _max = double.IsNaN(_max) ? value : Math.Max(_max, value);

        // Welford's running mean and sum of squares, which lose no digits where the mean is large.
        double distance = value - _mean;
        _mean += distance / (_count - _nonFinite);
        _squares += distance * (value - _mean);
        Place(value);
    }

    private void Place(float value)
    {
        if (value != 0)
        {
            Coarsen(Math.ILogB(value) - Bits);
        }

        long index = Index(value);
        while (_used > 0 && Math.Max(_first + _used - 1, index) - Math.Min(_first, index) >= _bins.Length)
        {
            Coarsen(_exponent + 1);
            index = Index(value);
        }

        Reach(index);
        _bins[index - _first]++;
    }

    // Before the first number that is not 0 the width is not known, and all numbers are in bin 0.
    private long Index(float value) => value == 0 ? 0 : (long)Math.Floor(Math.ScaleB(value, -_exponent));

    /// <summary>Makes the width at least 2^exponent.</summary>
    private void Coarsen(int exponent)
    {
        if (_exponent == int.MinValue)
        {
            _exponent = exponent;
        }

        for (; _exponent < exponent; _exponent++)
        {
            MergePairs();
        }
    }

    private void MergePairs()
    {
        long first = _first >> 1;
        long last = (_first + _used - 1) >> 1;
        for (int bin = 0; bin < _used; bin++)
        {
            long count = _bins[bin];
            _bins[bin] = 0;
            _bins[((_first + bin) >> 1) - first] += count;
        }

        _used = _used == 0 ? 0 : (int)(last - first) + 1;
        _first = first;
    }

    /// <summary>Makes the bins reach to an index, which they can.</summary>
    private void Reach(long index)
    {
        if (_used == 0)
        {
            _first = index;
            _used = 1;
        }
        else if (index < _first)
        {
            int more = (int)(_first - index);
            _bins.AsSpan(0, _used).CopyTo(_bins.AsSpan(more));
            _bins.AsSpan(0, more).Clear();
            _first = index;
            _used += more;
        }
        else if (index >= _first + _used)
        {
            _used = (int)(index - _first) + 1;
        }
    }
}
