namespace NetGen.Benchmarks.Measuring;

/// <summary>How long one call takes and what it allocates.</summary>
/// <param name="Minimum">Seconds of a call in the fastest group of calls.</param>
/// <param name="Median">Seconds of a call in the middle group.</param>
/// <param name="Groups">The number of groups.</param>
/// <param name="CallsPerGroup">The calls of each group.</param>
/// <param name="AllocatedBytes">What <paramref name="AllocationCalls"/> calls allocated together.</param>
/// <param name="AllocationCalls">The calls whose allocations were counted.</param>
internal sealed record Timing(double Minimum, double Median, int Groups, int CallsPerGroup, long AllocatedBytes, int AllocationCalls);
