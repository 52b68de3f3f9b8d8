using System;
using System.Linq;
using System.Reflection;
using NetGen.Generator.Tests.Diagnostics;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Variants;

/// <summary>One network for each combination of sizes, behind a factory.</summary>
public class VariantTests
{
    private const string Source = """
        using System;
        using NetGen;

        namespace Samples;

        [Network(3), Variants(nameof(Hidden), 16, 5), Variants("Depth", 2, 7)]
        [Dense(nameof(Hidden)), Elementwise(nameof(Wave))]
        [Dense("Depth"), Tanh]
        [Dense(1)]
        [HalfSquaredError]
        public sealed partial class Scores
        {
            public const int Hidden = 16;

            private static float Wave(float x, float phase = 1) => MathF.Sin(x + phase);

            public static string Values() => string.Join(" ", HiddenValues.ToArray()) + " | " + string.Join(" ", DepthValues.ToArray());

            public static ITrainableNetwork Chosen() => new Hidden5Depth2(seed: 3);
        }
        """;

    private static readonly Type Factory = Assembly.Load(GeneratorHost.Run(Source).AssertClean().Emit())
        .GetType("Samples.Scores", throwOnError: true)!;

    public static TheoryData<int, int> Sizes => new() { { 16, 2 }, { 16, 7 }, { 5, 2 }, { 5, 7 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Each_network_has_its_sizes_and_learns(int hidden, int depth)
    {
        ITrainableNetwork model = Create(hidden, depth, 1);
        Assert.Equal($"Hidden{hidden}Depth{depth}", model.GetType().Name);
        Assert.Equal($"{hidden} by 3", string.Join(" by ", model.Parameters["dense1.weight"].Shape));
        Assert.Equal($"{depth} by {hidden}", string.Join(" by ", model.Parameters["dense2.weight"].Shape));
        var batch = Minibatch.From(new float[] { 0.5f, -1, 2 }, 3, new float[] { 1 }, 1);
        var (gradients, workspace, optimizer) = (new Gradients(model), new Workspace(model, 1), new Sgd(learningRate: 0.01));
        double before = model.Gradient(batch, gradients, workspace);
        optimizer.Step(model, gradients);
        Assert.True(model.Loss(batch, workspace) < before);
    }

    [Fact]
    public void The_same_seed_gives_the_same_network()
    {
        Assert.Equal(Create(5, 7, 9).Parameters["dense1.weight"].ToArray(), Create(5, 7, 9).Parameters["dense1.weight"].ToArray());
        Assert.NotEqual(Create(5, 7, 9).Parameters["dense1.weight"].ToArray(), Create(5, 7, 8).Parameters["dense1.weight"].ToArray());
    }

    [Fact]
    public void The_values_are_there_in_the_order_of_the_declaration() => Assert.Equal("16 5 | 2 7", Factory.GetMethod("Values")!.Invoke(null, null));

    [Theory]
    [InlineData(4, 2, "hidden", "Scores is compiled for Hidden = 16, 5.")]
    [InlineData(5, 0, "depth", "Scores is compiled for Depth = 2, 7.")]
    public void Another_size_is_refused_with_the_values(int hidden, int depth, string parameter, string message)
    {
        var error = Assert.IsType<ArgumentOutOfRangeException>(Assert.Throws<TargetInvocationException>(() => Create(hidden, depth, 0)).InnerException);
        Assert.Equal(parameter, error.ParamName);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_without_a_loss_and_one_in_another_class() => Expect.Clean(
        "using NetGen; [Network(3), Variants(\"Hidden\", 2, 4)] [Dense(\"Hidden\")] partial class A { static INetwork Any => Create(4); }",
        "using NetGen; partial class Outer { [Network(3), Variants(\"hidden\", 2)] [Dense(\"hidden\")] [HalfSquaredError] public partial class A { } static Outer.A.Hidden2 One => (A.Hidden2)A.Create(2, seed: 3); }",
        "using NetGen; [Network(3), Variants(\"Hidden\", 2, 4)] [Dense(\"Hidden\")] partial class A { public partial class Hidden2 { public int Twice => 2 * OutputSize; } }");

    [Fact, Triggers("NG1050")]
    public void Variants_that_do_not_fit() => Expect.Problems(
        """
        using NetGen;
        [Network(3), Variants({|NG1050:"Hiden"|}, 16)] [Dense(3)] partial class A;
        [Network(3), Variants({|NG1050:"Hidden"|})] [Dense(3)] partial class B;
        [Network(3), Variants("Hidden", 16, 32, {|NG1050:16|})] [Dense("Hidden")] partial class C;
        [Network(3), Variants("Hidden", 16, {|NG1050:0|})] [Dense("Hidden")] partial class D;
        [Network(3), Variants("Hidden", 16), Variants({|NG1050:"hidden"|}, 4)] [Dense("Hidden")] partial class E;
        [Network(3), Variants({|NG1050:"my size"|}, 16)] [Dense(3)] partial class F;
        """,
        "Hiden cannot be a variant of A: no layer uses it; write its name in place of a number, as in [Dense(\"Hiden\")]",
        "Hidden cannot be a variant of B: it has no values; list them after the name",
        "Hidden cannot be a variant of C: the value 16 stands twice",
        "Hidden cannot be a variant of D: the value 0 is no size; sizes are at least 1",
        "hidden cannot be a variant of E: the name is taken; names must differ by more than case, and 'seed' is that of a parameter",
        "my size cannot be a variant of F: the name is no identifier; use letters, digits and underscores, no keyword");

    [Fact, NearMiss("NG1050")]
    public void Variants_of_one_value_and_in_two_layers() => Expect.Clean("using NetGen; [Network(3), Variants(\"Hidden\", 16)] [Dense(\"Hidden\")] [Dense(\"Hidden\")] partial class A;");

    [Fact, Triggers("NG1050")]
    public void Too_many_networks()
    {
        string values = string.Join(", ", Enumerable.Range(1, 11));
        HostResult result = GeneratorHost.Run($"using NetGen; [Network(3), Variants(\"A\", {values}), Variants(\"B\", {values})] [Dense(\"A\")] [Dense(\"B\")] partial class N;");
        Assert.Equal("B cannot be a variant of N: there would be 121 networks, of which each is compiled; the most are 100", Expect.Message(Assert.Single(result.Analyzer)));
    }

    [Fact, Triggers("NG1007"), Triggers("NG1001")]
    public void Members_of_the_users_and_a_class_that_is_not_partial() => Expect.Problems(
        """
        using NetGen;
        [Network(3), Variants("Hidden", 16, 4)] [Dense("Hidden")] partial class {|NG1007:A|} { public int HiddenValues => 1; }
        [Network(3), Variants("Hidden", 16, 4)] [Dense("Hidden")] class {|NG1001:B|} { }
        """,
        "'HiddenValues' collides with a member that NetGen adds to a network with variants; rename yours",
        "B is not partial, so no code can be added to it; write 'partial class B', and make every type around it partial too");

    [Fact]
    public void A_mistake_in_a_layer_is_one_for_all_variants() => Expect.Problems(
        "using NetGen; [Network(3), Variants(\"Hidden\", 16, 4)] [Dense(\"Hidden\")] [Dense({|NG2001:0|})] partial class A { static object Use => Create(4, seed: 1).Parameters; static Hidden16 One => new(seed: 2); }",
        "the size of dense2 is 0, but it must be from 1 to 268435456");

    private static ITrainableNetwork Create(int hidden, int depth, long seed) => (ITrainableNetwork)Factory.GetMethod("Create")!.Invoke(null, [hidden, depth, seed])!;
}
