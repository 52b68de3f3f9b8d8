using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>Prints the seed of the random networks, how many were held against the interpreter, and how near the tolerances they came.</summary>
public sealed class RandomNetworkReport(IMessageSink messages) : IDisposable
{
    private readonly ConcurrentDictionary<KernelBody, List<Judgement>> _judgements = new();

    /// <summary>Prints.</summary>
    public void Dispose() => messages.OnMessage(new DiagnosticMessage(string.Join(
        "\n  ",
        [
            $"random networks: {RandomRuns.SeedVariable}={RandomRuns.Seed}, {RandomRuns.Networks.Length} against the interpreter, each in one body; {RandomRuns.Redrawn} draws next to a kink left out",
            .. _judgements.Keys.Order().Select(Text),
            .. Enum.GetValues<KernelBody>().Where(body => body.Unsupported() is not null).Select(body => $"{body}: not run, {body.Unsupported()}"),
        ])));

    internal void Add(KernelBody body, Judgement judgement) => _judgements.GetOrAdd(body, _ => []).Add(judgement);

    internal string Text(KernelBody body)
    {
        List<Judgement> all = _judgements[body];
        double[] widths = [.. all.SelectMany(judgement => judgement.Widths).Order()];
        return FormattableString.Invariant(
            $"{body}: {all.Count(judgement => judgement.Faults.Count == 0)} of {all.Count} agree in {all.Sum(judgement => judgement.Compared)} numbers; largest error {all.Max(judgement => judgement.Worst):F1} of {Rounding.Deviations} expected errors tolerated; the widest tolerance in a tensor, relative to its largest number, is below {At(0.5):E0} in half of them and below {At(0.99):E0} in all but 1 of 100");

        double At(double part) => widths.Length == 0 ? 0 : widths[(int)(part * (widths.Length - 1))];
    }
}
