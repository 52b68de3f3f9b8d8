using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Common;

/// <summary>Finds what a misspelt name was meant to be.</summary>
internal static class Spelling
{
    /// <summary>The name at the smallest distance from what was written, if that is at most a third of it; null if none is near.</summary>
    public static string? Nearest(string written, IEnumerable<string> names) => names
        .Distinct(StringComparer.Ordinal)
        .OrderBy(name => name, StringComparer.Ordinal)
        .Select(name => (Name: name, Distance: Distance(written.ToLowerInvariant(), name.ToLowerInvariant())))
        .Where(near => near.Distance <= Math.Max(1, written.Length / 3))
        .OrderBy(near => near.Distance)
        .Select(near => near.Name)
        .FirstOrDefault();

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one word into the other (F. J. Damerau, 1964).</summary>
    private static int Distance(string from, string to)
    {
        int[,] distance = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                distance[i, j] = i == 0 ? j
                    : j == 0 ? i
                    : Math.Min(1 + Math.Min(distance[i - 1, j], distance[i, j - 1]), distance[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    distance[i, j] = Math.Min(distance[i, j], 1 + distance[i - 2, j - 2]);
                }
            }
        }

        return distance[from.Length, to.Length];
    }
}
