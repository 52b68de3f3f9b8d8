using System;
using System.Threading;

namespace NetGen;

/// <summary>
/// The limited-memory method of Broyden, Fletcher, Goldfarb and Shanno with a line search for the strong Wolfe conditions (Nocedal and Wright 2006, Numerical Optimization, chapter 7):
/// for small problems, all of whose examples are used in every iteration. It needs no learning rate and comes far nearer to a minimum than steps of one rate do.
/// </summary>
/// <remarks>The loss never rises from one iteration to the next. Directions are computed in double; loss and gradient are the network's, in float, which limits how near it comes. Frozen
/// layers stay as they are. Random numbers, such as the masks of dropout, are the same in every evaluation.</remarks>
public sealed class Lbfgs
{
    private int _history = 10;
    private double _gradientTolerance = 1e-6;
    private int _threads = Environment.ProcessorCount;

    /// <summary>How many of the last steps are remembered, at least 1; each takes 16 bytes for a parameter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int History
    {
        get => _history;
        init => _history = (int)OptionCheck.AtLeast(1, value, nameof(History));
    }

    /// <summary>The norm of the gradient at which it ends, at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double GradientTolerance
    {
        get => _gradientTolerance;
        init => _gradientTolerance = OptionCheck.NotNegative(value, nameof(GradientTolerance));
    }

    /// <summary>The most threads that a gradient may use, at least 1; unless set otherwise, as many as there are processors. The result is the same, to the bit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Threads
    {
        get => _threads;
        init => _threads = (int)OptionCheck.AtLeast(1, value, nameof(Threads));
    }

    /// <summary>Makes the loss of all examples as small as it can.</summary>
    /// <param name="network">The network, which is changed in place.</param>
    /// <param name="all">The examples.</param>
    /// <param name="maxIterations">The most iterations, at least 1.</param>
    /// <param name="cancellationToken">Looked at before each evaluation; cancelling is no exception but a reason to stop.</param>
    /// <returns>What was done, and why it ended.</returns>
    /// <exception cref="ArgumentException">The examples do not suit the network.</exception>
    public LbfgsResult Minimize(ITrainableNetwork network, Examples all, int maxIterations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(all);
        ExamplesCheck.Require(all, network.Info, nameof(all));
        return Minimize(network, all.AsBatch(), maxIterations, cancellationToken);
    }

    /// <summary>Makes the loss of a batch as small as it can.</summary>
    /// <param name="network">The network, which is changed in place.</param>
    /// <param name="all">The examples.</param>
    /// <param name="maxIterations">The most iterations, at least 1.</param>
    /// <param name="cancellationToken">Looked at before each evaluation; cancelling is no exception but a reason to stop.</param>
    /// <returns>What was done, and why it ended.</returns>
    /// <exception cref="ArgumentException">The examples do not suit the network.</exception>
    /// <exception cref="InvalidOperationException">A layer that was declared frozen is not any more.</exception>
    public LbfgsResult Minimize(ITrainableNetwork network, Minibatch all, int maxIterations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(all);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxIterations, 1);
        var problem = new LbfgsProblem(network, all, Threads, cancellationToken);
        LbfgsPoint start;
        try
        {
            start = problem.Start();
        }
        catch (OperationCanceledException)
        {
            return new LbfgsResult(0, 0, double.NaN, double.NaN, LbfgsStop.Cancelled);
        }

        return Iterate(problem, start, maxIterations);
    }

    private LbfgsResult Iterate(LbfgsProblem problem, LbfgsPoint point, int maxIterations)
    {
        var history = new LbfgsHistory(History);
        LbfgsStop? reason = point.IsFinite ? null : LbfgsStop.LossNotFinite;
        int iterations = 0;
        while (reason is null)
        {
            if (point.GradientNorm <= GradientTolerance)
            {
                reason = LbfgsStop.GradientTolerance;
            }
            else if (iterations == maxIterations)
            {
                reason = LbfgsStop.IterationLimit;
            }
            else
            {
                (LbfgsPoint? next, reason) = Advance(problem, point, history);
                point = next ?? point;
                iterations += next is null ? 0 : 1;
            }
        }

        problem.Write(point);
        return new LbfgsResult(iterations, problem.Evaluations, point.Loss, point.GradientNorm, reason.Value);
    }

    /// <summary>One iteration; a reason to stop in place of a point.</summary>
    private static (LbfgsPoint? Next, LbfgsStop? Reason) Advance(LbfgsProblem problem, LbfgsPoint point, LbfgsHistory history)
    {
        try
        {
            LbfgsPoint? next = Search(problem, point, history);
            if (next is null && !history.IsEmpty)
            {
                // What was remembered may mislead: against the gradient the loss must fall.
                history.Clear();
                next = Search(problem, point, history);
            }

            if (next is null)
            {
                return (null, LbfgsStop.NoProgress);
            }

            history.Add(point, next);
            problem.Accept(next);
            return (next, null);
        }
        catch (OperationCanceledException)
        {
            return (null, LbfgsStop.Cancelled);
        }
    }

    private static LbfgsPoint? Search(LbfgsProblem problem, LbfgsPoint point, LbfgsHistory history)
    {
        double[] direction = history.Direction(point.Gradient);
        double slope = LbfgsPoint.Dot(point.Gradient, direction);

        // Without memory nothing says how long a step is: one of length 1 at most.
        double step = history.IsEmpty ? Math.Min(1, 1 / point.GradientNorm) : 1;
        return slope < 0 ? new WolfeSearch(problem, point, direction, slope).Find(step) : null;
    }
}
