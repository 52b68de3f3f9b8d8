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

    /// <summary>One more chain passed in a body.</summary>
    /// <param name="body">The body.</param>
    public void Count(KernelBody body) => _passed.AddOrUpdate(body, 1, (_, before) => before + 1);

    /// <summary>Prints.</summary>
    public void Dispose() => messages.OnMessage(new DiagnosticMessage(
        $"random chains: seed {ChainRuns.Seed}, {ChainRuns.All.Length} chains; gradients held against central differences: "
        + string.Join(", ", Enum.GetValues<KernelBody>().Select(body =>
            body.Unsupported() is { } reason ? $"{body} skipped ({reason})" : $"{body} {(_passed.TryGetValue(body, out int passed) ? passed : 0)}"))));
}
