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
