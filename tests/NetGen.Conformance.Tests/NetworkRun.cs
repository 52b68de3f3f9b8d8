using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Conformance.Tests;

/// <summary>Everything that one network computes for one batch, with all scratch poisoned before every call.</summary>
internal sealed class NetworkRun
{
    /// <summary>The row of <see cref="Gradients"/> that holds the derivative with respect to the first input.</summary>
    public const string Input = "input";

    /// <summary>All rows of the first output, then all rows of the second, ...</summary>
    public required float[] Output { get; init; }

    /// <summary>The loss of the predictions.</summary>
    public required double Loss { get; init; }

    /// <summary>The loss that goes with the gradients; the same but for networks that compute something else while they are trained.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>The gradient of every trained parameter by its name, and of the inputs by <see cref="InputName"/> when the network computes it.</summary>
    public required Dictionary<string, float[]> Gradients { get; init; }

    /// <summary>The statistics of this batch, by the name of the buffer that is to follow them.</summary>
    public required Dictionary<string, float[]> Statistics { get; init; }

    /// <summary>The tables whose gradients are sparse, each with the rows that have one.</summary>
    public required Dictionary<string, int[]> Rows { get; init; }

    /// <summary>The parameters after as many optimizer steps as the key says.</summary>
    public Dictionary<int, Dictionary<string, float[]>> Steps { get; } = [];

    /// <summary>The loss before each step and after the last.</summary>
    public List<double> StepLosses { get; } = [];

    /// <summary>The row of <see cref="Gradients"/> that holds the derivative with respect to an input.</summary>
    public static string InputName(int input) => input == 0 ? Input : FormattableString.Invariant($"{Input} {input}");

    /// <summary>Output, loss and gradients.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="poison">What all scratch holds before every call.</param>
    /// <param name="trainsDifferently">Whether training computes something else than prediction, and its loss is another.</param>
    public static NetworkRun Evaluate(ITrainableNetwork network, Minibatch batch, float poison, bool trainsDifferently = false)
    {
        var workspace = new Workspace(network, batch.Count);
        var gradients = new Gradients(network);
        float[] output = Predict(network, batch, poison);
        Poison.Fill(poison, workspace, gradients);
        double lossAlone = network.Loss(batch, workspace);
        Poison.Fill(poison, workspace, gradients);
        double loss = network.Gradient(batch, gradients, workspace);
        if (!trainsDifferently)
        {
            Bits.Equal(loss, lossAlone, "Loss, next to the loss that Gradient returns,");
        }

        var named = Values(gradients, entry => entry.Trainable);
        for (int i = 0; network.Info.HasInputGradient && i < network.Info.Inputs.Length; i++)
        {
            if (network.Info.Inputs[i].Kind == ElementKind.Float)
            {
                named.Add(InputName(i), workspace.InputGradientOf(i).ToArray());
            }
        }

        RequireZeroPadding(gradients, "gradient");
        return new NetworkRun
        {
            Output = output,
            Loss = lossAlone,
            TrainingLoss = loss,
            Gradients = named,
            Statistics = Values(gradients, entry => entry.Momentum > 0),
            Rows = RowsOf(gradients),
        };
    }

    /// <summary>The prediction of all rows.</summary>
    public static float[] Predict(INetwork network, Minibatch batch, float poison)
    {
        var output = new GuardedOutput(batch.Count * network.Info.Outputs.Sum(field => field.Size));
        Poison.Fill(poison, null, null);
        network.PredictBatch(batch, output.Span);
        return output.Read();
    }

    /// <summary>Trains on the same batch, with the rates of a schedule if there is one, and records losses and, after the given steps, the parameters.</summary>
    public void Train(ITrainableNetwork network, Minibatch batch, Optimizer optimizer, IReadOnlyList<int> recordedSteps, float poison, Schedule? schedule = null)
    {
        var workspace = new Workspace(network, batch.Count);
        var gradients = new Gradients(network);
        for (int step = 1; step <= recordedSteps.Max(); step++)
        {
            Poison.Fill(poison, workspace, gradients);
            StepLosses.Add(network.Gradient(batch, gradients, workspace));
            optimizer.LearningRate = schedule?.RateAt(step - 1) ?? optimizer.LearningRate;
            optimizer.Step(network, gradients);
            if (recordedSteps.Contains(step))
            {
                Steps.Add(step, Values(network.Parameters));
            }
        }

        StepLosses.Add(network.Gradient(batch, gradients, workspace));
        RequireZeroPadding(network.Parameters, "parameter");
    }

    /// <summary>Holds all results against those of another run, bit for bit.</summary>
    public void RequireBitsOf(NetworkRun expected)
    {
        Bits.Equal(expected.Output, Output, "output");
        Bits.Equal(expected.Loss, Loss, "loss");
        Bits.Equal(expected.TrainingLoss, TrainingLoss, "loss of training");
        Equal(expected.Gradients, Gradients, "gradient of ");
        Equal(expected.Statistics, Statistics, "statistic ");
        Assert.Equal(expected.Rows.Values, Rows.Values);
        Assert.Equal(expected.StepLosses.Count, StepLosses.Count);
        for (int i = 0; i < StepLosses.Count; i++)
        {
            Bits.Equal(expected.StepLosses[i], StepLosses[i], $"loss after step {i}");
        }

        foreach ((int step, var parameters) in expected.Steps)
        {
            Equal(parameters, Steps[step], $"after step {step}: ");
        }
    }

    /// <summary>All values by name.</summary>
    public static Dictionary<string, float[]> Values(ParameterBuffer parameters) => Values(parameters, _ => true);

    private static Dictionary<string, float[]> Values(ParameterBuffer parameters, Func<ParameterEntry, bool> which) =>
        parameters.Layout.Entries.Where(which).ToDictionary(entry => entry.Name, entry => parameters[entry.Name].ToArray());

    private static Dictionary<string, int[]> RowsOf(Gradients gradients) => gradients.Layout.Entries
        .Select((entry, i) => (Entry: entry, Index: i))
        .Where(each => each.Entry.HasSparseRows)
        .ToDictionary(each => each.Entry.Name, each => gradients.Rows(each.Index).ToArray());

    private static void RequireZeroPadding(ParameterBuffer parameters, string what)
    {
        var padding = parameters.Block.Span.ToArray();
        foreach (ParameterEntry entry in parameters.Layout.Entries)
        {
            for (int i = 0; i < entry.Count; i++)
            {
                padding[entry.StorageIndex(i)] = 0;
            }
        }

        int stray = Array.FindIndex(padding, value => value != 0);
        Assert.True(stray < 0, stray < 0 ? "" : FormattableString.Invariant($"{what} padding at storage index {stray} is {padding[stray]:R}, expected 0."));
    }

    private static void Equal(Dictionary<string, float[]> expected, Dictionary<string, float[]> actual, string what)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach ((string name, float[] values) in expected)
        {
            Bits.Equal(values, actual[name], what + name);
        }
    }
}
