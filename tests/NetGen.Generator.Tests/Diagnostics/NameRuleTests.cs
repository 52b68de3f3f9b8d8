using System.Linq;
using System.Text.RegularExpressions;
using NetGen.Generator.Declarations;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NG1005, NG1006, NG1007: what layers may be called.</summary>
public class NameRuleTests
{
    [Fact, Triggers("NG1005")]
    public void The_same_name() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3, Name = \"stem\")] [Relu({|NG1005:Name = \"stem\"|})] partial class A;",
        "the name 'stem' of Relu is taken by layer stem; names must differ by more than case");

    [Fact, Triggers("NG1005")]
    public void The_same_name_but_for_case() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3, Name = \"stem\")] [Dense(3, {|NG1005:Name = \"Stem\"|}, Bias = false)] partial class A;",
        "the name 'Stem' of Dense is taken by layer stem; names must differ by more than case");

    [Fact, Triggers("NG1005")]
    public void A_default_name_taken_by_a_name_above() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3, Name = \"dense2\")] [{|NG1005:Dense(4)|}] partial class A;",
        "the name 'dense2' of Dense is taken by layer dense2; names must differ by more than case");

    [Fact, Triggers("NG1005")]
    public void A_name_taken_by_a_default_name_above() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3)] [Relu({|NG1005:Name = \"DENSE1\"|})] partial class A;",
        "the name 'DENSE1' of Relu is taken by layer dense1; names must differ by more than case");

    [Fact, NearMiss("NG1005")]
    public void Default_names_count_named_layers_too() => Expect.Clean(
        "using NetGen; [Network(2)] [Dense(3, Name = \"dense1\")] [Dense(4)] [Relu(Name = null)] [Relu] partial class A;",
        "using NetGen; [Network(2)] [Dense(3, Name = \"a\")] [Dense(3, Name = \"a1\")] [Dense(3, Name = \"_a\")] partial class N;");

    [Fact, Triggers("NG1006")]
    public void No_identifiers() => Expect.Problems(
        """
        using NetGen;
        [Network(2)]
        [Dense(3, {|NG1006:Name = ""|})]
        [Dense(3, {|NG1006:Name = "1a"|})]
        [Dense(3, {|NG1006:Name = "class"|})]
        [Dense(3, {|NG1006:Name = "my layer"|})]
        [Dense(3, {|NG1006:Name = "a.b"|})]
        [Dense(3, {|NG1006:Name = "@a"|})]
        [Relu({|NG1006:Name = "where"|})]
        partial class A;
        """,
        "the name '' of Dense is no identifier; use letters, digits and underscores, no keyword",
        "the name '1a' of Dense is no identifier; use letters, digits and underscores, no keyword",
        "the name 'class' of Dense is no identifier; use letters, digits and underscores, no keyword",
        "the name 'my layer' of Dense is no identifier; use letters, digits and underscores, no keyword",
        "the name 'a.b' of Dense is no identifier; use letters, digits and underscores, no keyword",
        "the name '@a' of Dense is no identifier; use letters, digits and underscores, no keyword",
        "the name 'where' of Relu is no identifier; use letters, digits and underscores, no keyword");

    [Fact, NearMiss("NG1006")]
    public void Identifiers() => Expect.Clean(
        """
        using NetGen;
        [Network(2)]
        [Dense(3, Name = "a1")]
        [Dense(3, Name = "Class")]
        [Dense(3, Name = "my_layer")]
        [Dense(3, Name = "_1")]
        [Dense(3, Name = "größe")]
        [Relu(Name = "value")]
        partial class A;
        """);

    [Fact, Triggers("NG1007")]
    public void A_member_of_the_users() => Expect.Problems(
        "using NetGen; [Network(2)] [{|NG1007:Dense(3)|}] [Relu({|NG1007:Name = \"stem\"|})] partial class A { public int Dense1 => 1; public class Stem; }",
        "'dense1' collides with your member Dense1; choose another name for the layer or for the member",
        "'stem' collides with your member Stem; choose another name for the layer or for the member");

    [Fact, Triggers("NG1007")]
    public void A_member_of_the_users_on_another_part_or_inherited() => Expect.Problems(
        "using NetGen; class B { protected int Dense1 => 1; } [Network(2)] [{|NG1007:Dense(3)|}] [{|NG1007:Dense(3)|}] partial class A : B; partial class A { public void Dense2() { } }",
        "'dense1' collides with your member Dense1; choose another name for the layer or for the member",
        "'dense2' collides with your member Dense2; choose another name for the layer or for the member");

    [Fact, Triggers("NG1007")]
    public void A_member_that_NetGen_adds() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3, {|NG1007:Name = \"predict\"|})] [Relu({|NG1007:Name = \"Info\"|})] partial class A;",
        "'predict' collides with NetGen's member Predict; choose another name for the layer",
        "'Info' collides with NetGen's member Info; choose another name for the layer");

    [Fact, Triggers("NG1007")]
    public void Members_of_the_users_that_NetGen_would_add() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3)] partial class {|NG1007:{|NG1007:A|}|} { public void Predict() { } public const int InputSize = 1; }",
        "'InputSize' collides with the member that NetGen adds to every network; rename yours",
        "'Predict' collides with the member that NetGen adds to every network; rename yours");

    [Fact, Triggers("NG1007")]
    public void The_name_of_the_class() => Expect.Problems(
        "using NetGen; [Network(2)] [{|NG1007:Dense(3)|}] partial class Dense1;",
        "'dense1' collides with the name of the class; choose another name for the layer");

    [Fact, Triggers("NG1007")]
    public void A_class_called_like_a_member_that_NetGen_adds() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3)] partial class {|NG1007:Trace|};",
        "'Trace' collides with the member that NetGen adds to every network; rename the class");

    [Fact, Triggers("NG1007")]
    public void The_names_of_input_and_target() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3, {|NG1007:Name = \"x\"|})] [Relu({|NG1007:Name = \"Target\"|})] [HalfSquaredError] partial class A;",
        "'x' collides with the network's value x; choose another name for the layer",
        "'Target' collides with the network's value target; choose another name for the layer");

    [Fact, Triggers("NG1007")]
    public void A_member_of_every_object() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3, {|NG1007:Name = \"toString\"|})] [Relu({|NG1007:Name = \"getHashCode\"|})] partial class A;",
        "'toString' collides with the member ToString of every object; choose another name for the layer",
        "'getHashCode' collides with the member GetHashCode of every object; choose another name for the layer");

    [Fact, Triggers("NG1007")]
    public void A_name_that_the_emitted_code_uses() => Expect.Problems(
        "using NetGen; [Network(2)] [Dense(3, {|NG1007:Name = \"memoryMarshal\"|})] partial class {|NG1007:A|} { public void Unsafe() { } }",
        "'memoryMarshal' collides with MemoryMarshal, a name that NetGen's code uses; choose another name for the layer",
        "'Unsafe' collides with a name that NetGen's code uses; rename yours");

    [Fact, NearMiss("NG1007")]
    public void Names_that_meet_nothing() => Expect.Clean(
        "using NetGen; [Network(2)] [Dense(3)] [Tanh] [HalfSquaredError] partial class A { public int Dense2 => 1; public int Dense => 2; public int dense1 => 3; public int Predicted => 4; }",
        "using NetGen; class B { private int Dense1 => 1; public int One => Dense1; } [Network(2)] [Dense(3)] partial class A : B;",
        "using NetGen; [Network(2)] [Dense(3)] partial class Dense;");

    /// <summary>Locals, parameters and private members of the emitted code must not meet names made from a layer's.</summary>
    [Fact]
    public void Layers_may_be_called_like_anything_inside_the_emitted_code()
    {
        string[] names = WordsOf(GeneratorHost.Run(Networks.Xor, Networks.Mnist1D));
        HostResult refused = GeneratorHost.Run(Named(names));
        Assert.All(refused.Analyzer, problem => Assert.Equal("NG1007", problem.Id));

        string[] free = [.. names.Except(refused.Analyzer.Select(problem => Expect.Message(problem).Split('\'')[1]))];
        Assert.InRange(free.Length, 100, 2000);
        Expect.Clean(Named(free));
    }

    /// <summary>Every word outside comments that could be a layer's name. Of the kernels only those with a capital, which a layer's property could hide.</summary>
    private static string[] WordsOf(HostResult result) =>
    [
        .. result.Files
            .SelectMany(file => Regex.Matches(Regex.Replace(file.Value, "//.*", ""), @"\b[\p{L}_]\w*")
                .Select(match => match.Value)
                .Where(word => char.IsUpper(word[0]) || !file.Key.Contains("128", System.StringComparison.Ordinal)))
            .Where(LayerNames.IsIdentifier)
            .DistinctBy(word => word.ToUpperInvariant()),
    ];

    /// <summary>Networks of 40 layers each, which together bear all these names.</summary>
    private static string Named(string[] names) => "using NetGen; namespace Words; " + string.Join('\n', names
        .Chunk(40)
        .Select((chunk, number) => $"[Network(2)] {string.Concat(chunk.Select(name => $"[Dense(2, Name = \"{name}\")] "))} [HalfSquaredError] partial class W{number}W;"));

    /// <summary>A name of the framework that the emitted code shortens by an alias is hidden by a member of that name, so it must be known as used.</summary>
    [Fact]
    public void Every_alias_of_the_emitted_code_may_be_the_name_of_a_layer_or_is_refused()
    {
        HostResult all = GeneratorHost.Run(GeneratorHost.Compile(Networks.Xor, Networks.Mnist1D), GeneratorHost.Driver());
        string[] aliases = [.. all.Files.Values.SelectMany(text => Regex.Matches(text, @"^using (\w+) =", RegexOptions.Multiline)).Select(match => match.Groups[1].Value).Distinct().Order()];
        Assert.NotEmpty(aliases);
        string[] free = [.. aliases.Except(LayerNames.Used)];
        string layers = string.Join('\n', free.Select(name => $"[Dense(2, Name = \"{name}\")]"));
        HostResult result = GeneratorHost.Run(GeneratorHost.Compile($"using NetGen; [Network(2)] {layers} [Dense(2)] [SoftmaxCrossEntropy] partial class N;"), GeneratorHost.Driver());
        Assert.Empty(result.Analyzer);
        Assert.Empty(result.Compiler);
    }
}
