using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Declarations;

/// <summary>The names that a network's layers and its emitted members bear.</summary>
internal static class LayerNames
{
    /// <summary>Members that NetGen adds to every network, which no layer and no member of the user's may be called.</summary>
    public static readonly IReadOnlyCollection<string> Reserved = new SortedSet<string>(StringComparer.Ordinal)
    {
        "Clone", "Compiled", "FromFile", "Gradient", "Info", "InputSize", "Loss", "Mermaid", "OutputSize", "ParameterCount", "Parameters", "Predict", "PredictArray",
        "PredictBatch", "PredictClass", "PredictProbabilities", "Trace",
    };

    /// <summary>Members that NetGen adds to some networks.</summary>
    public static readonly IReadOnlyCollection<string> Occasional = new SortedSet<string>(StringComparer.Ordinal) { "Adapt", "L1", "L2" };

    /// <summary>Names of the framework and the runtime that the emitted code uses; what bears the same name in the class or around it would stand before them.</summary>
    public static readonly IReadOnlyCollection<string> Used = new SortedSet<string>(StringComparer.Ordinal)
    {
        "Avx2", "Avx512F", "ExcludeFromCodeCoverage", "FloatSpan", "Floats16", "Floats4", "Floats8", "Fma", "GeneratedCode", "Lanes16", "Lanes4", "Lanes8",
        "MemoryMarshal", "MethodImpl", "MethodImplOptions",
        "NetGenAddress", "NetGenBuffer", "NetGenCheck", "NetGenDecide", "NetGenKernels", "NetGenLanes", "NetGenMath", "NetGenMember", "NetGenScratch", "NetGenTeam", "NetGenTeamPass", "NetGenTracedValue", "NetGenWeights",
        "ReadOnlyFloatSpan", "ReadOnlyIntSpan", "Unsafe",
    };

    /// <summary>Members of every object, which a layer's property would hide.</summary>
    public static readonly IReadOnlyCollection<string> OfObject = new SortedSet<string>(StringComparer.Ordinal)
    {
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
    };

    /// <summary>Names of values that are no layer's: of the input and of what the loss compares with.</summary>
    public static readonly IReadOnlyCollection<string> OfFields = new SortedSet<string>(StringComparer.OrdinalIgnoreCase) { "x", "target" };

    /// <summary>The default name of the <paramref name="number"/>th layer of its kind: <c>dense1</c>.</summary>
    public static string Default(string kind, int number) => Default(kind) + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The default name without its number.</summary>
    public static string Default(string kind) => char.ToLowerInvariant(kind[0]) + kind.Substring(1);

    /// <summary>The property under which a layer's parameters are reached: <c>Dense1</c>.</summary>
    public static string Property(string layer) => layer.Length == 0 ? layer : char.ToUpperInvariant(layer[0]) + layer.Substring(1);

    /// <summary>The type of that property where the network declares one of its own: <c>Elementwise1Parameters</c>.</summary>
    public static string View(string layer) => Property(layer) + "Parameters";

    public static bool IsIdentifier(string name) =>
        SyntaxFacts.IsValidIdentifier(name)
        && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None
        && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None;
}
