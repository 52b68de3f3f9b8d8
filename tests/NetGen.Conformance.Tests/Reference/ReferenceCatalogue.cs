using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>All reference cases: those of the tests' own tree and those of the folders named in NETGEN_REFERENCE.</summary>
internal static class ReferenceCatalogue
{
    /// <summary>The environment variable that names further folders, separated as PATH is.</summary>
    public const string FoldersVariable = "NETGEN_REFERENCE";

    private static readonly Lazy<IReadOnlyDictionary<string, Translation>> Cases = new(Read);

    /// <summary>The folder with the cases of the tests' own tree.</summary>
    public static string OwnFolder { get; } = Path.Combine(AppContext.BaseDirectory, "Reference", "cases");

    /// <summary>Every case by its name, in ordinal order.</summary>
    public static IReadOnlyDictionary<string, Translation> All => Cases.Value;

    /// <summary>The cases that can be run.</summary>
    public static IEnumerable<Translation> Executed => All.Values.Where(translation => translation.SkipReason is null);

    /// <summary>The cases of a kind that can be run: <c>net</c>, <c>schedule</c> or <c>dqn</c>.</summary>
    public static IEnumerable<Translation> OfKind(string kind) => Executed.Where(translation => translation.Case.Kind == kind);

    private static SortedDictionary<string, Translation> Read()
    {
        var cases = new SortedDictionary<string, Translation>(StringComparer.Ordinal);
        string folders = Environment.GetEnvironmentVariable(FoldersVariable) ?? "";
        foreach (string folder in folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Prepend(OwnFolder))
        {
            foreach (ReferenceCase reference in Files(folder).Select(ReferenceCase.Read).OfType<ReferenceCase>())
            {
                foreach (Translation translation in Translations(reference))
                {
                    // The same file in two folders is one case; another case must have another name, since names identify them.
                    if (!cases.TryAdd(translation.Name, translation) && !SameBytes(cases[translation.Name].Case, reference))
                    {
                        throw new InvalidOperationException($"{reference.Path} and {cases[translation.Name].Case.Path} are different cases of one name.");
                    }
                }
            }
        }

        return cases;
    }

    /// <summary>The case as a chain of layers, with users' functions, or both.</summary>
    private static IEnumerable<Translation> Translations(ReferenceCase reference)
    {
        Translation chain = CaseTranslator.Translate(reference);
        return FunctionCases.Translate(reference) is not { } functions ? [chain] : chain.SkipReason is null ? [chain, functions] : [functions];
    }

    private static IEnumerable<string> Files(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The folder {folder} of reference cases does not exist; {FoldersVariable} names folders of *.safetensors files.");
        }

        string cases = Path.Combine(folder, "cases");
        return Directory.EnumerateFiles(Directory.Exists(cases) ? cases : folder, "*.safetensors").Order(StringComparer.Ordinal);
    }

    private static bool SameBytes(ReferenceCase one, ReferenceCase other) =>
        File.ReadAllBytes(one.Path).AsSpan().SequenceEqual(File.ReadAllBytes(other.Path));
}
