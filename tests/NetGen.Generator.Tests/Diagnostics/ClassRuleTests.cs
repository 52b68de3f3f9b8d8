using Xunit;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NG1001, NG1002, NG1003, NG1009: what the class itself must be.</summary>
public class ClassRuleTests
{
    private const string NotPartial = "A is not partial, so no code can be added to it; write 'partial class A', and make every type around it partial too";
    private const string NoLayer = "A has no layer; add at least one, such as [Dense(10)], between [Network] and the loss";

    [Fact, Triggers("NG1001"), Triggers("NG0001")]
    public void Not_partial() => Expect.Problems("using NetGen; [Network(2), Dense(3)] class {|NG1001:A|};", NotPartial);

    [Fact, Triggers("NG1001")]
    public void Not_partial_inside_a_partial_type() => Expect.Problems("using NetGen; partial class Outer { [Network(2), Dense(3)] class {|NG1001:A|}; }", NotPartial);

    [Fact, Triggers("NG1001")]
    public void A_type_around_it_is_not_partial() => Expect.Problems(
        "using NetGen; class Outermost { public partial class Outer { [Network(2), Dense(3)] partial class {|NG1001:A|}; } }", NotPartial);

    [Fact, NearMiss("NG1001"), NearMiss("NG1009"), NearMiss("NG0001")]
    public void Every_type_around_it_is_partial() => Expect.Clean(
        "using NetGen; partial class Outer { partial class Inner { [Network(2), Dense(3)] partial class A; } }",
        "using NetGen; partial struct Outer { [Network(2), Dense(3)] partial class A; }",
        "using NetGen; partial interface IOuter { [Network(2), Dense(3)] partial class A; }",
        "using NetGen; partial record Outer { [Network(2), Dense(3)] partial class A; }",
        "using NetGen; partial record struct Outer { [Network(2), Dense(3)] partial class A; }",
        "using NetGen; static partial class Outer { [Network(2), Dense(3)] partial class A; }",
        "using NetGen; partial class @class { [Network(2), Dense(3)] private partial class A; }");

    [Fact, Triggers("NG1002")]
    public void No_layer() => Expect.Problems("using NetGen; [Network(2)] partial class {|NG1002:A|};", NoLayer);

    [Fact, Triggers("NG1002")]
    public void A_loss_alone() => Expect.Problems("using NetGen; [Network(2)] [HalfSquaredError] partial class {|NG1002:A|};", NoLayer);

    [Fact, NearMiss("NG1002")]
    public void One_layer_is_enough() => Expect.Clean(
        "using NetGen; [Network(2)] [Linear] partial class A;",
        "using NetGen; [Network(2)] [Linear] [HalfSquaredError] partial class A;",
        "using NetGen; [Linear, Network(2)] partial class A;");

    [Fact, Triggers("NG1003")]
    public void A_layer_on_another_part() => Expect.Problems(
        "using NetGen; [Network(2), Dense(3)] partial class A; [{|NG1003:Relu|}] partial class A;",
        "Relu stands on another part of A than [Network]; move it there, because the order over several parts is not defined");

    [Fact, Triggers("NG1003")]
    public void Layers_on_the_part_before_it_in_two_lists() => Expect.Problems(
        "using NetGen; [{|NG1003:Dense(3)|}] [{|NG1003:Relu|}, {|NG1003:HalfSquaredError|}] partial class A; [Network(2), Dense(3)] partial class A;",
        "Dense stands on another part of A than [Network]; move it there, because the order over several parts is not defined",
        "Relu stands on another part of A than [Network]; move it there, because the order over several parts is not defined",
        "HalfSquaredError stands on another part of A than [Network]; move it there, because the order over several parts is not defined");

    [Fact, NearMiss("NG1003")]
    public void Other_parts_without_layers_and_several_lists_on_one_part() => Expect.Clean(
        """
        using NetGen;

        [System.Obsolete] partial class A { public int Answer => 42; }

        [Network(2)]
        [Dense(3), Relu]
        [Dense(1)]
        [HalfSquaredError] partial class A;

        partial class A : System.IDisposable { public void Dispose() { } }
        """);

    [Fact, Triggers("NG1009")]
    public void A_record() => Unsuitable("[Network(2), Dense(3)] partial record {|NG1009:A|};", "it is a record; declare it as 'partial class'");

    [Fact, Triggers("NG1009")]
    public void A_static_class() => Unsuitable(
        "[Network(2), Dense(3)] static partial class {|NG1009:A|};",
        "it is static, and every network is an object with parameters of its own; take 'static' away");

    [Fact, Triggers("NG1009")]
    public void An_abstract_class() => Unsuitable(
        "[Network(2), Dense(3)] abstract partial class {|NG1009:A|};",
        "it is abstract, and NetGen adds members that make objects of it; take 'abstract' away");

    [Fact, Triggers("NG1009")]
    public void A_generic_class() => Unsuitable(
        "[Network(2), Dense(3)] partial class {|NG1009:A|}<T>;",
        "it is generic; a network's code is written for literal sizes, so take the type parameters away");

    [Fact, Triggers("NG1009")]
    public void Nested_in_a_generic_type() => Unsuitable(
        "partial struct Outer<T, U> { partial class Inner { [Network(2), Dense(3)] partial class {|NG1009:A|}; } }",
        "it stands inside the generic type Outer; move it out");

    [Fact, Triggers("NG1009")]
    public void A_class_of_one_file() => Unsuitable(
        "file partial class Outer { [Network(2), Dense(3)] partial class {|NG1009:A|}; }",
        "it is local to its file, and its code comes from another; take 'file' away");

    [Fact, Triggers("NG1009")]
    public void A_primary_constructor() => Unsuitable(
        "[Network(2), Dense(3)] partial class {|NG1009:A|}(int number) { public int Number => number; }",
        "it has a primary constructor, which the constructor that NetGen adds would have to call; write an ordinary method or property");

    [Fact, Triggers("NG1009")]
    public void The_constructor_that_NetGen_adds() => Unsuitable(
        "[Network(2), Dense(3)] partial class {|NG1009:A|} { private A(long number) => Number = number; public long Number { get; } }",
        "it declares the constructor that NetGen adds, A(long seed); give yours other parameters");

    [Fact, Triggers("NG1009")]
    public void A_required_member() => Unsuitable(
        "class B { public required int Number { get; set; } } [Network(2), Dense(3)] partial class {|NG1009:A|} : B;",
        "it has the required member Number, which the objects that NetGen's members make would lack; take 'required' away");

    [Fact, Triggers("NG1009")]
    public void A_base_class_that_cannot_be_constructed() => Unsuitable(
        "class B { private B() { } public B(int number) { } } [Network(2), Dense(3)] partial class {|NG1009:A|} : B { private A() : base(1) { } }",
        "its base class B has no constructor without parameters, which the constructor that NetGen adds would call; add one");

    [Fact, Triggers("NG1009")]
    public void A_keyword_as_name() => Expect.Problems(
        "using NetGen; [Network(2), Dense(3)] partial class {|NG1009:@class|};",
        "class cannot be a network, because its name is a keyword; rename it");

    [Fact, NearMiss("NG1009")]
    public void Classes_that_can_be_networks() => Expect.Clean(
        "using NetGen; [Network(2), Dense(3)] sealed partial class A;",
        "using NetGen; [Network(2), Dense(3)] partial class A { public A(int seed) : this((long)seed) { } public static A Copy(long seed) => new(seed); }",
        "using NetGen; class B { protected B(int number = 1) { } } [Network(2), Dense(3)] partial class A : B;",
        "using NetGen; class B<T>; [Network(2), Dense(3)] partial class A : B<int>;",
        "using NetGen; namespace @event.@int { [Network(2), Dense(3)] partial class A; }",
        "using NetGen; [Network(2), Dense(3)] partial class A { public override string ToString() => Info.Name; }");

    [Fact]
    public void A_network_that_derives_from_a_network_is_refused_and_its_base_still_generated()
    {
        Hosting.HostResult result = Hosting.GeneratorHost.Run("using NetGen; [Network(2), Dense(3)] partial class B; [Network(2), Dense(3)] partial class A : B;");
        Assert.Equal("A cannot be a network, because its base class B is a network itself; let it hold one instead", Expect.Message(Assert.Single(result.Analyzer)));
        Assert.Contains("B.g.cs", result.Files.Keys);
        Assert.DoesNotContain("A.g.cs", result.Files.Keys);
    }

    /// <summary>Emitted files of one name but for case would end generation for every network.</summary>
    [Fact]
    public void Networks_whose_names_differ_by_case_are_refused_and_others_still_generated()
    {
        Hosting.HostResult result = Hosting.GeneratorHost.Run("using NetGen; [Network(2), Dense(3)] partial class Xor; [Network(2), Dense(3)] partial class XOR; [Network(2), Dense(3)] partial class B;");
        Assert.Equal(["NG1009", "NG1009"], System.Linq.Enumerable.Select(result.Analyzer, found => found.Id));
        Assert.Equal(
            "Xor cannot be a network, because its name differs only by case from that of the network XOR; rename one of them",
            Expect.Message(result.Analyzer[0]));
        Assert.Contains("B.g.cs", result.Files.Keys);
    }

    /// <summary>A nested network must not take the name of a file of the network around it.</summary>
    [Fact]
    public void A_network_may_stand_inside_a_network() => Expect.Clean(
        "using NetGen; [Network(2), Dense(3)] partial class A { [Network(2), Dense(3)] public partial class Kernels; [Network(2), Dense(3)] public partial class Vector128; }");

    [Fact]
    public void A_struct_is_the_compilers_to_refuse() =>
        Expect.LeftToTheCompiler("using NetGen; [Network(2), Dense(3)] partial struct A;", "CS0592", "CS0592");

    private static void Unsuitable(string marked, string reason) => Expect.Problems("using NetGen; " + marked, "A cannot be a network, because " + reason);
}
