using System;
using System.Linq;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests;

public class ReduceOnPlateauTests
{
    [Fact]
    public void The_rate_falls_when_the_measure_stops_to_get_better()
    {
        // With a rate of 0 nothing gets better: the first measurement is the best one.
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0))
        {
            Progress = null,
            Schedule = new ConstantSchedule(0),
            Callbacks = { new ReduceOnPlateau(new PlateauRule { Patience = 1, Factor = 0.5 }) },
        };
        double[] factors = new double[6];
        trainer.Callbacks.Add(new TrainingHooks { OnEpochCompleted = (run, record) => factors[record.Epoch - 1] = run.RateFactor });
        trainer.Fit(Samples.Plane(20), 6);
        Assert.Equal([1, 1, 0.5, 0.5, 0.25, 0.25], factors);
    }

    [Fact]
    public void Divide_by_two_and_go_back()
    {
        // The loss 1/2 (2 x0 - 3 x1 + ...)^2 rises in steps of a rate that is too large, until halving has made it small enough.
        var network = new LinearNetwork(2, 1);
        var rule = new PlateauRule { Factor = 0.5, Patience = 0, Threshold = 0, Reference = PlateauReference.Previous };
        var trainer = new Trainer(network, new Sgd(16)) { BatchSize = 100, Progress = null, Callbacks = { new ReduceOnPlateau(rule) { Watch = Watch.ValidationLoss, GoBack = true } } };
        Examples examples = Samples.Plane(100);
        float[]? before = null;
        double loss = double.PositiveInfinity;
        int back = 0;
        trainer.Callbacks.Add(new TrainingHooks
        {
            OnEpochCompleted = (run, record) =>
            {
                if (record.Validation!.Loss > loss)
                {
                    back++;
                    Assert.Equal(before, network.ToArray());
                    Assert.Equal(Math.Pow(0.5, back), run.RateFactor);
                }
                else
                {
                    (loss, before) = (record.Validation.Loss, network.ToArray());
                }
            },
        });
        TrainingResult result = trainer.Fit(examples, 200, examples);

        Assert.InRange(back, 3, 20);
        Assert.True(result.History[^1].Validation!.Loss < 1e-3, $"The loss is {result.History[^1].Validation!.Loss} after {back} halvings.");
        Assert.Equal(16, trainer.Optimizer.LearningRate);
    }

    [Fact]
    public void The_rate_stays_at_its_minimum()
    {
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd(0.1))
        {
            Progress = null,
            Callbacks = { new ReduceOnPlateau(new PlateauRule { Patience = 0, Factor = 0.1, MinimumRate = 0.02, Threshold = 1e9, IsAbsolute = true }) },
        };
        Assert.Equal([0.1, 0.1, 0.02, 0.02], trainer.Fit(Samples.Plane(20), 4).History.Select(record => record.LearningRate));
    }

    [Fact]
    public void The_rule_must_have_the_goal_of_the_measure()
    {
        var trainer = new Trainer(new LinearNetwork(3, 3, classifies: true), new Sgd()) { Progress = null, Callbacks = { new ReduceOnPlateau { Watch = Watch.ValidationAccuracy } } };
        Assert.Contains("set the rule's Goal to Maximize", Assert.Throws<InvalidOperationException>(() => trainer.Fit(Samples.Classes(5), 1, Samples.Classes(5))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_gets_the_average_and_validations_measure_it()
    {
        var network = new LinearNetwork(2, 1);
        var byHand = new LinearNetwork(2, 1);
        var average = new WeightAverage(byHand, 0.8);
        var trainer = new Trainer(network, new Sgd(0.3)) { BatchSize = 10, Progress = null, Callbacks = { new WeightAveraging(0.8) } };
        trainer.Callbacks.Add(new TrainingHooks
        {
            OnStepCompleted = run =>
            {
                byHand.CopyParametersFrom(run.Network);
                average.Update();
            },
        });
        Examples examples = Samples.Plane(50);
        TrainingResult result = trainer.Fit(examples, 4, examples);

        float[] last = byHand.ToArray();
        average.Swap();
        Assert.NotEqual(last, network.ToArray());
        Assert.Equal(byHand.ToArray(), network.ToArray());
        Assert.Equal(result.History[^1].Validation!.Loss, trainer.Evaluate(examples).Loss);
    }

    [Fact]
    public void Early_stopping_comes_after_averaging()
    {
        var trainer = new Trainer(new LinearNetwork(2, 1), new Sgd()) { Progress = null, Callbacks = { new EarlyStopping(), new WeightAveraging() } };
        Assert.Contains("add it after", Assert.Throws<InvalidOperationException>(() => trainer.Fit(Samples.Plane(5), 1)).Message, StringComparison.Ordinal);
    }

    /// <summary>Everything that may act in a step, at once.</summary>
    [Fact]
    public void Steps_with_everything_allocate_nothing()
    {
        var bytes = new long[40];
        var trainer = new Trainer(new Everything(seed: 1), new NAdam(0.01) { ClipNorm = 1, ClipValue = 0.5, WeightDecay = 0.01 })
        {
            BatchSize = 4,
            AccumulationSteps = 3,
            Sampling = Sampling.WithReplacement,
            Schedule = new CosineRestartsSchedule(0.01, 7, 2).WithWarmup(5),
            Progress = null,
            Callbacks = { new WeightAveraging(0.9), new EarlyStopping(), new ReduceOnPlateau(), new TrainingHooks { OnStepCompleted = run => bytes[run.Step - 1] = GC.GetAllocatedBytesForCurrentThread() } },
        };
        trainer.Fit(Samples.Classes(480), new TrainingLimit { Steps = 40 }, Samples.Classes(10));
        Assert.Equal(bytes[3], bytes[39]);
    }
}
