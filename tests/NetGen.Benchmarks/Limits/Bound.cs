namespace NetGen.Benchmarks.Limits;

/// <summary>The least time a call can take on this machine, and why.</summary>
/// <param name="Name">FMA, or the level of the memory that the weights lie in.</param>
/// <param name="Seconds">The least time of a call.</param>
internal sealed record Bound(string Name, double Seconds);
