using System;
using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using NetGen.Benchmarks.Workloads;

namespace NetGen.Benchmarks.Classes;

/// <summary>A family of workloads for BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public abstract class WorkloadBenchmarks
{
    private Workload? _workload;

    /// <summary>The workload's title.</summary>
    [ParamsSource(nameof(Titles))]
    public string Title { get; set; } = "";

    /// <summary>The titles of the family.</summary>
    public IEnumerable<string> Titles => WorkloadCatalog.All.Select(entry => entry.Title).Where(title => title.StartsWith(Family, StringComparison.Ordinal));

    /// <summary>How the family's titles begin.</summary>
    protected abstract string Family { get; }

    /// <summary>Makes network and data.</summary>
    [GlobalSetup]
    public void Create() => _workload = WorkloadCatalog.All.Single(entry => entry.Title == Title).Create();

    /// <summary>One call.</summary>
    [Benchmark]
    public void Call() => _workload!.Run(1);

    /// <summary>Runs BenchmarkDotNet; without arguments it asks which classes.</summary>
    internal static void Run(string[] arguments)
    {
        // In this process: what it would build for a process of its own falls under this repository's rules for warnings.
        BenchmarkSwitcher.FromAssembly(typeof(WorkloadBenchmarks).Assembly).Run(["--inProcess", .. arguments]);
    }
}
