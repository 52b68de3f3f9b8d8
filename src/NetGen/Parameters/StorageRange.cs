using System.ComponentModel;

namespace NetGen;

/// <summary>A contiguous part of storage.</summary>
/// <param name="Offset">The first float.</param>
/// <param name="Length">The number of floats.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct StorageRange(int Offset, int Length);
