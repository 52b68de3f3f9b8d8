using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using NetGen.Generator;

namespace NetGen.Benchmarks;

/// <summary>Whether this program was built with optimisation; without it every time would mislead.</summary>
internal static class OptimizedBuild
{
    private static readonly Assembly[] Measured = [typeof(OptimizedBuild).Assembly, typeof(INetwork).Assembly, typeof(NetworkGenerator).Assembly];

    /// <summary>The names of the measured assemblies that were built in Debug, or whose optimisation a debugger has switched off; none when all is well.</summary>
    public static IReadOnlyList<string> Offenders =>
        [.. Measured.Where(assembly => assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true }).Select(assembly => assembly.GetName().Name!)];
}
