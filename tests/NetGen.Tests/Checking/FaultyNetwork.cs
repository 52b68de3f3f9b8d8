using System;

namespace NetGen.Tests.Checking;

/// <summary>A network whose gradient of one tensor is off by a factor, or that fails after some calls.</summary>
internal sealed class FaultyNetwork(ITrainableNetwork network, string? tensor = null, float factor = 1, int callsUntilFailure = int.MaxValue) : ITrainableNetwork
{
    private int _calls;

    public NetworkInfo Info => network.Info;

    public ParameterBuffer Parameters => network.Parameters;

    public void PredictBatch(Minibatch batch, Span<float> outputs) => network.PredictBatch(batch, outputs);

    public Trace Trace(Minibatch batch, int row) => network.Trace(batch, row);

    public double Loss(Minibatch batch, Workspace workspace) => network.Loss(batch, workspace);

    public double Gradient(Minibatch batch, Gradients gradients, Workspace workspace)
    {
        if (++_calls > callsUntilFailure)
        {
            throw new InvalidOperationException("failed");
        }

        double loss = network.Gradient(batch, gradients, workspace);
        if (tensor is not null)
        {
            float[] values = gradients[tensor].ToArray();
            gradients[tensor].CopyFrom(Array.ConvertAll(values, value => value * factor));
        }

        return loss;
    }
}
