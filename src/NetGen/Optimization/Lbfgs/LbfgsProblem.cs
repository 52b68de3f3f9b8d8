using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;

namespace NetGen;

/// <summary>A network's loss on fixed examples, as a function of the parameters that are not frozen, in double.</summary>
internal sealed class LbfgsProblem
{
    private readonly ITrainableNetwork _network;
    private readonly Minibatch _all;
    private readonly Gradients _gradients;
    private readonly Workspace _workspace;
    private readonly ImmutableArray<StorageRange> _ranges;
    private readonly CancellationToken _cancellation;
    private LbfgsPoint? _last;

    internal LbfgsProblem(ITrainableNetwork network, Minibatch all, int threads, CancellationToken cancellation)
    {
        ParameterLayers layers = network.Parameters.Layout.Layers;
        bool[] frozen = network.Parameters.FrozenLayers.ToArray();
        layers.RequireDeclared(frozen);
        _network = network;
        _all = all;
        _cancellation = cancellation;
        _gradients = new Gradients(network);
        _workspace = new Workspace(network, all.Count) { Threads = threads };
        _ranges = [.. layers.Trainable.Where(part => !frozen[part.Layer]).Select(part => part.Entry.Storage)];
        Length = _ranges.Sum(range => range.Length);
    }

    /// <summary>The number of variables; with those that only pad the storage, which are 0 and have the derivative 0.</summary>
    internal int Length { get; }

    /// <summary>How often loss and gradient were computed.</summary>
    internal int Evaluations { get; private set; }

    /// <summary>Where the network is.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    internal LbfgsPoint Start()
    {
        var point = new LbfgsPoint(Length);
        ReadOnlySpan<float> weights = _network.Parameters.Block.Span;
        int done = 0;
        foreach (StorageRange range in _ranges)
        {
            for (int i = 0; i < range.Length; i++)
            {
                point.X[done++] = weights[range.Offset + i];
            }
        }

        Evaluate(point);
        return point;
    }

    /// <summary>The point x + step · direction, as near as floats come to it.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled. The network may be at any point.</exception>
    internal LbfgsPoint Along(LbfgsPoint from, double[] direction, double step)
    {
        var point = new LbfgsPoint(Length) { Step = step };
        for (int i = 0; i < Length; i++)
        {
            point.X[i] = (float)(from.X[i] + step * direction[i]);
        }

        Evaluate(point);
        point.Slope = LbfgsPoint.Dot(point.Gradient, direction);
        return point;
    }

    /// <summary>Leaves the network at a point.</summary>
    internal void Write(LbfgsPoint point)
    {
        Span<float> weights = _network.Parameters.Block.Span;
        int done = 0;
        foreach (StorageRange range in _ranges)
        {
            for (int i = 0; i < range.Length; i++)
            {
                weights[range.Offset + i] = (float)point.X[done++];
            }
        }
    }

    /// <summary>Leaves the network at a point that ends an iteration: running statistics follow those of all examples there, as in the step of an optimizer.</summary>
    internal void Accept(LbfgsPoint point)
    {
        if (!ReferenceEquals(point, _last))
        {
            Evaluate(point);
        }

        ParameterBuffer parameters = _network.Parameters;
        RunningStatistics.Update(parameters.Layout.Layers.Statistics, parameters.FrozenLayers, parameters.Block.Span, _gradients.Block.Span);
    }

    private void Evaluate(LbfgsPoint point)
    {
        _cancellation.ThrowIfCancellationRequested();
        Write(point);

        // The same random numbers each time, such as the masks of dropout: else this were another function.
        _workspace.Step = 0;
        point.Loss = _network.Gradient(_all, _gradients, _workspace);
        Evaluations++;
        _last = point;
        ReadOnlySpan<float> slopes = _gradients.Block.Span;
        int done = 0;
        foreach (StorageRange range in _ranges)
        {
            for (int i = 0; i < range.Length; i++)
            {
                point.Gradient[done++] = slopes[range.Offset + i];
            }
        }
    }
}

/// <summary>A point with its loss and gradient.</summary>
internal sealed class LbfgsPoint(int length)
{
    internal double[] X { get; } = new double[length];

    internal double[] Gradient { get; } = new double[length];

    internal double Loss { get; set; }

    /// <summary>How far along a direction it lies from the point where a search began.</summary>
    internal double Step { get; init; }

    /// <summary>The derivative of the loss by <see cref="Step"/>.</summary>
    internal double Slope { get; set; }

    internal double GradientNorm => Math.Sqrt(Dot(Gradient, Gradient));

    internal bool IsFinite => double.IsFinite(Loss) && double.IsFinite(GradientNorm);

    internal static double Dot(double[] one, double[] other)
    {
        double sum = 0;
        for (int i = 0; i < one.Length; i++)
        {
            sum += one[i] * other[i];
        }

        return sum;
    }
}
