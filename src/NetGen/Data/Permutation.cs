using System;

namespace NetGen;

/// <summary>Random orders.</summary>
internal static class Permutation
{
    /// <summary>Fills the span with 0, 1, ... in random order, each order equally likely (Fisher and Yates); what it held before does not matter.</summary>
    internal static void Shuffle(Span<int> order, RandomStream random)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = random.NextBounded(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
