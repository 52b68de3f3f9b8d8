using System;
using System.IO;
using System.Reflection;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Members;

/// <summary>The emitted Clone and FromFile.</summary>
public class CopyMembersTests
{
    private const string Source = "using NetGen; [Network(3)] [Dense(70), Relu] [Dense(2)] [SoftmaxCrossEntropy] public sealed partial class A;";

    private static readonly Type A = LoadedNetwork.Type(Source);

    [Fact]
    public void A_clone_has_the_same_bits_and_is_independent()
    {
        INetwork network = Create(5);
        var clone = (INetwork)A.GetMethod("Clone")!.Invoke(network, null)!;
        Assert.IsType(A, clone);
        Assert.NotSame(network, clone);
        Assert.Equal(network.Parameters.Block.Span.ToArray(), clone.Parameters.Block.Span.ToArray());
        clone.Parameters["dense1.weight"][7, 1] = 100;
        Assert.NotEqual(100, network.Parameters["dense1.weight"][7, 1]);
        network.Parameters["dense2.bias"][1] = -100;
        Assert.NotEqual(-100, clone.Parameters["dense2.bias"][1]);
    }

    [Fact]
    public void A_network_comes_from_a_file_and_from_a_stream()
    {
        INetwork network = Create(5);
        string path = Path.GetTempFileName();
        try
        {
            network.Save(path);
            AssertEqual(network, FromFile(path));
            using FileStream stream = File.OpenRead(path);
            AssertEqual(network, FromFile(stream));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_of_another_network_is_refused()
    {
        using var stream = new MemoryStream();
        LoadedNetwork.Create("using NetGen; [Network(3)] [Dense(71)] public partial class A;").Save(stream);
        stream.Position = 0;
        string message = Assert.Throws<InvalidDataException>(() => FromFile(stream)).Message;
        Assert.Contains("dense1.weight: expected F32 [70, 3], but the file has F32 [71, 3]", message, StringComparison.Ordinal);
        Assert.Contains("dense2.bias: expected F32 [2], but the file does not have it", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_without_parameters_copy_too()
    {
        INetwork network = LoadedNetwork.Create("using NetGen; [Network(3)] [Relu] public sealed partial class A;");
        Assert.IsType(network.GetType(), network.GetType().GetMethod("Clone")!.Invoke(network, null));
    }

    [Fact]
    public void Constructors_of_the_users_are_no_hindrance() => GeneratorHost.Run(
        """
        using NetGen;
        [Network(3)] [Dense(2)]
        public partial class A
        {
            public A() : this(7) { }

            public A(string file, bool strict) : this(7) { _ = file + strict; }

            private A(ParameterBuffer parameters) : this(7) { _ = parameters; }
        }
        """).AssertClean();

    [Theory]
    [InlineData("Clone")]
    [InlineData("FromFile")]
    public void Their_names_are_reserved(string name)
    {
        HostResult result = GeneratorHost.Run($"using NetGen; [Network(3)] [Dense(2, Name = \"{name}\")] public partial class A;");
        Assert.Equal("NG1007", Assert.Single(result.Analyzer).Id);
    }

    private static INetwork Create(long seed) => (INetwork)Activator.CreateInstance(A, seed)!;

    private static INetwork FromFile<T>(T source)
    {
        try
        {
            return (INetwork)A.GetMethod("FromFile", [typeof(T) == typeof(string) ? typeof(string) : typeof(Stream)])!.Invoke(null, [source])!;
        }
        catch (TargetInvocationException exception)
        {
            throw exception.InnerException!;
        }
    }

    private static void AssertEqual(INetwork expected, INetwork actual)
    {
        Assert.IsType(expected.GetType(), actual);
        Assert.Equal(expected.Parameters.Block.Span.ToArray(), actual.Parameters.Block.Span.ToArray());
    }
}
