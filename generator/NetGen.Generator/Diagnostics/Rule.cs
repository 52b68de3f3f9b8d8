using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Diagnostics;

/// <summary>Makes descriptors: every rule has a page in generator/docs behind its help link.</summary>
internal static class Rule
{
    public const string Declaration = "NetGen.Declaration";
    public const string Shapes = "NetGen.Shape";
    public const string Generation = "NetGen.Generation";

    private const string Pages = "https://github.com/netgen-dotnet/netgen/blob/main/generator/docs/";

    public static DiagnosticDescriptor Error(string id, string category, string title, string message, string description) =>
        new(id, title, message, category, DiagnosticSeverity.Error, isEnabledByDefault: true, description, Pages + id + ".md");
}
