using System;
using NetGen.Conformance.Tests.Compilation;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>A case as a class with attributes, or the reason why it cannot be one yet.</summary>
internal sealed record Translation(ReferenceCase Case, NetworkSource? Source, Func<Optimizer>? Optimizer, bool IndexTargets, string? SkipReason)
{
    /// <summary>The case's name, but where a case is translated in several ways.</summary>
    public string Name { get; init; } = Case.Name;

    public static Translation Skip(ReferenceCase reference, string reason) => new(reference, null, null, false, reason);
}
