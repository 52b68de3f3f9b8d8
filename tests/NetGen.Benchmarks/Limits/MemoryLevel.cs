using System.Globalization;

namespace NetGen.Benchmarks.Limits;

/// <summary>How fast one thread reads a block of memory over and over again.</summary>
/// <param name="Name">The level of the memory that the block lies in: L1, L2, L3 or DRAM.</param>
/// <param name="Block">Bytes of the block.</param>
/// <param name="BytesPerSecond">The measured bandwidth.</param>
internal sealed record MemoryLevel(string Name, int Block, double BytesPerSecond)
{
    private const int KB = 1 << 10;
    private const int MB = 1 << 20;

    /// <summary>Name and block, such as "L2, 256 KB".</summary>
    public string Title => Block < MB
        ? string.Create(CultureInfo.InvariantCulture, $"{Name}, {Block / KB} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{Name}, {Block / MB} MB");
}
