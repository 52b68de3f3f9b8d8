using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NG1015, NG1016 and the rules inside blocks: a problem is reported where it is written, once.</summary>
public class BlockRuleTests
{
    private const string Step = "[Block, Dense(4), Relu, Add(\"x\", \"relu1\")] partial class StepAttribute : BlockAttribute;";

    [Fact, NearMiss("NG1015"), NearMiss("NG1016")]
    public void Blocks_as_they_should_be() => Expect.Clean(
        $"using NetGen; {Step} [Network(4)] [Step] [Step(Repeat = 3)] [Step(Name = \"last\")] [Dense(2, From = \"step4\")] [Dense(3, From = \"last\")] [Output(\"dense1\")] partial class A;",
        "using NetGen; [Block, Dense(nameof(Hidden)), Tanh] partial class MlpAttribute(int units) : BlockAttribute { public int Hidden { get; set; } = units; } [Network(4)] [Mlp(3)] [Mlp(3, Hidden = 5)] partial class A;",
        $"using NetGen; {Step} [Block, Step, Dense(\"Units\")] partial class TwoAttribute : BlockAttribute {{ public int Units {{ get; set; }} = 4; }} [Network(4)] [Two] [Two(Units = 3)] [HalfSquaredError] partial class A;".Replace("[Two] [Two(Units = 3)]", "[Two(Units = 4)] [Two]", StringComparison.Ordinal),
        "using NetGen; [Block, Dense(4), Tanh] partial class EncoderAttribute : BlockAttribute; [Network(4)] [Encoder] [Encoder(Shares = \"encoder1\")] [HalfSquaredError] partial class A;");

    [Fact, Triggers("NG1015")]
    public void Classes_that_are_no_blocks() => Expect.Problems(
        """
        using NetGen;
        partial class UnmarkedAttribute : BlockAttribute;
        [Block] partial class EmptyAttribute : BlockAttribute;
        [Block, {|NG1015:Self|}] partial class SelfAttribute : BlockAttribute;
        [Network(4)] [{|NG1015:Unmarked|}] partial class A;
        [Network(4)] [{|NG1015:Empty|}] partial class B;
        [Network(4)] [Self] partial class C;
        """,
        "Self cannot be used as a block: it contains itself",
        "Unmarked cannot be used as a block: its class has no [Block]; write [Block] before its first layer",
        "Empty cannot be used as a block: it has no layer; write at least one after [Block]");

    [Fact, Triggers("NG1015"), Triggers("NG1020"), Triggers("NG1003")]
    public void What_has_no_place_in_a_block() => Expect.Problems(
        """
        using NetGen;
        [Block, {|NG1020:WeightInitializer(Initial.Zeros)|}, {|NG1015:Input("age", 4)|}, Dense(4), {|NG1015:HalfSquaredError|}] partial class StepAttribute : BlockAttribute;
        [{|NG1003:Relu|}] partial class StepAttribute;
        [Network(4)] [Step] [Step] partial class A;
        """,
        "WeightInitializer has no layer above it; put it after the layer that it is meant for",
        "Step cannot be used as a block: it has Input, which only a network has; move it to the network's class",
        "Step cannot be used as a block: it has HalfSquaredError, which only a network has; move it to the network's class",
        "Relu stands on another part of StepAttribute than [Block]; move it there, because the order over several parts is not defined");

    [Fact, Triggers("NG1015")]
    public void A_block_of_another_assembly()
    {
        using var library = new MemoryStream();
        const string Source = "using NetGen; [Block, Dense(4)] public class StepAttribute : BlockAttribute;";
        Assert.True(GeneratorHost.Compile(Source).WithAssemblyName("Library").Emit(library).Success);
        CSharpCompilation project = GeneratorHost.Compile("using NetGen; [Network(4)] [Step] partial class A;").AddReferences(MetadataReference.CreateFromImage(library.ToArray()));
        Diagnostic found = Assert.Single(GeneratorHost.Run(project, GeneratorHost.Driver("Vector128")).Analyzer);
        Assert.Equal("NG1015", found.Id);
        Assert.Equal("Step cannot be used as a block: it is of another assembly, whose compiled attributes have no order; copy its source into this project", Expect.Message(found));
    }

    [Fact, Triggers("NG1016")]
    public void Names_of_no_size() => Expect.Problems(
        """
        using NetGen;
        [Block, Dense({|NG1016:"Hiden"|})] partial class MlpAttribute : BlockAttribute { public int Hidden { get; set; } = 3; }
        [Network(4)] [Mlp] partial class A;
        [Network(4)] [Dense({|NG1016:"Hidden"|})] partial class B;
        """,
        "the size of mlp1.dense1 is 'Hiden', which is no int property of the block and no variant of the network; did you mean 'Hidden'",
        "the size of dense1 is 'Hidden', which is no int property of the block and no variant of the network");

    [Fact, Triggers("NG1011"), Triggers("NG1013"), Triggers("NG2003")]
    public void Problems_inside_a_block_stand_there_once() => Expect.Problems(
        """
        using NetGen;
        [Block, Dense(4), Relu, Add("x", {|NG1011:"relu2"|})] partial class UnknownAttribute : BlockAttribute;
        [Block, Dense(4), {|NG1013:Relu|}, Add("x", "dense1")] partial class UnusedAttribute : BlockAttribute;
        [Block, Dense(3), Add("x", {|NG2003:"dense1"|})] partial class UnequalAttribute : BlockAttribute;
        [Network(4)] [Unknown] [Unused] partial class A;
        """.Replace("[Unknown] [Unused] partial class A;", "[Unknown] partial class A; [Network(4)] [Unused(Repeat = 3)] partial class B; [Network(4)] [Unequal] partial class C;", StringComparison.Ordinal),
        [
            "unknown1.add1 reads 'relu2', but no layer or input above it has that name; did you mean 'relu1'",
            "nothing reads unused1.relu1: name it by another layer's From or a loss's, or remove it",
            "unequal1.add1 expects [4], the shape of x, but unequal1.dense1 gives [3]",
        ]);

    [Fact]
    public void Two_networks_with_one_bad_block_report_once()
    {
        HostResult result = GeneratorHost.Run(
            "using NetGen; [Block, Dense(0)] partial class BadAttribute : BlockAttribute; [Network(4)] [Bad] partial class A; [Network(4)] [Bad] [Bad] partial class B;");
        Assert.Equal("NG2001", Assert.Single(result.Analyzer).Id);
        Assert.Equal(["A was not generated: 1 problem", "B was not generated: 1 problem"], result.Generator.Select(Expect.Message).Order(StringComparer.Ordinal));
    }

    [Fact, Triggers("NG1013")]
    public void A_block_that_nothing_reads_is_reported_at_its_use() => Expect.Problems(
        $"using NetGen; {Step} [Network(4)] [{{|NG1013:Step(Repeat = 2)|}}] [Dense(3, From = \"x\")] partial class A;",
        "nothing reads step2: name it by another layer's From or a loss's, make it an output by [Output(\"step2\")], or remove it");

    [Fact, Triggers("NG1010")]
    public void How_often_a_block_is_repeated() => Expect.Problems(
        $"using NetGen; {Step} [Network(4)] [Step({{|NG1010:Repeat = 0|}})] partial class A; [Network(4)] [Step({{|NG1010:Repeat = 10001|}})] partial class B;",
        "Repeat of Step is 0, but it must be from 1 to 10000",
        "Repeat of Step is 10001, but it must be from 1 to 10000");

    [Fact, Triggers("NG1011"), Triggers("NG1017")]
    public void Of_blocks_in_a_row_only_the_last_is_seen() => Expect.Problems(
        $$"""
        using NetGen;
        {{Step}}
        [Network(4)] [Step(Repeat = 3)] [Dense(4, {|NG1011:From = "step2"|})] partial class A;
        [Network(4)] [Step(Repeat = 3)] [Step({|NG1017:Shares = "step1"|})] partial class B;
        [Network(4)] [Step] [Step({|NG1017:Shares = "step1"|}, Repeat = 2)] partial class C;
        """,
        "dense1 reads 'step2', but no layer or input above it has that name; of blocks in a row by Repeat only the last, 'step3', can be read",
        "step4 cannot share the parameters of step1: it has Repeat = 1, and step1 has Repeat = 3",
        "step2 cannot share the parameters of step1: it has Repeat = 2, and step1 has Repeat = 1");

    [Fact, Triggers("NG1017")]
    public void A_block_that_cannot_share() => Expect.Problems(
        "using NetGen; [Block, Dense(4)] partial class EncoderAttribute : BlockAttribute; [Network(3)] [Encoder] [Encoder({|NG1017:Shares = \"encoder1\"|})] partial class A;",
        "encoder2 cannot share the parameters of encoder1: it has dense1.weight [4, 4], and encoder1 has dense1.weight [4, 3], dense1.bias [4]");

    [Fact, Triggers("NG1005"), Triggers("NG1007")]
    public void Names_of_blocks() => Expect.Problems(
        $$"""
        using NetGen;
        {{Step}}
        [Block, Dense(4), Relu({|NG1005:Name = "Dense1"|})] partial class TwiceAttribute : BlockAttribute;
        [Network(4)] [Step(Repeat = 3)] [Dense(4, {|NG1005:Name = "step2"|})] partial class A;
        [Network(4)] [Step(Repeat = 3)] [Dense(4, {|NG1005:Name = "step"|})] partial class B;
        [Network(4)] [{|NG1007:Step(Repeat = 3)|}] partial class C { public int Step => 1; }
        [Network(4)] [Twice] [Twice] partial class D;
        """,
        "the name 'Dense1' of Relu is taken by layer dense1; names must differ by more than case",
        "the name 'step2' of Dense is taken by layer step1; names must differ by more than case",
        "the name 'step' of Dense is taken by layer step1; names must differ by more than case",
        "'step1' collides with your member Step; choose another name for the layer or for the member");
}
