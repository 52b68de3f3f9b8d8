using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetGen.Conformance.Tests.Compilation;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>Counts what the reference tests did and prints it at the end: cases ran, passed, failed and skipped, with the reasons.</summary>
public sealed class ReferenceReport(IMessageSink messages) : IDisposable
{
    private readonly ConcurrentDictionary<(string Name, KernelBody Body), bool> _results = new();

    /// <summary>Runs one test of a case. A case passes in a body when all its tests pass.</summary>
    /// <param name="name">The case.</param>
    /// <param name="body">The kernel body.</param>
    /// <param name="test">The test.</param>
    public void Run(string name, KernelBody body, Action test)
    {
        bool passed = false;
        try
        {
            test();
            passed = true;
        }
        finally
        {
            _results.AddOrUpdate((name, body), passed, (_, before) => before && passed);
        }
    }

    /// <summary>Prints the counts.</summary>
    public void Dispose() => messages.OnMessage(new DiagnosticMessage(Text()));

    private string Text()
    {
        var text = new StringBuilder("reference cases:");
        foreach (KernelBody body in Enum.GetValues<KernelBody>())
        {
            List<bool> results = [.. _results.Where(result => result.Key.Body == body).Select(result => result.Value)];
            string skipped = body.Unsupported() is { } reason ? $"{ReferenceCatalogue.OfKind("net").Count()} skipped: {reason}" : "0 skipped";
            text.Append($"\n  {body}: {results.Count} ran, {results.Count(passed => passed)} passed, {results.Count(passed => !passed)} failed, {skipped}");
        }

        var reasons = ReferenceCatalogue.All.Values.Where(translation => translation.SkipReason is not null).GroupBy(translation => translation.SkipReason!).ToList();
        text.Append($"\n  not translated: {reasons.Sum(group => group.Count())} skipped");
        foreach (var group in reasons.OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append($"\n    {group.Count(),4}  {group.Key}");
        }

        return text.ToString();
    }
}
