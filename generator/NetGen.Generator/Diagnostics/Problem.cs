using NetGen.Generator.Common;

namespace NetGen.Generator.Diagnostics;

/// <summary>Something wrong in a declaration: which rule, where, and what to put into its message.</summary>
internal sealed record Problem(string RuleId, Site Site, EquatableArray<string> Arguments)
{
    /// <summary>Whether it keeps the network from being generated.</summary>
    public bool IsError => Rules.Find(RuleId).DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error;
}

/// <summary>
/// A place in a declaration that survives without syntax: the class, one of NetGen's attributes by its number, an argument of it, or a node of a user's method.
/// </summary>
/// <param name="Attribute">Number among NetGen's attributes, or -1 for the class's name.</param>
/// <param name="Argument">The parameter's or property's name, or null for the whole attribute.</param>
/// <param name="Element">Which of the values of a parameter that takes any number of them.</param>
internal sealed record Site(int Attribute, string? Argument, int Element = 0)
{
    public static readonly Site Class = new(-1, null);

    /// <summary>The documentation id of the block's class whose attributes are counted; null for those of the network's.</summary>
    public string? Owner { get; init; }

    /// <summary>The documentation id of a user's method; null for a place in the attributes.</summary>
    public string? Method { get; init; }

    /// <summary>The way to a node of <see cref="Method"/>: of each node the number of the child to go to; none for the method's name.</summary>
    public EquatableArray<int> Path { get; init; } = [];
}
