namespace NetGen.Generator.Graph;

/// <summary>What the build asks of all networks.</summary>
/// <param name="MasksAreInputs">True if each mask of a dropout layer is one more input, for tests that must know it; nothing else changes.</param>
internal sealed record CompilerOptions(bool MasksAreInputs)
{
    public static readonly CompilerOptions None = new(MasksAreInputs: false);

    /// <summary>True if blocks in a row are built one by one and not as a loop: each mask must be an input of its own, and who reads the graph alone may want it so.</summary>
    public bool BuildsOneByOne { get; init; } = MasksAreInputs;
}
