using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetGen.Conformance.Tests.Compilation;

/// <summary>Hands MSBuild properties to the generator, as a build would: the instruction sets, and that masks are inputs, because the tests must know them.</summary>
internal sealed class BuildProperties(string instructionSet) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(instructionSet);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Options(string instructionSet) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? found)
        {
            found = key switch
            {
                "build_property.NetGenInstructionSets" => instructionSet,
                "build_property.NetGenDropoutMasks" => "Inputs",
                _ => null,
            };
            return found is not null;
        }
    }
}
