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
        "Clone", "Compiled", "FromFile", "Gradient", "Info", "InputSize", "Loss", "OutputSize", "ParameterCount", "Parameters", "Predict", "PredictArray",
        "PredictBatch", "PredictClass", "PredictProbabilities", "Trace",
    };

    /// <summary>The default name of the <paramref name="number"/>th layer of its kind: <c>dense1</c>.</summary>
    public static string Default(string kind, int number) => char.ToLowerInvariant(kind[0]) + kind.Substring(1) + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The property under which a layer's parameters are reached: <c>Dense1</c>.</summary>
    public static string Property(string layer) => layer.Length == 0 ? layer : char.ToUpperInvariant(layer[0]) + layer.Substring(1);

    public static bool IsIdentifier(string name) =>
        SyntaxFacts.IsValidIdentifier(name)
        && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None
        && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None;
}
