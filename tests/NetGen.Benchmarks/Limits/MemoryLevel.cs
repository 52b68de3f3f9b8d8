namespace NetGen.Benchmarks.Limits;

/// <summary>A level of the memory and how fast one thread reads from it.</summary>
/// <param name="Name">L1, L2, L3 or DRAM.</param>
/// <param name="Capacity">Bytes that fit it.</param>
/// <param name="BytesPerSecond">The measured bandwidth.</param>
internal sealed record MemoryLevel(string Name, long Capacity, double BytesPerSecond);
