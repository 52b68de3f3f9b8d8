using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Modifiers;

/// <summary>From the attribute to the layout table and to the first values.</summary>
public class InitializerModifierTests
{
    [Theory]
    [InlineData("", "Initializer.GlorotUniform", "Initializer.Zeros")]
    [InlineData(", Relu", "Initializer.HeNormal", "Initializer.Zeros")]
    [InlineData(", Relu6", "Initializer.HeNormal", "Initializer.Zeros")]
    [InlineData(", LeakyRelu(0.2)", "Initializer.HeNormal", "Initializer.Zeros")]
    [InlineData(", Gelu", "Initializer.HeNormal", "Initializer.Zeros")]
    [InlineData(", Selu", "Initializer.LeCunNormal", "Initializer.Zeros")]
    [InlineData(", Tanh", "Initializer.GlorotUniform", "Initializer.Zeros")]
    [InlineData(", WeightInitializer(Initial.Zeros), Relu", "Initializer.Zeros", "Initializer.Zeros")]
    [InlineData(", WeightInitializer(Initial.Uniform, -0.1, 0.1), BiasInitializer(Initial.Constant, 0.5), Relu", "Initializer.Uniform(-0.1, 0.1)", "Initializer.Constant(0.5)")]
    [InlineData(", BiasInitializer(Initial.Normal, 1, 2)", "Initializer.GlorotUniform", "Initializer.Normal(1.0, 2.0)")]
    [InlineData(", WeightInitializer(Initial.PyTorch), BiasInitializer(Initial.PyTorch)", "Initializer.PyTorch", "Initializer.PyTorch.ForBiasOf(3, 4)")]
    [InlineData(", WeightInitializer(Initial.LeCunNormal), BiasInitializer(Initial.HeUniform), Tanh", "Initializer.LeCunNormal", "Initializer.HeUniform.ForBiasOf(3, 4)")]
    [InlineData(", WeightInitializer(Initial.Orthogonal)", "Initializer.Orthogonal()", "Initializer.Zeros")]
    [InlineData(", WeightInitializer(Initial.Orthogonal, 1e-20)", "Initializer.Orthogonal(1E-20)", "Initializer.Zeros")]
    public void The_table_names_the_runtime_s_initializer(string modifiers, string weight, string bias)
    {
        HostResult result = GeneratorHost.Run($"using NetGen; [Network(4)] [Dense(3){modifiers}] partial class A;").AssertClean();
        string[] table = [.. result.Files["A.g.cs"].Split('\n').Where(line => line.Contains("NetGen.ParameterRole.", StringComparison.Ordinal))];
        Assert.Equal(2, table.Length);
        Assert.EndsWith($", global::NetGen.{weight}),", table[0], StringComparison.Ordinal);
        Assert.EndsWith($", global::NetGen.{bias}),", table[1], StringComparison.Ordinal);
    }

    /// <summary>He's initializer suits the weights in front of both; the slopes between them are the declaration's.</summary>
    [Fact]
    public void Slopes_of_a_prelu_before_a_relu_are_no_weights()
    {
        INetwork network = LoadedNetwork.Create("using NetGen; [Network(4)] [Dense(3), Prelu(0.5), Relu] [Dense(2), Prelu] public partial class A;");
        Assert.Equal([0.5f, 0.5f, 0.5f], network.Parameters["prelu1.weight"].ToArray());
        Assert.Equal([0.25f, 0.25f], network.Parameters["prelu2.weight"].ToArray());
        Assert.All(new[] { "dense1.weight", "dense2.weight" }, name => Assert.Equal(Initializer.HeNormal, Entry(network, name).Initializer));
        Assert.All(new[] { "prelu1.weight", "prelu2.weight" }, name => Assert.Equal(ParameterRole.Activation, Entry(network, name).Role));
        Assert.Equal(4 * 3 + 3 + 3 + 3 * 2 + 2 + 2, network.Parameters.Layout.Entries.Sum(entry => entry.Count));

        static ParameterEntry Entry(INetwork network, string name) => network.Parameters.Layout.Entries.Single(entry => entry.Name == name);
    }

    [Fact]
    public void A_layer_keeps_its_own_and_the_next_has_the_default()
    {
        INetwork network = LoadedNetwork.Create("using NetGen; [Network(4)] [Dense(3), BiasInitializer(Initial.Constant, 0.5)] [Dense(2)] public partial class A;");
        Assert.Equal([0.5f, 0.5f, 0.5f], network.Parameters["dense1.bias"].ToArray());
        Assert.Equal([0f, 0f], network.Parameters["dense2.bias"].ToArray());
    }

    [Theory]
    [InlineData("/* from here */ [Dense(3), /* small */ WeightInitializer(Initial.Uniform, second: 1e-1, first: -0.1)]", false)]
    [InlineData("[Dense(3), WeightInitializer(Initial.Uniform, -0.1, 0.2)]", true)]
    [InlineData("[Dense(3), BiasInitializer(Initial.Uniform, -0.1, 0.1)]", true)]
    public void The_declaration_changes_with_what_a_modifier_says_and_with_nothing_else(string edited, bool changes)
    {
        const string Declaration = "using NetGen; [Network(4)] {0} public partial class A;";
        CSharpCompilation before = GeneratorHost.Compile(Declaration.Replace("{0}", "[Dense(3), WeightInitializer(Initial.Uniform, -0.1, 0.1)]", StringComparison.Ordinal));
        GeneratorDriver driver = GeneratorHost.Driver("Vector128").RunGenerators(before);
        CSharpCompilation after = before.ReplaceSyntaxTree(before.SyntaxTrees[0], GeneratorHost.Compile(Declaration.Replace("{0}", edited, StringComparison.Ordinal)).SyntaxTrees[0]);
        GeneratorRunResult run = driver.RunGenerators(after).GetRunResult().Results.Single();
        IncrementalStepRunReason reason = run.TrackedSteps[NetworkGenerator.DeclarationStep].Single().Outputs.Single().Reason;
        Assert.Equal(changes ? IncrementalStepRunReason.Modified : IncrementalStepRunReason.Unchanged, reason);
    }

    [Fact]
    public void Every_kind_works_for_weights_and_for_biases()
    {
        foreach (Initial initial in Enum.GetValues<Initial>())
        {
            string arguments = initial switch
            {
                Initial.Constant => ", 0.25",
                Initial.Uniform => ", -1, 2",
                Initial.Normal => ", 3, 0.5",
                _ => "",
            };
            string bias = initial == Initial.Orthogonal ? "" : $", BiasInitializer(Initial.{initial}{arguments})";
            INetwork network = LoadedNetwork.Create($"using NetGen; [Network(4)] [Dense(3), WeightInitializer(Initial.{initial}{arguments}){bias}] public partial class A;");
            Assert.StartsWith(initial.ToString(), network.Info.Layout["dense1.weight"].Initializer.ToString(), StringComparison.Ordinal);
            Assert.All(network.Parameters["dense1.weight"].ToArray(), value => Assert.True(float.IsFinite(value)));
            Assert.Equal(initial == Initial.Zeros, network.Parameters["dense1.weight"].ToArray().All(value => value == 0));
            Assert.Equal(initial is Initial.Zeros or Initial.Orthogonal, network.Parameters["dense1.bias"].ToArray().All(value => value == 0));
        }
    }
}
