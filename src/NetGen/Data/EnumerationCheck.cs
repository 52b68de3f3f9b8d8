using System;

namespace NetGen;

/// <summary>Refuses to go on with an enumeration whose buffers another one has taken over.</summary>
internal static class EnumerationCheck
{
    internal static void Require(bool current)
    {
        if (!current)
        {
            throw new InvalidOperationException(
                "Another enumeration of these batches has begun, and both would share one buffer; make a second object for it, with Batches(...) or InBatches(...).");
        }
    }
}
