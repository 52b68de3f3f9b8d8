namespace NetGen.Conformance.Tests.Compilation;

/// <summary>One declared network as a user would write it.</summary>
/// <param name="ClassName">The name of the class.</param>
/// <param name="Declaration">The attributes and the class, without usings and namespace.</param>
internal sealed record NetworkSource(string ClassName, string Declaration)
{
    /// <summary>The namespace of all declared networks of the tests.</summary>
    public const string Namespace = "Declared";

    /// <summary>Whether it has masks, which are inputs in the tests: those must know them.</summary>
    public bool HasMasks => Declaration.Contains("Drop", System.StringComparison.Ordinal);

    /// <summary>The whole source file.</summary>
    public string FileText => $"using NetGen;\n\nnamespace {Namespace};\n\n/// <summary>A network of the tests.</summary>\n{Declaration}\n";
}
