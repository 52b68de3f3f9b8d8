using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Workloads;

/// <summary>Calls of the public API, ready to be repeated: network and data are there.</summary>
/// <param name="cost">What one call cannot do without.</param>
/// <param name="threads">The threads that work on a call.</param>
internal abstract class Workload(Cost cost, int threads = 1) : IRepeatable
{
    /// <summary>What one call cannot do without.</summary>
    public Cost Cost => cost;

    /// <summary>The threads that work on a call.</summary>
    public int Threads => threads;

    /// <inheritdoc/>
    public bool IsThreaded => threads > 1;

    /// <inheritdoc/>
    public abstract void Run(int times);
}
