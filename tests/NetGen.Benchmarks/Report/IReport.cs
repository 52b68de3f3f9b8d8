using System.Collections.Generic;
using NetGen.Benchmarks.Limits;

namespace NetGen.Benchmarks.Report;

/// <summary>Prints what is measured, as soon as it is.</summary>
internal interface IReport
{
    /// <summary>What the machine allows; first of all.</summary>
    void Limits(MachineLimits limits);

    /// <summary>A workload.</summary>
    void Add(Measurement measurement);

    /// <summary>The ratios; last of all.</summary>
    void Ratios(IReadOnlyList<Ratio> ratios);
}
