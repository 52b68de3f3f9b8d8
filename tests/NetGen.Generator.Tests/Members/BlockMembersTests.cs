using System;
using System.Linq;
using System.Reflection;
using NetGen.Generator.Tests.Diagnostics;
using NetGen.Generator.Tests.Hosting;
using Xunit;

namespace NetGen.Generator.Tests.Members;

/// <summary>Parameters inside blocks are reached by the names of the blocks; those of blocks in a row by a number.</summary>
public class BlockMembersTests
{
    private const string Blocks = """
        using System;
        using NetGen;

        [Block, Dense(4), Elementwise(typeof(Functions), nameof(Functions.Wave)), Add("x", "wave1")]
        partial class StepAttribute : BlockAttribute;

        [Block, Dense(nameof(Hidden)), Tanh, Dense(4, Bias = false), Step(Repeat = 2)]
        partial class MlpAttribute : BlockAttribute { public int Hidden { get; set; } = 3; }

        static class Functions
        {
            public static float Wave(float x, float phase = 0.5f, float frozen = 2) => MathF.Sin(frozen * x + phase);
        }

        """;

    /// <summary>Sets and reads parameters by the members; returns names of what was set.</summary>
    private const string Uses = """

        partial class A
        {
            public static void Set(A model)
            {
                model.Mlp1.Dense1.Weight[2, 3] = 1;
                model.Mlp1.Dense2.Weight[3, 2] = 2;
                model.Mlp1.Step(2).Dense1.Bias[1] = 3;
                model.Mlp1.Step(1).Wave1.Phase = 4;
                model.Step(1).Dense1.Weight[0, 0] = 5;
                model.Step(3).Wave1.FrozenParameter = 6;
                model.Last.Dense1.Weight[4, 0] = 7;
                model.Last.Step(2).Wave1.Phase = 8;
                model.Step(2).Dense1.Frozen = true;
                model.Mlp1.Step(2).Wave1.Frozen = true;
            }
        }
        """;

    private const string Network = "[Network(4)] [Mlp] [Step(Repeat = 3)] [Mlp(Name = \"last\", Hidden = 5)] [HalfSquaredError] partial class A;";

    private static readonly Type A = Assembly.Load(GeneratorHost.Run(Blocks + Network + Uses).AssertClean().Emit()).GetType("A", throwOnError: true)!;

    [Fact]
    public void Each_member_is_the_parameter_of_its_name()
    {
        var model = (INetwork)Activator.CreateInstance(A, 0L)!;
        foreach (ParameterEntry entry in model.Info.Layout.Entries)
        {
            model.Parameters[entry.Name].CopyFrom(new float[entry.Count]);
        }

        A.GetMethod("Set")!.Invoke(null, [model]);
        string[] set = [.. model.Info.Layout.Entries.SelectMany(entry => Elements(model, entry.Name))];
        Assert.Equal(
            [
                "mlp1.dense1.weight[11] = 1", "mlp1.dense2.weight[11] = 2", "mlp1.step1.wave1.phase[0] = 4", "mlp1.step2.dense1.bias[1] = 3",
                "step1.dense1.weight[0] = 5", "step3.wave1.frozen[0] = 6", "last.dense1.weight[16] = 7", "last.step2.wave1.phase[0] = 8",
            ],
            set);
        Assert.Equal(
            ["mlp1.step2.wave1.phase", "mlp1.step2.wave1.frozen", "step2.dense1.weight", "step2.dense1.bias"],
            model.Info.Layout.Entries.Where((_, i) => model.Parameters.Frozen(i)).Select(entry => entry.Name));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    public void A_number_of_no_block_is_refused_with_the_range(int number)
    {
        object model = Activator.CreateInstance(A, 0L)!;
        var error = Assert.IsType<ArgumentOutOfRangeException>(Assert.Throws<TargetInvocationException>(() => A.GetMethod("Step")!.Invoke(model, [number])).InnerException);
        Assert.Equal("number", error.ParamName);
        Assert.StartsWith("The blocks step have numbers from 1 to 3.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_blocks_emit_the_members_of_few()
    {
        string Members(int repeat) => GeneratorHost.Run($"{Blocks}[Network(4)] [Step(Repeat = {repeat})] partial class A;").AssertClean().Files["A.Members.g.cs"];
        Assert.Equal(Members(10).Split('\n').Length, Members(1000).Split('\n').Length);
    }

    [Fact]
    public void Shared_layers_show_their_owners_parameters()
    {
        const string Source = """
            using NetGen;
            [Block, Dense(4), Tanh, Dense(4, Name = "again", Shares = "dense1")] partial class EncoderAttribute : BlockAttribute;
            [Network(4)] [Encoder] [Encoder(Shares = "encoder1")] [Dense(2)] [HalfSquaredError]
            partial class A
            {
                public static bool AreOne(A model)
                {
                    model.Encoder1.Dense1.Weight[1, 2] = 7;
                    return model.Encoder1.Again.Weight[1, 2] == 7 && model.Encoder2.Dense1.Weight[1, 2] == 7 && model.Encoder2.Again.Weight[1, 2] == 7;
                }
            }
            """;
        Type type = LoadedNetwork.Type(Source);
        Assert.True((bool)type.GetMethod("AreOne")!.Invoke(null, [Activator.CreateInstance(type, 0L)])!);
    }

    /// <summary>Names of types give way to names of members, which the user chose.</summary>
    [Fact]
    public void No_names_collide() => Expect.Clean(
        """
        using NetGen;
        [Block, Dense(4, Name = "mlp1Parameters"), Dense(4, Name = "inner")] partial class MlpAttribute : BlockAttribute;
        [Block, Mlp(Name = "inner"), Dense(4, Name = "first"), Dense(4, Name = "buffer")] partial class InnerAttribute : BlockAttribute;
        [Network(4)] [Mlp] [Inner(Name = "inner")] [Dense(4, Name = "innerParameters")] partial class A;
        """);

    private static string[] Elements(INetwork model, string name)
    {
        ParameterView view = model.Parameters[name];
        float[] values = view.ToArray();
        return [.. Enumerable.Range(0, values.Length).Where(i => values[i] != 0).Select(i => $"{name}[{i}] = {values[i]}")];
    }
}
