using System.Collections.Immutable;

namespace NetGen;

/// <summary>What the JSON header of a safetensors file says of one tensor.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">The lengths of its axes.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record SafetensorsHeaderEntry(string Name, SafetensorsType Type, ImmutableArray<int> Shape, long Begin, long End);
