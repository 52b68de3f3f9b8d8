using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

/// <summary>What is said and done when the loss is no number.</summary>
public class BadValueTests
{
    [Fact]
    public void The_first_bad_layer_is_named_and_the_last_good_parameters_come_back()
    {
        var network = new Networks.Overflowing(seed: 1);
        float[]? lastGood = null;
        float[] before = Values(network);
        var hooks = new TrainingHooks { OnStepCompleted = run => lastGood = run.Step == 1 ? before : Values(network) };
        Examples train = Examples.From(new float[,] { { 1 }, { -1 }, { 2 }, { 3 } }, [5f, -3, 2, 8]);
        var trainer = new Trainer(network, new Sgd(1e3)) { BatchSize = 4, Progress = null, Callbacks = { hooks } };
        TrainingResult result = trainer.Fit(train, 100);

        Assert.Equal(StopReason.LossNotFinite, result.StopReason);
        Assert.Equal("exp1", result.Fault!.BadValue!.Name);
        Assert.False(result.Fault.BadValue.IsOfData);
        Assert.Equal(1, result.Fault.StepsUndone);
        Assert.Contains("from 1 step before,", result.Fault.ToString(), StringComparison.Ordinal);
        Assert.Contains("exp1", result.Fault.ToString(), StringComparison.Ordinal);
        Assert.Contains("lower the learning rate", result.Fault.ToString(), StringComparison.Ordinal);
        Assert.All(Values(network), value => Assert.True(float.IsFinite(value)));
        double loss = network.Loss(train.AsBatch(), new Workspace(network, 4));
        Assert.True(double.IsFinite(loss), $"The parameters that came back have the loss {loss}.");
        Assert.Equal(result.Steps == 1 ? before : lastGood, Values(network));
    }

    [Fact]
    public void A_parameter_that_was_spoilt_is_named()
    {
        var network = new Networks.Penalized(seed: 1);
        var trainer = new Trainer(network, new Adam(0.01)) { BatchSize = 10, Progress = null };
        trainer.Callbacks.Add(new TrainingHooks { OnStepCompleted = run => { if (run.Step == 3) { network.Dense2.Bias[1] = float.NaN; } } });
        TrainingResult result = trainer.Fit(Samples.Classes(100), 5);

        Assert.Equal((1, 4L), (result.Fault!.Epoch, result.Fault.Step));
        Assert.Equal("dense2.bias", result.Fault.BadValue!.Name);
        Assert.True(result.Fault.StepsUndone > 0);
        Assert.All(Values(network), value => Assert.True(float.IsFinite(value)));
        Assert.Equal(StopReason.EpochsCompleted, trainer.Fit(Samples.Classes(100), 1).StopReason);
    }

    [Fact]
    public void A_bad_target_is_the_data_s_fault()
    {
        var network = new Networks.Overflowing(seed: 1);
        float[] before = Values(network);
        TrainingResult result = new Trainer(network, new Sgd(0.01)) { Progress = null }.Fit(Examples.From(new float[2, 1], [1f, float.NaN]), 1);

        Assert.Equal(("target", true, 0L), (result.Fault!.BadValue!.Name, result.Fault.BadValue.IsOfData, result.Fault.StepsUndone));
        Assert.Contains("Remove or replace such values in the data.", result.Fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Values(network));
    }

    private static float[] Values(INetwork network) => [.. network.Parameters.Layout.Entries.SelectMany(entry => network.Parameters[entry.Name].ToArray())];
}
