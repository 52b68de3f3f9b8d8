using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;

namespace NetGen.Generator.Graph;

/// <summary>The names that layers of a network or of a block may read.</summary>
/// <param name="prefix">What stands before the names of the layers in the network: <c>mlp1.</c> in the block mlp1.</param>
/// <param name="layers">All layers that are declared here.</param>
internal sealed class Scope(string prefix, EquatableArray<LayerDeclaration> layers)
{
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);

    public string Prefix => prefix;

    public void Add(string name, Value value) => _values[name] = value;

    public Value? Find(string name) => _values.TryGetValue(name, out Value? value) ? value : null;

    /// <summary>True for a layer that is declared here, though it may not be known yet.</summary>
    public bool IsDeclared(string name) => layers.Any(layer => layer.IsLayer && layer.OutputName == name);

    /// <summary>The blocks in a row of which one, or all, have a name; null if it is no such name.</summary>
    public LayerDeclaration? RowOf(string name) => layers.FirstOrDefault(layer => layer.Repeat > 1 && (layer.Names.Contains(name) || layer.Numbering.Base == name));

    /// <summary>What was meant by a name that is none here, as the end of a sentence; empty if nothing is near.</summary>
    public string Hint(string name)
    {
        if (RowOf(name) is { } repeated)
        {
            return "; of blocks in a row by Repeat only the last, '" + repeated.OutputName + "', can be read";
        }

        return Spelling.Nearest(name, _values.Keys.OrderBy(known => known, StringComparer.Ordinal)) is { } nearest ? "; did you mean '" + nearest + "'" : "";
    }
}
