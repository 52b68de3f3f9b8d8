using System;
using System.Linq;
using System.Runtime.InteropServices;
using NetGen.Tests.Runtime;
using Xunit;

namespace NetGen.Tests.Networks;

public class WorkspaceTests
{
    // For each row 2 floats of loss, 1 of scale and, in a block, what the network says.
    [Theory]
    [InlineData(17, int.MaxValue, 32, 32 + 32 * 3 + 32 * 7)]
    [InlineData(17, 32, 32, 32 + 32 * 3 + 32 * 7)]
    [InlineData(100, 32, 32, 32 + 112 * 3 + 32 * 7)]
    [InlineData(100, 40, 48, 32 + 112 * 3 + 48 * 7)]
    public void Is_as_large_as_the_network_says(int capacity, int blockRows, int rowsOfBlock, int floats)
    {
        var workspace = new Workspace(new TestNetwork(inputs: 3, outputs: 4, blockRows: blockRows), capacity);
        Assert.Equal(capacity, workspace.Capacity);
        Assert.Equal(rowsOfBlock, workspace.BlockRows);
        Assert.Equal(floats, workspace.Buffer.Length);
    }

    [Fact]
    public void Blocks_are_about_equally_large_and_fit()
    {
        var workspace = new Workspace(new TestNetwork(inputs: 3, outputs: 4, blockRows: 64), 1000);
        Assert.Equal([1, 64, 48, 64, 48], new[] { 1, 64, 65, 128, 129 }.Select(workspace.BlockOf));
        Assert.All(Enumerable.Range(1, 1000), rows => Assert.InRange(workspace.BlockOf(rows), 1, 64));
    }

    [Fact]
    public void The_input_gradient_has_the_rows_of_the_last_call()
    {
        var workspace = new Workspace(new TestNetwork(inputs: 3, outputs: 4, hasInputGradient: true), 2);
        Assert.True(workspace.InputGradient.IsEmpty);
        workspace.InputGradientMemory = 5;
        workspace.Completed(2);
        Assert.Equal([5f, 0, 0, 0, 0, 0], workspace.InputGradient.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.Completed(3));
    }

    [Fact]
    public void Regions_do_not_overlap()
    {
        var workspace = new Workspace(new TestNetwork(inputs: 3, outputs: 4, hasInputGradient: true, blockRows: 32), 100);
        workspace.Buffer.Span.Fill(7);
        workspace.Completed(100);
        MemoryMarshal.CreateSpan(ref workspace.SharedMemory, 32).Fill(1);
        MemoryMarshal.CreateSpan(ref workspace.Losses, 100).Fill(2);
        MemoryMarshal.CreateSpan(ref workspace.InputGradientMemory, 300).Fill(3);
        MemoryMarshal.CreateSpan(ref workspace.RowMemory, 32 * 7).Fill(4);
        Assert.True(MemoryMarshal.CreateSpan(ref workspace.SharedMemory, 32).IndexOfAnyExcept(1f) < 0);
        Assert.True(MemoryMarshal.CreateSpan(ref workspace.Losses, 100).IndexOfAnyExcept(2d) < 0);
        Assert.True(workspace.InputGradient.IndexOfAnyExcept(3f) < 0);
        Assert.Equal(4, workspace.Buffer.Span[^1]);
    }

    [Fact]
    public void Each_objective_and_each_input_of_floats_has_memory_of_its_own()
    {
        Workspace workspace = OfSeveral(hasInputGradient: true);
        workspace.Completed(20);
        MemoryMarshal.CreateSpan(ref workspace.SharedMemory, 16).Fill(1);
        for (int objective = 0; objective < 3; objective++)
        {
            MemoryMarshal.CreateSpan(ref workspace.LossesOf(objective), 32).Fill(10 + objective);
            MemoryMarshal.CreateSpan(ref workspace.ScalesOf(objective), 32).Fill(20 + objective);
        }

        MemoryMarshal.CreateSpan(ref workspace.InputGradientMemoryOf(1), 32 * 3).Fill(31);
        MemoryMarshal.CreateSpan(ref workspace.InputGradientMemoryOf(2), 32 * 2).Fill(32);
        MemoryMarshal.CreateSpan(ref workspace.RowMemory, 32 * 5).Fill(4);
        Assert.Equal(16 + (32 * 3 * 3) + (32 * 5) + (32 * 5), workspace.Buffer.Length);
        Assert.True(workspace.Buffer.Span[^160..].IndexOfAnyExcept(4f) < 0);
        Assert.True(MemoryMarshal.CreateSpan(ref workspace.SharedMemory, 16).IndexOfAnyExcept(1f) < 0);
        for (int objective = 0; objective < 3; objective++)
        {
            Assert.True(MemoryMarshal.CreateSpan(ref workspace.LossesOf(objective), 32).IndexOfAnyExcept(10d + objective) < 0);
            Assert.True(MemoryMarshal.CreateSpan(ref workspace.ScalesOf(objective), 32).IndexOfAnyExcept(20f + objective) < 0);
        }

        Assert.Equal((10, 20), (workspace.Losses, workspace.Scales));
        Assert.Equal((60, 40), (workspace.InputGradientOf(1).Length, workspace.InputGradientOf(2).Length));
        Assert.True(workspace.InputGradientOf(1).IndexOfAnyExcept(31f) < 0);
        Assert.True(workspace.InputGradientOf(2).IndexOfAnyExcept(32f) < 0);
    }

    [Fact]
    public void By_ints_there_is_no_derivative()
    {
        Workspace workspace = OfSeveral(hasInputGradient: true);
        Assert.Equal(
            "The input words of Several holds ints, so the loss has no derivative by it; InputGradientOf gives that of another input.",
            Assert.Throws<InvalidOperationException>(() => workspace.InputGradient.Length).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.InputGradientOf(3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.InputGradientOf(-1).Length);
        Assert.Throws<InvalidOperationException>(() => OfSeveral(hasInputGradient: false).InputGradientOf(1).Length);
    }

    [Fact]
    public void Counts_steps_from_any_number()
    {
        Workspace workspace = OfSeveral(hasInputGradient: false);
        Assert.Equal((0, 0), (workspace.Seed, workspace.Step));
        workspace.Completed(0);
        Assert.Equal(0, workspace.Step);
        workspace.Completed(20);
        workspace.Completed(1);
        Assert.Equal(2, workspace.Step);
        workspace.Step = 1L << 40;
        workspace.Completed(1);
        Assert.Equal((1L << 40) + 1, workspace.Step);
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.Step = -1);
    }

    [Fact]
    public void Without_a_declared_input_gradient_there_is_none()
    {
        var workspace = new Workspace(new TestNetwork(), 2);
        Assert.Contains("[Network(..., InputGradient = true)]", Assert.Throws<InvalidOperationException>(() => workspace.InputGradient.Length).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "The capacity of a workspace of TestNetwork is 0, but at least 1 row is needed.")]
    [InlineData(-1, "The capacity of a workspace of TestNetwork is -1")]
    [InlineData(int.MaxValue, "A workspace of TestNetwork for 2147483647 rows needs 163208757280 floats")]
    public void Impossible_capacities_are_refused(int capacity, string message) => Assert.StartsWith(
        message, Assert.Throws<ArgumentOutOfRangeException>(() => new Workspace(new TestNetwork(), capacity)).Message, StringComparison.Ordinal);

    [Fact]
    public void May_use_all_processors_unless_told_otherwise()
    {
        var workspace = new Workspace(new TestNetwork(), 1);
        Assert.Equal(Environment.ProcessorCount, workspace.Threads);
        workspace.Threads = 1;
        Assert.Equal(1, workspace.Threads);
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.Threads = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.Threads = -1);
        Assert.Equal(1, workspace.Threads);
    }

    private static Workspace OfSeveral(bool hasInputGradient) => new(
        new BareNetwork(new NetworkInfo
        {
            Name = "Several",
            Inputs = [new FieldInfo("words", [4], ElementKind.Int), new FieldInfo("x", [3], ElementKind.Float), new FieldInfo("z", [2], ElementKind.Float)],
            Outputs = [],
            Targets = [],
            Layers = [],
            Layout = new ParameterLayout([], 0),
            WorkspaceFixedFloats = 16,
            WorkspaceFloatsPerRow = 5,
            ObjectiveCount = 3,
            HasInputGradient = hasInputGradient,
            Decision = ClassDecision.None,
        }),
        20);

    [Fact]
    public void Keeps_a_pass_for_one_computation_at_a_time()
    {
        var workspace = new Workspace(new TestNetwork(), 1);
        Assert.Null(workspace.TakePass());
        var pass = new Pass(_ => { });
        workspace.KeepPass(pass);
        Assert.Same(pass, workspace.TakePass());
        Assert.Null(workspace.TakePass());
    }
}
