using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetGen.Conformance.Tests.Compilation;

/// <summary>Hands MSBuild properties to the generator, as a build would: the instruction sets, and whether masks are inputs, as tests need that must know them.</summary>
internal sealed class BuildProperties(string instructionSet, bool masksAreInputs) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(instructionSet, masksAreInputs ? "Inputs" : null);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Options(string instructionSet, string? masks) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? found)
        {
            found = key switch
            {
                "build_property.NetGenInstructionSets" => instructionSet,
                "build_property.NetGenDropoutMasks" => masks,
                _ => null,
            };
            return found is not null;
        }
    }
}
