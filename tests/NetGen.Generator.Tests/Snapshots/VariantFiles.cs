using System.Linq;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>What a class with variants has itself; its networks are ordinary ones.</summary>
public class VariantFiles
{
    [Fact]
    public void Scores() => Snapshot.Here.Verify(
        nameof(VariantFiles),
        nameof(Scores),
        Snapshot.Of(GeneratorHost.Run(
            "using NetGen; namespace Samples; [Network(3), Variants(\"Hidden\", 16, 32), Variants(\"Depth\", 2, 3)] [Dense(\"Hidden\"), Tanh] [Dense(\"Depth\")] [HalfSquaredError] public sealed partial class Scores;").AssertClean())
            .Where(text => text.Name == "Samples.Scores.g"));
}
