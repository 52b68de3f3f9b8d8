using System;

namespace NetGen;

/// <summary>Looks along a direction for a point where the loss is enough smaller and its slope enough flatter, the strong Wolfe conditions (Nocedal and Wright 2006, Numerical
/// Optimization, algorithms 3.5 and 3.6).</summary>
internal sealed class WolfeSearch
{
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;
    private const int MaxEvaluations = 30;

    /// <summary>Of the loss: below this the decrease that a step promises drowns in the rounding of the network's floats, and any step that does not raise the loss is enough.</summary>
    private const double Noise = 1e-6;

    private readonly LbfgsProblem _problem;
    private readonly LbfgsPoint _start;
    private readonly double[] _direction;
    private readonly double _slope;
    private int _evaluations;

    /// <param name="problem">The loss.</param>
    /// <param name="start">Where the direction begins.</param>
    /// <param name="direction">A direction in which the loss falls.</param>
    /// <param name="slope">The derivative of the loss in it, below 0.</param>
    internal WolfeSearch(LbfgsProblem problem, LbfgsPoint start, double[] direction, double slope) => (_problem, _start, _direction, _slope) = (problem, start, direction, slope);

    /// <summary>The point; null if there is none within a number of trials.</summary>
    /// <param name="step">The first step tried.</param>
    internal LbfgsPoint? Find(double step)
    {
        var before = new LbfgsPoint(0) { Step = 0, Loss = _start.Loss, Slope = _slope };
        while (_evaluations < MaxEvaluations)
        {
            LbfgsPoint point = Try(step);
            if (!IsLower(point) || (_evaluations > 1 && point.Loss >= before.Loss))
            {
                return Zoom(before, point);
            }

            if (IsFlat(point))
            {
                return point;
            }

            if (point.Slope >= 0)
            {
                return Zoom(point, before);
            }

            before = point;
            step *= 2;
        }

        return Lowest(before);
    }

    /// <summary>Narrows an interval that holds such points.</summary>
    /// <param name="low">Its end with the lower loss, which falls towards the other.</param>
    /// <param name="high">Its other end.</param>
    private LbfgsPoint? Zoom(LbfgsPoint low, LbfgsPoint high)
    {
        while (_evaluations < MaxEvaluations)
        {
            LbfgsPoint point = Try(Between(low, high));
            if (!IsLower(point) || point.Loss >= low.Loss)
            {
                high = point;
                continue;
            }

            if (IsFlat(point))
            {
                return point;
            }

            if (point.Slope * (high.Step - low.Step) >= 0)
            {
                high = low;
            }

            low = point;
        }

        return Lowest(low);
    }

    private LbfgsPoint Try(double step)
    {
        _evaluations++;
        return _problem.Along(_start, _direction, step);
    }

    /// <summary>What is lower than the start will do when trials are used up.</summary>
    private LbfgsPoint? Lowest(LbfgsPoint point) => point.Step > 0 && point.Loss < _start.Loss ? point : null;

    private bool IsLower(LbfgsPoint point) => point.IsFinite
        && (point.Loss <= _start.Loss + Decrease * point.Step * _slope
            || (point.Loss <= _start.Loss && -point.Step * _slope <= Noise * Math.Abs(_start.Loss)));

    private bool IsFlat(LbfgsPoint point) => Math.Abs(point.Slope) <= -Curvature * _slope;

    /// <summary>The minimum of the cubic through both ends, if it lies well inside; else the middle.</summary>
    private static double Between(LbfgsPoint low, LbfgsPoint high)
    {
        const double Margin = 0.1;
        double width = high.Step - low.Step;
        double d1 = low.Slope + high.Slope - 3 * (high.Loss - low.Loss) / width;
        double d2 = Math.CopySign(Math.Sqrt(d1 * d1 - low.Slope * high.Slope), width);
        double share = 1 - (high.Slope + d2 - d1) / (high.Slope - low.Slope + 2 * d2);

        // No number where the loss is none: comparisons are false then.
        return low.Step + width * (share is > Margin and < 1 - Margin ? share : 0.5);
    }
}
