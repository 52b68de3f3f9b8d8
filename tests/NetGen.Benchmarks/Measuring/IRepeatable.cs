namespace NetGen.Benchmarks.Measuring;

/// <summary>Something whose time is measured.</summary>
internal interface IRepeatable
{
    /// <summary>Whether other threads work for it too, so that allocations count for the whole process.</summary>
    bool IsThreaded { get; }

    /// <summary>Does it <paramref name="times"/> times. The loop is inside, so that a group of calls costs one virtual call.</summary>
    void Run(int times);
}
