using System;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Readers;

/// <summary>
/// Whoever no longer wants the generator keeps its files. The step is the one of generator/README.md: take the emitted files into the project and
/// delete NetGen's attributes from the class.
/// </summary>
public class ReadersTest
{
    private const string Declared = """
        using NetGen;

        namespace Samples;

        /// <summary>Ours for good.</summary>
        [Network(2, InputGradient = true), System.Obsolete("kept")]
        [Dense(16), WeightInitializer(Initial.Normal, 0, 0.5), Tanh]
        // the answer
        [Dense(1), Sigmoid]
        [HalfSquaredError]
        public sealed partial class Xor;
        """;

    private const string Stripped = """
        using NetGen;

        namespace Samples;

        /// <summary>Ours for good.</summary>
        [System.Obsolete("kept")]
        public sealed partial class Xor;
        """;

    [Fact]
    public void The_emitted_files_live_on_without_attributes_and_generator()
    {
        CSharpCompilation kept = GeneratorHost.Compile([Stripped, .. GeneratorHost.Run(GeneratorHost.Compile(Declared), GeneratorHost.Driver()).AssertClean().Files.Values]);
        Assert.Empty(kept.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.DoesNotContain(kept.GetTypeByMetadataName("Samples.Xor")!.GetAttributes(), attribute => attribute.AttributeClass!.ContainingNamespace.Name == "NetGen");
        Check(Create(kept));
    }

    /// <summary>The step is mechanical: what a person would write is what a machine makes.</summary>
    [Fact]
    public void The_step_is_to_delete_the_attributes()
    {
        SyntaxTree tree = GeneratorHost.Compile(Declared).SyntaxTrees[0];
        SyntaxNode root = tree.GetRoot();
        string[] ours = typeof(NetworkAttribute).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Attribute))).Select(type => type.Name).ToArray();
        root = root.RemoveNodes(root.DescendantNodes().OfType<AttributeSyntax>().Where(attribute => ours.Contains(attribute.Name + "Attribute")), SyntaxRemoveOptions.KeepNoTrivia)!;
        root = root.RemoveNodes(root.DescendantNodes().OfType<AttributeListSyntax>().Where(list => list.Attributes.Count == 0), SyntaxRemoveOptions.KeepNoTrivia)!;
        Assert.Equal(Stripped, root.ToFullString());
    }

    private static ITrainableNetwork Create(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        image.Position = 0;
        Type type = new AssemblyLoadContext(nameof(ReadersTest)).LoadFromStream(image).GetType("Samples.Xor", throwOnError: true)!;
        return (ITrainableNetwork)Activator.CreateInstance(type, 3L)!;
    }

    /// <summary>Prediction, loss and each gradient against the textbook's formulas in double.</summary>
    private static void Check(ITrainableNetwork model)
    {
        float[] x = [0.25f, -1.5f];
        const float Target = 0.75f;
        ParameterView weights1 = model.Parameters["dense1.weight"], biases1 = model.Parameters["dense1.bias"], weights2 = model.Parameters["dense2.weight"];
        biases1[5] = 0.125f;
        double[] hidden = [.. Enumerable.Range(0, 16).Select(u => Math.Tanh((weights1[u, 0] * x[0]) + (weights1[u, 1] * (double)x[1]) + biases1[u]))];
        double y = 1 / (1 + Math.Exp(-(hidden.Select((value, u) => value * weights2[0, u]).Sum() + model.Parameters["dense2.bias"][0])));

        Minibatch batch = Examples.From(x, 2, [Target], 1).AsBatch();
        var prediction = new float[1];
        model.PredictBatch(batch, prediction);
        var gradients = new Gradients(model);
        double loss = model.Gradient(batch, gradients, new Workspace(model, 1));

        Assert.Equal(y, prediction[0], 1e-6);
        Assert.Equal((y - Target) * (y - Target) / 2, loss, 1e-6);
        double score = (y - Target) * y * (1 - y);
        Assert.Equal(score, gradients["dense2.bias"][0], 1e-6);
        for (int u = 0; u < 16; u++)
        {
            double sum = score * weights2[0, u] * (1 - (hidden[u] * hidden[u]));
            Assert.Equal(score * hidden[u], gradients["dense2.weight"][0, u], 1e-6);
            Assert.Equal(sum, gradients["dense1.bias"][u], 1e-6);
            Assert.Equal(sum * x[1], gradients["dense1.weight"][u, 1], 1e-6);
        }
    }
}
