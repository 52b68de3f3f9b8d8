using System;
using NetGen.Tests.Runtime;
using Xunit;

namespace NetGen.Tests.Networks;

public class WorkspaceTests
{
    [Fact]
    public void Is_as_large_as_the_network_says()
    {
        var workspace = new Workspace(new TestNetwork(inputs: 3, outputs: 4), 17);
        Assert.Equal(17, workspace.Capacity);
        Assert.Equal(32, workspace.PaddedCapacity);
        Assert.Equal(32 + 32 * 7, workspace.Buffer.Length);
    }

    [Fact]
    public void The_input_gradient_has_the_rows_of_the_last_call()
    {
        var workspace = new Workspace(new TestNetwork(inputs: 3, outputs: 4, inputGradientOffset: 4), 2);
        Assert.True(workspace.InputGradient.IsEmpty);
        workspace.Buffer.Span[32 + 16 * 4] = 5;
        workspace.Completed(2);
        Assert.Equal([5f, 0, 0, 0, 0, 0], workspace.InputGradient.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.Completed(3));
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
    [InlineData(int.MaxValue, "A workspace of TestNetwork for 2147483647 rows needs 156766306336 floats")]
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
    public void Keeps_a_pass_for_generated_code()
    {
        var workspace = new Workspace(new TestNetwork(), 1);
        Assert.Null(workspace.Pass);
        var pass = new Pass(_ => { });
        workspace.Pass = pass;
        Assert.Same(pass, workspace.Pass);
    }
}
