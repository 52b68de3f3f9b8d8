using System.Collections.Generic;
using NetGen.Generator.Declarations;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Printing;
using NetGen.Generator.Tests.Hosting;
using NetGen.Generator.Tests.Stages;
using Xunit;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>What each stage made of the networks of <see cref="EmittedFiles"/>: when emitted text moves, these show from which stage on.</summary>
public class PrintedStages
{
    [Fact]
    public void Xor() => Verify(nameof(Xor), Networks.Xor);

    [Fact]
    public void Mnist1D() => Verify(nameof(Mnist1D), Networks.Mnist1D);

    [Fact]
    public void Mixer() => Verify(nameof(Mixer), Networks.Mixer);

    private static void Verify(string method, string source) => Snapshot.Here.Verify(nameof(PrintedStages), method, Print(Compiled.Declaration(source)));

    private static IEnumerable<SnapshotText> Print(NetworkDeclaration declaration)
    {
        yield return new SnapshotText("1-Declaration", "txt", StagePrinter.Print(declaration));
        ForwardGraph forward = GraphBuilder.Build(declaration, out _)!;
        yield return new SnapshotText("2-ForwardGraph", "txt", StagePrinter.Print(forward));
        TrainingGraph? training = Differentiator.Differentiate(forward);
        if (training is not null)
        {
            yield return new SnapshotText("3-TrainingGraph", "txt", StagePrinter.Print(training));
        }

        yield return new SnapshotText("4-Plan", "txt", StagePrinter.Print(Lowerer.Lower(forward, training)));
    }
}
