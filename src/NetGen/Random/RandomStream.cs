using System;

namespace NetGen;

/// <summary>A sequence of random numbers fixed by a seed, a purpose, a stream and a step: the same on every machine and every number of threads.</summary>
/// <remarks>A mutable value: pass it by reference, because a copy yields the same numbers again. The sequence repeats after 2^34 words.
/// The generator is <see cref="Philox4x32"/>; its counter is (block, step, stream, purpose), its key the seed.</remarks>
/// <param name="seed">The seed.</param>
/// <param name="purpose">What the numbers are for.</param>
/// <param name="stream">Which of many independent sequences, such as a layer's.</param>
/// <param name="step">Which of many independent sequences, such as an epoch's.</param>
public struct RandomStream(long seed, RandomPurpose purpose, uint stream = 0, uint step = 0)
{
    private readonly (uint, uint) _key = ((uint)seed, (uint)(seed >> 32));
    private (uint, uint, uint, uint) _words;
    private double _spareNormal = double.NaN;
    private uint _block;
    private int _used = WordsPerBlock;

    private const int WordsPerBlock = 4;

    /// <summary>A number uniform over all 32-bit words.</summary>
    public uint NextUInt32()
    {
        if (_used == WordsPerBlock)
        {
            _words = Philox4x32.Block((_block, step, stream, (uint)purpose), _key);
            _block = unchecked(_block + 1);
            _used = 0;
        }

        return _used++ switch
        {
            0 => _words.Item1,
            1 => _words.Item2,
            2 => _words.Item3,
            _ => _words.Item4,
        };
    }

    /// <summary>A number uniform over the multiples of 2^-24 in [0, 1).</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>A number uniform over the multiples of 2^-53 in [0, 1). Takes two words.</summary>
    public double NextDouble()
    {
        ulong high = NextUInt32() >> 5;
        ulong low = NextUInt32() >> 6;
        return (high << 26 | low) * (1.0 / (1L << 53));
    }

    /// <summary>An integer uniform over 0 to <paramref name="bound"/> less 1, without bias.</summary>
    /// <param name="bound">The number of possible values; at least 1.</param>
    /// <remarks>D. Lemire: Fast Random Integer Generation in an Interval. ACM Trans. Model. Comput. Simul. 29 (2019).</remarks>
    public int NextBounded(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        ulong product = (ulong)NextUInt32() * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            // 2^32 mod bound: with fewer low fractions than this refused, every value keeps the same number of words.
            uint refused = unchecked((uint)-bound) % (uint)bound;
            while ((uint)product < refused)
            {
                product = (ulong)NextUInt32() * (uint)bound;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A number with the standard normal distribution.</summary>
    /// <remarks>G. Marsaglia's polar method; it yields numbers in pairs, of which the second is kept for the next call. Uses only exactly rounded operations,
    /// so that it gives the same bits on every machine.</remarks>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            double spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        double x, y, square;
        do
        {
            x = 2 * NextDouble() - 1;
            y = 2 * NextDouble() - 1;
            square = x * x + y * y;
        }
        while (square is >= 1 or 0);

        double factor = Math.Sqrt(-2 * Logarithm.Natural(square) / square);
        _spareNormal = y * factor;
        return x * factor;
    }
}
