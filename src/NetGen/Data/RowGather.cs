using System;

namespace NetGen;

/// <summary>Copies chosen rows.</summary>
internal static class RowGather
{
    internal static void Copy<T>(ReadOnlySpan<T> source, int size, ReadOnlySpan<int> rows, Span<T> destination)
    {
        // Class indices and weights: a call of CopyTo would cost several times the one move.
        if (size == 1)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                destination[i] = source[rows[i]];
            }

            return;
        }

        for (int i = 0; i < rows.Length; i++)
        {
            source.Slice(rows[i] * size, size).CopyTo(destination.Slice(i * size, size));
        }
    }
}
