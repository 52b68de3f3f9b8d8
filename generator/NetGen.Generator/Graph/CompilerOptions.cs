namespace NetGen.Generator.Graph;

/// <summary>What the build asks of all networks.</summary>
/// <param name="MasksAreInputs">True if each mask of a dropout layer is one more input, for tests that must know it; nothing else changes.</param>
internal sealed record CompilerOptions(bool MasksAreInputs)
{
    public static readonly CompilerOptions None = new(MasksAreInputs: false);
}
