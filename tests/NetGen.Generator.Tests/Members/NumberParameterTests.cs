using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Emission;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Tests.Hosting;
using NetGen.Generator.Tests.Stages;
using Xunit;

namespace NetGen.Generator.Tests.Members;

/// <summary>A user's function with trained numbers, y = tanh(frequency x + phase), from its declaration to its parameters in every form that the runtime has.</summary>
public class NumberParameterTests
{
    private const string Source = "using NetGen; [Network(5)] [Elementwise(\"Wave\", Name = \"wave\")] [HalfSquaredError] public sealed partial class A;";

    private static readonly Type A = Load();

    [Fact]
    public void Each_number_is_a_property_of_its_layer()
    {
        INetwork network = Create();
        object wave = A.GetProperty("Wave")!.GetValue(network)!;
        Assert.Equal("WaveParameters", wave.GetType().Name);
        Assert.Equal(["Frequency", "ToStringParameter", "Frozen"], wave.GetType().GetProperties().Select(property => property.Name));
        Assert.All(wave.GetType().GetProperties().SkipLast(1), property => Assert.Equal(typeof(float).MakeByRefType(), property.PropertyType));
        Assert.Equal((0.5f, -2f), (network.Parameters["wave.frequency"].Value, network.Parameters["wave.toString"].Value));
        network.Parameters["wave.frequency"].Value = 7;
        Assert.Equal(7f, wave.GetType().GetProperty("Frequency")!.GetValue(wave));
        Assert.Equal(2, network.Info.Layout.ParameterCount);
    }

    [Fact]
    public void Its_derivatives_are_sums_over_elements_and_examples()
    {
        var network = (ITrainableNetwork)Create();
        float[] x = [.. Enumerable.Range(0, 35).Select(i => (i - 17) / 8f)], target = [.. x.Select(value => value / 2)];
        Minibatch batch = Examples.From(x, 5, target, 5).AsBatch();
        var gradients = new Gradients(network);
        network.Gradient(batch, gradients, new Workspace(network, 7));
        double byFrequency = 0, byPhase = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double y = Math.Tanh((0.5 * x[i]) - 2);
            double slope = (y - target[i]) * (1 - (y * y)) / 7;
            byFrequency += slope * x[i];
            byPhase += slope;
        }

        Assert.Equal(byFrequency, gradients["wave.frequency"].Value, 1e-6);
        Assert.Equal(byPhase, gradients["wave.toString"].Value, 1e-6);

        new Adam(0.25).Step(network, gradients);
        Assert.Equal(0.5 - (0.25 * Math.Sign(byFrequency)), network.Parameters["wave.frequency"].Value, 1e-6);
        Assert.Equal(2, network.Parameters.Block.Span.ToArray().Count(value => value != 0));
    }

    [Fact]
    public void They_are_copied_saved_and_loaded()
    {
        INetwork network = Create();
        network.Parameters["wave.toString"].Value = 1234;
        using var stream = new MemoryStream();
        network.Save(stream);
        stream.Position = 0;
        Assert.Equal(["wave.frequency F32 []", "wave.toString F32 []"], SafetensorsFile.Read(stream, "wave").Tensors.Select(tensor => tensor.ToString()));
        stream.Position = 0;
        INetwork loaded = Create(), copied = Create();
        loaded.Load(stream);
        copied.CopyParametersFrom(network);
        INetwork cloned = (INetwork)A.GetMethod("Clone")!.Invoke(network, null)!;
        foreach (INetwork other in new[] { loaded, copied, cloned })
        {
            Assert.Equal((0.5f, 1234f), (other.Parameters["wave.frequency"].Value, other.Parameters["wave.toString"].Value));
        }
    }

    /// <summary>What is refused leaves the members that a program uses.</summary>
    [Fact]
    public void A_network_that_was_not_generated_has_them_too()
    {
        const string Uses = "class Program { static void Set(A model) { model.Wave.Frequency = model.Wave.ToStringParameter; _ = new A.WaveParameters(model.Parameters); } }";
        NetworkDeclaration declaration = Declare();
        SourceFile[] files = [.. NetworkCompiler.Compile(declaration with { InputShape = [0] }, [.. InstructionSet.All], CompilerOptions.None, CancellationToken.None).Files];
        Compilation compilation = GeneratorHost.Compile([.. files.Select(file => file.Text), Source, Uses]);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    private static INetwork Create() => (INetwork)Activator.CreateInstance(A, 0L)!;

    private static Type Load()
    {
        CompiledNetwork network = NetworkCompiler.Compile(Declare(), [InstructionSet.Narrowest], CompilerOptions.None, CancellationToken.None);
        Assert.Null(network.Failure);
        Compilation compilation = GeneratorHost.Compile([Source, .. network.Files.Select(file => file.Text)]);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591"));
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return Assembly.Load(image.ToArray()).GetType("A", throwOnError: true)!;
    }

    /// <summary>The declaration as the reader makes it of the method Wave(float x, [Initial(0.5)] float frequency, [Initial(-2)] float toString).</summary>
    private static NetworkDeclaration Declare()
    {
        NetworkDeclaration declaration = Compiled.Declaration(Source);
        var function = new FunctionDeclaration
        {
            Name = "Wave",
            Parameters = [new("x", 0), new("frequency", 0.5), new("toString", -2)],
            Body = Expression.Tanh((new Variable("frequency") * new Variable("x")) + new Variable("toString")),
            Derivatives = [],
            Problems = [],
        };
        return declaration with { Layers = [declaration.Layers[0] with { Function = function }, declaration.Layers[1]] };
    }
}
