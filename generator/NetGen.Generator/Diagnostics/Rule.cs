using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Diagnostics;

/// <summary>Makes descriptors: every rule has a page in generator/docs behind its help link.</summary>
internal static class Rule
{
    public const string Declaration = "NetGen.Declaration";
    public const string Shapes = "NetGen.Shape";
    public const string Generation = "NetGen.Generation";

    public const string Training = "NetGen.Training";

    private const string Pages = "https://github.com/netgen-dotnet/netgen/blob/main/generator/docs/";

    public static DiagnosticDescriptor Error(string id, string category, string title, string message, string description) =>
        Make(id, category, DiagnosticSeverity.Error, title, message, description);

    /// <summary>The network is generated all the same: the declaration means something, but hardly what was wanted.</summary>
    public static DiagnosticDescriptor Warning(string id, string category, string title, string message, string description) =>
        Make(id, category, DiagnosticSeverity.Warning, title, message, description);

    /// <summary>Nothing is wrong; it is worth knowing.</summary>
    public static DiagnosticDescriptor Information(string id, string category, string title, string message, string description) =>
        Make(id, category, DiagnosticSeverity.Info, title, message, description);

    private static DiagnosticDescriptor Make(string id, string category, DiagnosticSeverity severity, string title, string message, string description) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, description, Pages + id + ".md");
}
