using System;
using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Workloads;

/// <summary>A training step on one contiguous batch: loss and gradient, then Adam.</summary>
internal sealed class TrainStep : Workload
{
    private readonly ITrainableNetwork _network;
    private readonly Minibatch _batch;
    private readonly Gradients _gradients;
    private readonly Workspace _workspace;

    // The weights stay as they are, so that a step costs the same however long it is repeated: in a trained network gradients fade into subnormal numbers.
    private readonly Adam _optimizer = new(learningRate: 0);

    public TrainStep(ITrainableNetwork network, LayerSizes sizes, Minibatch batch, int threads = 1)
        : base(sizes.TrainingStep(batch.Count), threads)
    {
        _network = network;
        _batch = batch;
        _gradients = new Gradients(network);
        _workspace = new Workspace(network, batch.Count) { Threads = threads };
    }

    /// <inheritdoc/>
    public override void Run(int times)
    {
        for (int time = 0; time < times; time++)
        {
            _network.Gradient(_batch, _gradients, _workspace);
            _optimizer.Step(_network, _gradients);
        }
    }

    /// <summary>Random rows with random classes.</summary>
    public static Minibatch Classes(LayerSizes sizes, int batch) =>
        Minibatch.From(AlignedRows.Normals(batch * sizes.Input), sizes.Input, AlignedRows.Indices(batch, sizes.Output));

    /// <summary>Random rows with random targets of 0 or 1.</summary>
    public static Minibatch Bits(LayerSizes sizes, int batch)
    {
        int[] bits = AlignedRows.Indices(batch * sizes.Output, 2);
        return Minibatch.From(AlignedRows.Normals(batch * sizes.Input), sizes.Input, Array.ConvertAll(bits, bit => (float)bit), sizes.Output);
    }

    /// <summary>Random rows with random targets.</summary>
    public static Minibatch Values(LayerSizes sizes, int batch) =>
        Minibatch.From(AlignedRows.Normals(batch * sizes.Input), sizes.Input, AlignedRows.Normals(batch * sizes.Output, stream: 1), sizes.Output);
}
