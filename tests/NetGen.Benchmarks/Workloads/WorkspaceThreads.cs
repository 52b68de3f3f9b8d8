using System.Reflection;

namespace NetGen.Benchmarks.Workloads;

/// <summary>The number of threads that work on a gradient.</summary>
/// <remarks>When <c>Workspace.Threads</c> is there: <c>workspace.Threads = threads;</c> in <see cref="Set"/>, and no <see cref="CanBeSet"/>.</remarks>
internal static class WorkspaceThreads
{
    private static readonly PropertyInfo? Property = typeof(Workspace).GetProperty("Threads");

    /// <summary>Whether a workspace can be told; otherwise every gradient is computed by one thread.</summary>
    public static bool CanBeSet => Property is not null;

    /// <summary>Tells a workspace how many threads to use.</summary>
    public static void Set(Workspace workspace, int threads) => Property?.SetValue(workspace, threads);
}
