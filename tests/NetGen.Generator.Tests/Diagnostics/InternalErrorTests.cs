using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Declarations;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NG9001: no declaration leads there, so these tests break the declaration between reading and compiling.</summary>
public class InternalErrorTests
{
    private static readonly NetworkDeclaration Sound = Read(Networks.Xor, "Samples.Xor").Declaration!;

    [Fact, Triggers("NG9001")]
    public void A_failure_of_the_first_stage_is_a_result() =>
        Failed(Read("class Plain;", "Plain").Failed!, "Plain", "Declarations");

    [Fact, Triggers("NG9001")]
    public void A_failure_of_the_front_end_is_a_result() =>
        Failed(Compile(Sound with { Layers = [Sound.Layers[0] with { Attribute = null! }] }), "Xor", "Graph");

    [Fact, Triggers("NG9001")]
    public void A_failure_of_the_last_stage_is_a_result() => Failed(Compile(Sound with { Containers = [null!] }), "Xor", "Emission");

    [Fact, NearMiss("NG9001")]
    public void A_sound_declaration_yields_files_and_no_diagnostic()
    {
        CompiledNetwork network = Compile(Sound);
        Assert.NotEmpty(network.Files);
        Assert.Null(NetworkGenerator.Summarize(network));
    }

    [Fact]
    public void Cancellation_is_no_failure() =>
        Assert.Throws<OperationCanceledException>(() => NetworkCompiler.Compile(Sound, [InstructionSet.Narrowest], CompilerOptions.None, new CancellationToken(canceled: true)));

    private static CompiledNetwork Compile(NetworkDeclaration declaration) => NetworkCompiler.Compile(declaration, [InstructionSet.Narrowest], CompilerOptions.None, CancellationToken.None);

    private static ReadNetwork Read(string source, string name)
    {
        Compilation compilation = GeneratorHost.Compile(source);
        return NetworkCompiler.Read(compilation.GetTypeByMetadataName(name)!, compilation, CancellationToken.None);
    }

    private static void Failed(CompiledNetwork network, string name, string stage)
    {
        Assert.Empty(network.Files);
        Diagnostic report = NetworkGenerator.Summarize(network)!;
        Assert.Equal("NG9001", report.Id);
        Assert.Equal(Location.None, report.Location);
        Assert.NotEqual("", network.Failure!.Trim());
        Assert.Equal(
            $"{name} was not generated because of a mistake in NetGen, in stage {stage}: {network.Failure}; please report it with the declaration",
            Expect.Message(report));
    }
}
