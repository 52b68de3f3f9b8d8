using System.Linq;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>
/// The emitted text of three networks, word for word: it is read and maintained by people, so no change to it goes unseen.
/// After a change that is meant: <c>NETGEN_ACCEPT=1 dotnet test tests/NetGen.Generator.Tests</c>.
/// </summary>
public class EmittedFiles
{
    [Fact]
    public void Xor() => Verify(nameof(Xor), Networks.Xor);

    [Fact]
    public void Mnist1D() => Verify(nameof(Mnist1D), Networks.Mnist1D);

    [Fact]
    public void Mixer() => Verify(nameof(Mixer), Networks.Mixer);

    [Fact]
    public void Every_snapshot_has_its_test() => Assert.Empty(Snapshot.Here.Owners().Except(
        new[] { typeof(EmittedFiles), typeof(PrintedStages), typeof(VariantFiles) }.SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}"))));

    private static void Verify(string method, string source) => Snapshot.Here.Verify(
        nameof(EmittedFiles), method, Snapshot.Of(GeneratorHost.Run(GeneratorHost.Compile(source), GeneratorHost.Driver())));
}
