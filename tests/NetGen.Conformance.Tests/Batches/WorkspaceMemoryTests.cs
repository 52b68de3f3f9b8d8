using System;
using System.Linq;
using NetGen.Conformance.Tests.Chains;
using NetGen.Conformance.Tests.Compilation;
using NetGen.Conformance.Tests.Interpreter;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Runtime.V1;
using Xunit;

namespace NetGen.Conformance.Tests.Batches;

/// <summary>A gradient of fewer rows than its workspace has room for writes nothing behind them, though whole vectors reach over the ends of rows.</summary>
public sealed class WorkspaceMemoryTests
{
    private const int Capacity = 100;
    private const float Canary = -12345.678f;

    private static readonly int[] BatchSizes = [1, 2, 3, 4, 5, 7, 11, 16, 37, 64];

    public static TheoryData<KernelBody> Bodies => [.. KernelBodies.Supported];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Nothing_is_written_behind_the_rows(KernelBody body)
    {
        ForwardGraph[] graphs = ForwardGraphs.Read([.. BatchNetworks.All.Select(chain => chain.Source)]);
        for (int index = 0; index < graphs.Length; index++)
        {
            ScratchPlan scratch = Lowerer.Lower(graphs[index], Differentiator.Differentiate(graphs[index])).Training!.Scratch;
            ChainData data = BatchNetworks.Data(index, Capacity);
            ITrainableNetwork network = BatchNetworks.Network(index, body, data);
            var workspace = new Workspace(network, Capacity);
            var gradients = new Gradients(network);
            foreach (int rows in BatchSizes)
            {
                workspace.Buffer.Span.Fill(Canary);
                network.Gradient(data.Batch(BatchNetworks.All[index], rows), gradients, workspace);
                Forgive(workspace, scratch, rows);
                int stray = workspace.Buffer.Span.IndexOfAnyExcept(Canary);
                Assert.True(stray < 0, $"{rows} rows wrote float {stray} of the workspace; {BatchNetworks.Describe(index)}");
            }
        }
    }

    /// <summary>Puts the canary back wherever the rows may write.</summary>
    private static void Forgive(Workspace workspace, ScratchPlan scratch, int rows)
    {
        Span<float> memory = workspace.Buffer.Span;
        memory[..workspace.Network.WorkspaceFixedFloats].Fill(Canary);
        nint losses = Address.Of(ref System.Runtime.CompilerServices.Unsafe.As<double, float>(ref workspace.Losses));
        memory.Slice(IndexOf(losses), 2 * rows).Fill(Canary);
        memory.Slice(IndexOf(Address.Of(ref workspace.Scales)), rows).Fill(Canary);
        memory.Slice(IndexOf(Address.Of(ref workspace.InputGradientMemory)), rows * workspace.Network.Inputs[0].Size).Fill(Canary);
        int start = IndexOf(Address.Of(ref workspace.RowMemory));
        foreach (ScratchSlot slot in scratch.Slots.Where(slot => slot.Key.Extent == Extent.PerExample).Select(slot => slot.Value))
        {
            memory.Slice(start + workspace.BlockRows * slot.Offset, rows * slot.Length).Fill(Canary);
        }

        int IndexOf(nint address) => (int)(address - Address.Of(ref workspace.Buffer.Reference)) / sizeof(float);
    }
}
