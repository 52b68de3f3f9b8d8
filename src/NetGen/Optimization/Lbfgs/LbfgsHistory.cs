using System.Collections.Generic;

namespace NetGen;

/// <summary>The last steps and how the gradient changed in each, which stand for the inverse of the matrix of second derivatives (Nocedal and Wright 2006, Numerical Optimization,
/// algorithm 7.4).</summary>
internal sealed class LbfgsHistory(int capacity)
{
    // A pair whose curvature is smaller than this share of the most that its lengths allow holds rounding errors only.
    private const double LeastCurvature = 1e-10;

    private readonly LinkedList<Pair> _pairs = new();

    internal bool IsEmpty => _pairs.Count == 0;

    internal void Clear() => _pairs.Clear();

    /// <summary>Remembers a step.</summary>
    internal void Add(LbfgsPoint from, LbfgsPoint to)
    {
        var step = new double[from.X.Length];
        var change = new double[from.X.Length];
        for (int i = 0; i < step.Length; i++)
        {
            step[i] = to.X[i] - from.X[i];
            change[i] = to.Gradient[i] - from.Gradient[i];
        }

        double curvature = LbfgsPoint.Dot(step, change);
        double changeSquare = LbfgsPoint.Dot(change, change);
        double largest = System.Math.Sqrt(LbfgsPoint.Dot(step, step)) * System.Math.Sqrt(changeSquare);
        if (curvature > LeastCurvature * largest)
        {
            _pairs.AddLast(new Pair(step, change, curvature, curvature / changeSquare));
            if (_pairs.Count > capacity)
            {
                _pairs.RemoveFirst();
            }
        }
    }

    /// <summary>The direction in which the model of the pairs has its minimum; against the gradient if there are none.</summary>
    internal double[] Direction(double[] gradient)
    {
        double[] q = System.Array.ConvertAll(gradient, value => -value);
        var shares = new Stack<double>();
        for (LinkedListNode<Pair>? node = _pairs.Last; node is not null; node = node.Previous)
        {
            double share = LbfgsPoint.Dot(node.Value.Step, q) / node.Value.Curvature;
            shares.Push(share);
            AddScaled(q, node.Value.Change, -share);
        }

        if (_pairs.Last is { } newest)
        {
            for (int i = 0; i < q.Length; i++)
            {
                q[i] *= newest.Value.Scale;
            }
        }

        foreach (Pair pair in _pairs)
        {
            AddScaled(q, pair.Step, shares.Pop() - LbfgsPoint.Dot(pair.Change, q) / pair.Curvature);
        }

        return q;
    }

    private static void AddScaled(double[] sum, double[] added, double factor)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += factor * added[i];
        }
    }

    /// <summary>One step s with the change y of the gradient.</summary>
    /// <param name="Step">s.</param>
    /// <param name="Change">y.</param>
    /// <param name="Curvature">s y, above 0.</param>
    /// <param name="Scale">s y / y y, the size of the inverse second derivative.</param>
    private sealed record Pair(double[] Step, double[] Change, double Curvature, double Scale);
}
