using System;
using System.Collections.Generic;
using Xunit;

namespace NetGen.Tests;

public class TrainerStepTests
{
    [Fact]
    public void Every_step_of_all_fits_has_a_number_of_its_own()
    {
        var network = new StepNetwork();
        var trainer = new Trainer(network, new Sgd(0.1)) { BatchSize = 10, Seed = 77, Progress = null };
        trainer.Fit(Samples.Plane(30), 2);
        trainer.Fit(Samples.Plane(20), 1);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], network.Steps);
        Assert.Equal([77], network.Seeds);
    }

    /// <summary>Notes which random numbers a step would take.</summary>
    private sealed class StepNetwork : ITrainableNetwork
    {
        private readonly LinearNetwork _inner = new(2, 1);

        internal List<long> Steps { get; } = [];

        internal HashSet<long> Seeds { get; } = [];

        public NetworkInfo Info => _inner.Info;

        public ParameterBuffer Parameters => _inner.Parameters;

        public void PredictBatch(Minibatch batch, Span<float> outputs) => _inner.PredictBatch(batch, outputs);

        public Trace Trace(Minibatch batch, int row) => _inner.Trace(batch, row);

        public double Loss(Minibatch batch, Workspace workspace) => _inner.Loss(batch, workspace);

        public double Gradient(Minibatch batch, Gradients gradients, Workspace workspace)
        {
            Steps.Add(workspace.Step);
            Seeds.Add(workspace.Seed);
            double loss = _inner.Gradient(batch, gradients, workspace);
            workspace.Completed(batch.Count);
            return loss;
        }
    }
}
