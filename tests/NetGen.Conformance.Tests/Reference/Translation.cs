using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>A case as a class with attributes, or the reason why it cannot be one yet.</summary>
internal sealed record Translation(ReferenceCase Case, NetworkSource? Source, Func<Optimizer>? Optimizer, CaseNames Names, string? SkipReason)
{
    /// <summary>The case's name, but where a case is translated in several ways.</summary>
    public string Name { get; init; } = Case.Name;

    /// <summary>The same network with the caller's own gradient for a loss, if training computes something else than prediction: its loss gives the outputs of training one by one.</summary>
    public NetworkSource? WithoutLoss { get; init; }

    /// <summary>The rates of the steps, of a case that has a schedule that depends on time alone.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Everything that is compiled.</summary>
    public IEnumerable<NetworkSource> Sources => new[] { Source, WithoutLoss }.OfType<NetworkSource>();

    /// <summary>A case that has a schedule and no network.</summary>
    public static Translation Of(ReferenceCase reference, Schedule? schedule) => new(reference, null, null, CaseNames.None, null) { Schedule = schedule };

    public static Translation Skip(ReferenceCase reference, string reason) => new(reference, null, null, CaseNames.None, reason);
}

/// <summary>What the fields and layers of the network are called in the case.</summary>
/// <param name="Inputs">The case's inputs in the network's order.</param>
/// <param name="Outputs">The case's outputs in the network's order.</param>
/// <param name="Targets">The case's targets in the network's order.</param>
/// <param name="Layers">The network's layers, by the name of the case's, where those differ.</param>
internal sealed record CaseNames(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<string> Targets, IReadOnlyDictionary<string, string> Layers)
{
    public static readonly CaseNames None = new([], [], [], new Dictionary<string, string>());

    /// <summary>The network's name of a parameter.</summary>
    public string Parameter(string name)
    {
        int dot = name.LastIndexOf('.');
        return Layers.TryGetValue(name[..dot], out string? layer) ? layer + name[dot..] : name;
    }
}
