using System;
using System.Linq;
using System.Threading;
using Xunit;

namespace NetGen.Tests;

public class LbfgsTests
{
    private static Examples Plane => Samples.Plane(40);

    /// <summary>Targets without noise, so that the loss can become 0.</summary>
    [Fact]
    public void A_plane_is_found()
    {
        var network = new LinearNetwork(2, 1, seed: 3);
        LbfgsResult result = new Lbfgs().Minimize(network, Plane, 100);
        Assert.Equal(LbfgsStop.GradientTolerance, result.Reason);
        Assert.InRange(result.GradientNorm, 0, 1e-6);
        Assert.InRange(result.Iterations, 1, 20);
        foreach ((float expected, float actual) in new[] { 2f, -3, 0.5f }.Zip(network.ToArray()))
        {
            Assert.Equal(expected, actual, 1e-5f);
        }

        Assert.Equal(result.Loss, network.Loss(Plane.AsBatch(), new Workspace(network, 40)));
    }

    /// <summary>As many gradients of descent at a rate that is near the best come nowhere near.</summary>
    [Fact]
    public void Logistic_regression_ends_where_descent_does_not_come()
    {
        Examples examples = Samples.Classes(200);
        var network = new LinearNetwork(3, 3, classifies: true, seed: 3);
        LbfgsResult result = new Lbfgs { GradientTolerance = 1e-5 }.Minimize(network, examples, 200);
        Assert.InRange(result.GradientNorm, 0, 1e-5);

        var descended = new LinearNetwork(3, 3, classifies: true, seed: 3);
        var gradients = new Gradients(descended);
        var workspace = new Workspace(descended, 200);
        var sgd = new Sgd(1);
        for (int step = 0; step < result.Evaluations; step++)
        {
            descended.Gradient(examples.AsBatch(), gradients, workspace);
            sgd.Step(descended, gradients);
        }

        double loss = descended.Gradient(examples.AsBatch(), gradients, workspace);
        Assert.True(loss > result.Loss);
        Assert.True(Norm(gradients) > 100 * result.GradientNorm);
    }

    /// <summary>Iterations are the same whatever their limit, so results with each limit are the history of one run.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void The_loss_never_rises(int history)
    {
        Examples examples = Samples.Classes(60);
        double before = double.PositiveInfinity;
        for (int iterations = 1; iterations <= 40; iterations++)
        {
            var network = new LinearNetwork(3, 3, classifies: true, seed: 3);
            LbfgsResult result = new Lbfgs { History = history, GradientTolerance = 0 }.Minimize(network, examples, iterations);
            Assert.True(result.Loss <= before, $"iteration {iterations}: {result.Loss} after {before}");
            Assert.True(result.Iterations == iterations ? result.Reason == LbfgsStop.IterationLimit : result.Reason == LbfgsStop.NoProgress);
            before = result.Loss;
        }
    }

    /// <summary>A valley along a parabola, whose curvature changes by a factor of thousands.</summary>
    [Fact]
    public void The_valley_of_Rosenbrock_is_followed()
    {
        var valley = new Valley();
        valley.Parameters[0].CopyFrom([-1.2f, 1]);
        LbfgsResult result = new Lbfgs { GradientTolerance = 1e-4 }.Minimize(valley, Plane, 200);
        Assert.Equal(LbfgsStop.GradientTolerance, result.Reason);
        Assert.InRange(result.Evaluations, 10, 100);
        Assert.All(valley.Parameters[0].ToArray(), value => Assert.Equal(1, value, 1e-3f));
    }

    [Fact]
    public void Frozen_layers_stay()
    {
        var network = new LinearNetwork(2, 1, seed: 3);
        network.Parameters.Frozen(0) = true;
        float[] before = network.ToArray();
        LbfgsResult result = new Lbfgs().Minimize(network, Plane, 100);
        Assert.Equal(before, network.ToArray());
        Assert.Equal((LbfgsStop.GradientTolerance, 0, 0), (result.Reason, result.Iterations, result.GradientNorm));
    }

    [Fact]
    public void Cancelling_leaves_the_last_completed_iteration()
    {
        for (int evaluations = 0; evaluations < 8; evaluations++)
        {
            using var cancellation = new CancellationTokenSource();
            var valley = new Valley { Cancellation = cancellation, Patience = evaluations };
            valley.Parameters[0].CopyFrom([-1.2f, 1]);
            LbfgsResult result = new Lbfgs().Minimize(valley, Plane, 100, cancellation.Token);
            Assert.Equal((LbfgsStop.Cancelled, evaluations), (result.Reason, result.Evaluations));
            Assert.Equal(evaluations == 0 ? double.NaN : valley.Value(null), result.Loss);
        }
    }

    [Fact]
    public void A_loss_that_is_no_number_is_reported()
    {
        var valley = new Valley();
        valley.Parameters[0].CopyFrom([float.NaN, 1]);
        LbfgsResult result = new Lbfgs().Minimize(valley, Plane, 100);
        Assert.Equal((LbfgsStop.LossNotFinite, 0, 1), (result.Reason, result.Iterations, result.Evaluations));
    }

    /// <summary>10 x - ln x is no number left of 0, where the first step leads.</summary>
    [Fact]
    public void Steps_to_where_there_is_no_loss_are_shortened()
    {
        var valley = new Valley { Function = x => (x[0] > 0 ? (10 * x[0]) - Math.Log(x[0]) : double.NaN, [10 - (1 / x[0]), 0]) };
        valley.Parameters[0].CopyFrom([0.5f, 0]);
        LbfgsResult result = new Lbfgs { GradientTolerance = 1e-4 }.Minimize(valley, Plane, 100);
        Assert.Equal(LbfgsStop.GradientTolerance, result.Reason);
        Assert.Equal(0.1f, valley.Parameters[0][0, 0], 1e-5f);
    }

    [Fact]
    public void Examples_and_options_that_do_not_fit_are_refused()
    {
        var network = new LinearNetwork(2, 1);
        Assert.Throws<ArgumentException>("all", () => new Lbfgs().Minimize(network, Samples.Classes(5), 10));
        Assert.Throws<ArgumentOutOfRangeException>("maxIterations", () => new Lbfgs().Minimize(network, Plane, 0));
        Assert.Throws<ArgumentOutOfRangeException>("History", () => new Lbfgs { History = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("GradientTolerance", () => new Lbfgs { GradientTolerance = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Threads", () => new Lbfgs { Threads = 0 });
    }

    private static double Norm(Gradients gradients) => Math.Sqrt(gradients.Block.Span.ToArray().Sum(value => (double)value * value));

    /// <summary>A function of two parameters, (1 - x)^2 + 100 (y - x^2)^2 unless another is given.</summary>
    private sealed class Valley : ITrainableNetwork
    {
        private readonly LinearNetwork _inner = new(2, 1);
        private int _evaluations;

        internal Func<double[], (double Loss, double[] Gradient)> Function { get; init; } = Rosenbrock;

        internal CancellationTokenSource? Cancellation { get; init; }

        /// <summary>After how many evaluations it cancels.</summary>
        internal int Patience
        {
            get;
            init
            {
                field = value;
                if (value == 0)
                {
                    Cancellation!.Cancel();
                }
            }
        }

        public NetworkInfo Info => _inner.Info;

        public ParameterBuffer Parameters => _inner.Parameters;

        public void PredictBatch(Minibatch batch, Span<float> outputs) => throw new NotSupportedException();

        public Trace Trace(Minibatch batch, int row) => throw new NotSupportedException();

        public double Loss(Minibatch batch, Workspace workspace) => Value(null);

        public double Gradient(Minibatch batch, Gradients gradients, Workspace workspace)
        {
            if (++_evaluations == Patience)
            {
                Cancellation?.Cancel();
            }

            return Value(gradients);
        }

        internal double Value(Gradients? gradients)
        {
            (double loss, double[] gradient) = Function(Array.ConvertAll(Parameters[0].ToArray(), value => (double)value));
            gradients?[0].CopyFrom(Array.ConvertAll(gradient, value => (float)value));
            return loss;
        }

        private static (double Loss, double[] Gradient) Rosenbrock(double[] x)
        {
            double across = x[1] - (x[0] * x[0]);
            return (((1 - x[0]) * (1 - x[0])) + (100 * across * across), [(-2 * (1 - x[0])) - (400 * x[0] * across), 200 * across]);
        }
    }
}
