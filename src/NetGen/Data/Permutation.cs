using System;

namespace NetGen;

/// <summary>Orders of rows.</summary>
internal static class Permutation
{
    /// <summary>Fills the span with 0, 1, ... in random order, each order equally likely (Fisher and Yates); what it held before does not matter.</summary>
    internal static void Shuffle(Span<int> order, RandomStream random)
    {
        Ascend(order);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = random.NextBounded(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    /// <summary>Fills the span with numbers below its length, each drawn from all of them.</summary>
    internal static void Draw(Span<int> rows, RandomStream random)
    {
        foreach (ref int row in rows)
        {
            row = random.NextBounded(rows.Length);
        }
    }

    /// <summary>Fills the span with 0, 1, ...</summary>
    internal static void Ascend(Span<int> order)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
    }
}
