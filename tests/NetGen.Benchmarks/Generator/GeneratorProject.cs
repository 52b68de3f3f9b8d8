using System;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator;

namespace NetGen.Benchmarks.Generator;

/// <summary>A user's project of two files: a network of some dense layers, all of different sizes, and a file that has nothing to do with it.</summary>
internal sealed class GeneratorProject
{
    /// <summary>The class of the network.</summary>
    public const string NetworkName = "Measured";

    private const string Unrelated = "namespace Project;\n\ninternal interface IUnrelated;\n";
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12);
    private static readonly ImmutableArray<MetadataReference> References = FindReferences();
    private readonly int _layers;
    private readonly SyntaxTree _network;
    private readonly SyntaxTree _unrelated;

    /// <summary>Makes the project.</summary>
    /// <param name="layers">The number of dense layers, at least 1.</param>
    public GeneratorProject(int layers)
    {
        _layers = layers;
        _network = Parse(NetworkSource(lastHidden: HiddenSize(layers - 2)), "Network.cs");
        _unrelated = Parse(Unrelated, "Unrelated.cs");
        Opened = Compile();
    }

    /// <summary>The project as an editor holds it: what is known of its references serves every edited version too.</summary>
    public CSharpCompilation Opened { get; }

    /// <summary>The project before any generator has run, with nothing cached.</summary>
    public CSharpCompilation Compile() => CSharpCompilation.Create(
        "Project",
        [_network, _unrelated],
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The project with a comment at the end of the other file.</summary>
    public CSharpCompilation WithUnrelatedComment(int number) => Opened.ReplaceSyntaxTree(_unrelated, Commented(_unrelated, number));

    /// <summary>The project with a comment at the end of the network's file.</summary>
    public CSharpCompilation WithOwnComment(int number) => Opened.ReplaceSyntaxTree(_network, Commented(_network, number));

    /// <summary>The project with another size of the last hidden layer, one of eight.</summary>
    public CSharpCompilation WithOtherSize(int number) =>
        Opened.ReplaceSyntaxTree(_network, Parse(NetworkSource(lastHidden: HiddenSize(_layers - 2) + 8 + (8 * (number % 8))), _network.FilePath));

    /// <summary>A driver that has run nothing yet.</summary>
    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: ParseOptions);

    private static int HiddenSize(int layer) => 24 + (8 * layer);

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path, Encoding.UTF8);

    private static SyntaxTree Commented(SyntaxTree tree, int number) =>
        Parse(tree.GetText().ToString() + string.Create(CultureInfo.InvariantCulture, $"// {number}\n"), tree.FilePath);

    private string NetworkSource(int lastHidden)
    {
        var text = new StringBuilder("using NetGen;\n\nnamespace Project;\n\n[Network(40)]\n");
        for (int layer = 0; layer < _layers - 1; layer++)
        {
            int size = layer == _layers - 2 ? lastHidden : HiddenSize(layer);
            text.Append(CultureInfo.InvariantCulture, $"[Dense({size}), Relu]\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"[Dense(10)]\n[SoftmaxCrossEntropy]\npublic sealed partial class {NetworkName};\n").ToString();
    }

    private static ImmutableArray<MetadataReference> FindReferences() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(NetworkAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
