using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;

namespace NetGen;

/// <summary>What decides the trials of a search: a journal of another one cannot be gone on with.</summary>
internal sealed record SearchIdentity(ImmutableArray<SearchParameter> Parameters, string Method, Goal Goal, long Seed)
{
    /// <summary>Each part with its name, as text.</summary>
    internal IEnumerable<(string Name, string Text)> Parts =>
    [
        ("space", string.Join("; ", Parameters)),
        ("method", Method),
        ("goal", Goal == Goal.Maximize ? "maximize" : "minimize"),
        ("seed", Seed.ToString(CultureInfo.InvariantCulture)),
    ];
}
