using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary>How many examples of each class each part of a stratified split has: the class's share rounded down or up, so that classes and parts both have their totals.</summary>
/// <remarks>Those rounded up are the largest remainders, as far as the totals allow; where that leaves a class over, others make room along an augmenting path, as in a
/// matching of classes to parts.</remarks>
internal sealed class StratifiedSizes
{
    private readonly int[,] _sizes;
    private readonly bool[,] _mayRoundUp;
    private readonly bool[,] _isRoundedUp;
    private readonly int[] _left;
    private readonly int[] _room;

    private StratifiedSizes(int[] classCounts, double[] ratios, int[] totals)
    {
        _sizes = new int[classCounts.Length, ratios.Length];
        _mayRoundUp = new bool[classCounts.Length, ratios.Length];
        _isRoundedUp = new bool[classCounts.Length, ratios.Length];
        _left = [.. classCounts];
        _room = [.. totals];
        var candidates = new List<(double Remainder, int Class, int Part)>();
        for (int c = 0; c < classCounts.Length; c++)
        {
            for (int part = 0; part < ratios.Length; part++)
            {
                double exact = classCounts[c] * ratios[part];
                int whole = SplitSizes.Whole(exact);
                _sizes[c, part] = whole;
                _left[c] -= whole;
                _room[part] -= whole;
                if (exact - whole > 1e-6)
                {
                    _mayRoundUp[c, part] = true;
                    candidates.Add((exact - whole, c, part));
                }
            }
        }

        RoundUp(candidates);
    }

    /// <summary>The sizes, [classes, parts].</summary>
    /// <param name="classCounts">The examples of each class.</param>
    /// <param name="ratios">The share of each part.</param>
    /// <param name="totals">The examples of each part.</param>
    internal static int[,] Of(int[] classCounts, double[] ratios, int[] totals) => new StratifiedSizes(classCounts, ratios, totals)._sizes;

    private void RoundUp(List<(double Remainder, int Class, int Part)> candidates)
    {
        // The sort is stable, so equal remainders go to the first class and part.
        foreach ((_, int c, int part) in candidates.OrderByDescending(candidate => candidate.Remainder))
        {
            if (_left[c] > 0 && _room[part] > 0)
            {
                _left[c]--;
                _room[part]--;
                _isRoundedUp[c, part] = true;
            }
        }

        for (int c = 0; c < _left.Length; c++)
        {
            while (_left[c] > 0)
            {
                _left[c]--;
                if (!TryPlace(c, new bool[_room.Length]))
                {
                    // The totals were rounded so that no such table exists: they go before the class's shares.
                    int part = Array.FindIndex(_room, room => room > 0);
                    _room[part]--;
                    _sizes[c, part]++;
                }
            }
        }

        for (int c = 0; c < _left.Length; c++)
        {
            for (int part = 0; part < _room.Length; part++)
            {
                _sizes[c, part] += _isRoundedUp[c, part] ? 1 : 0;
            }
        }
    }

    private bool TryPlace(int c, bool[] seen)
    {
        for (int part = 0; part < seen.Length; part++)
        {
            if (seen[part] || !_mayRoundUp[c, part] || _isRoundedUp[c, part])
            {
                continue;
            }

            seen[part] = true;
            if (_room[part] > 0)
            {
                _room[part]--;
                _isRoundedUp[c, part] = true;
                return true;
            }

            for (int other = 0; other < _left.Length; other++)
            {
                if (_isRoundedUp[other, part] && TryPlace(other, seen))
                {
                    _isRoundedUp[other, part] = false;
                    _isRoundedUp[c, part] = true;
                    return true;
                }
            }
        }

        return false;
    }
}
