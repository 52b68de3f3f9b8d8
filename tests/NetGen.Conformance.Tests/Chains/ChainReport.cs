using System;
using System.Collections.Concurrent;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace NetGen.Conformance.Tests.Chains;

/// <summary>Prints the seed of the random chains and how many held against central differences.</summary>
public sealed class ChainReport(IMessageSink messages) : IDisposable
{
    private readonly ConcurrentDictionary<KernelBody, int> _passed = new();
    private readonly ConcurrentBag<double> _errors = [];

    /// <summary>One more chain passed in a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="error">The largest error of its gradients.</param>
    public void Passed(KernelBody body, double error)
    {
        _passed.AddOrUpdate(body, 1, (_, before) => before + 1);
        _errors.Add(error);
    }

    /// <summary>Prints.</summary>
    public void Dispose() => messages.OnMessage(new DiagnosticMessage(
        $"random chains: seed {ChainRuns.Seed}, {ChainRuns.All.Length} chains; gradients held against central differences: "
        + string.Join(", ", Enum.GetValues<KernelBody>().Select(body =>
            body.Unsupported() is { } reason ? $"{body} skipped ({reason})" : $"{body} {(_passed.TryGetValue(body, out int passed) ? passed : 0)}"))
        + FormattableString.Invariant($"; largest error {_errors.DefaultIfEmpty(0).Max():E1}")));
}
