using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests;

/// <summary>What parameters <see cref="ReduceOnPlateau"/> goes back to, alone and beside other callbacks.</summary>
public class PlateauCallbackTests
{
    private static readonly PlateauRule[] AtOnce = [new() { Patience = 0 }, new() { Patience = 0, Reference = PlateauReference.Previous }];

    [Fact]
    public void A_second_call_goes_back_to_its_own_beginning()
    {
        var network = new LinearNetwork(2, 1);
        var metric = new ScriptedMetric("scripted", Goal.Minimize, 1, double.NaN);
        Trainer trainer = Trained(network, [metric], new ReduceOnPlateau(AtOnce[0]) { GoBack = true, Watch = Watch.Validation(metric) });
        trainer.Fit(Samples.Plane(20), 1, Samples.Plane(5));
        network.Parameters["dense1.bias"][0] = 7;
        float[] before = network.ToArray();
        trainer.Fit(Samples.Plane(20), 1, Samples.Plane(5));
        Assert.Equal(before, network.ToArray());
    }

    [Fact]
    public void Parameters_whose_measure_is_NaN_are_not_kept()
    {
        var network = new LinearNetwork(2, 1);
        var metric = new ScriptedMetric("scripted", Goal.Minimize, 1, double.NaN, double.NaN);
        var rule = new PlateauRule { Patience = 1, Reference = PlateauReference.Previous };
        Trainer trainer = Trained(network, [metric], new ReduceOnPlateau(rule) { GoBack = true, Watch = Watch.Validation(metric) });
        List<float[]> after = Record(trainer, network);
        trainer.Fit(Samples.Plane(20), 3, Samples.Plane(5));
        Assert.NotEqual(after[0], after[1]);
        Assert.Equal(after[0], after[2]);
    }

    /// <summary>The average is judged, the parameters that are trained go back, and early stopping keeps the average that was measured.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Going_back_averaging_and_early_stopping_go_together(int rule)
    {
        var network = new LinearNetwork(2, 1);
        var judged = new ScriptedMetric("judged", Goal.Minimize, 1, 2, 0.5);
        var wanted = new ScriptedMetric("wanted", Goal.Maximize, 1, 2, 0.5);
        Trainer trainer = Trained(
            network,
            [judged, wanted],
            new WeightAveraging(0.9),
            new ReduceOnPlateau(AtOnce[rule]) { GoBack = true, Watch = Watch.Validation(judged) },
            new EarlyStopping { Watch = Watch.Validation(wanted) });
        var measured = new List<float[]>();
        trainer.Callbacks.Insert(0, new TrainingHooks { OnValidated = (_, _) => measured.Add(network.ToArray()) });
        List<float[]> after = Record(trainer, network);
        TrainingResult result = trainer.Fit(Samples.Plane(20), 3, Samples.Plane(5));

        Assert.Equal(after[0], after[1]);
        Assert.NotEqual(after[1], after[2]);
        Assert.NotEqual(measured[0], after[0]);
        Assert.Equal(measured[1], network.ToArray());
        Assert.Equal(0.1, result.History[2].LearningRate / result.History[0].LearningRate, 1e-12);
    }

    [Fact]
    public void Going_back_to_averages_is_refused()
    {
        Trainer trainer = Trained(new LinearNetwork(2, 1), [], new ReduceOnPlateau { GoBack = true }, new WeightAveraging());
        Assert.Contains("add it after", Assert.Throws<InvalidOperationException>(() => trainer.Fit(Samples.Plane(5), 1, Samples.Plane(5))).Message, StringComparison.Ordinal);
    }

    private static Trainer Trained(LinearNetwork network, Metric[] metrics, params TrainingCallback[] callbacks) =>
        new(network, new Sgd(0.1)) { BatchSize = 5, Progress = null, Metrics = metrics, Callbacks = callbacks.ToList() };

    private static List<float[]> Record(Trainer trainer, LinearNetwork network)
    {
        var after = new List<float[]>();
        trainer.Callbacks.Add(new TrainingHooks { OnEpochCompleted = (_, _) => after.Add(network.ToArray()) });
        return after;
    }
}
