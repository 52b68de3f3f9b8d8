using System;
using System.Collections.Immutable;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>A density around points of a search space, as <see cref="ParzenSearch"/> describes it.</summary>
internal sealed class ParzenEstimator
{
    private readonly ImmutableArray<SearchParameter> _parameters;
    private readonly ImmutableArray<ImmutableArray<double>> _points;
    private readonly double[,] _centers;
    private readonly double _width;

    /// <param name="parameters">The parameters.</param>
    /// <param name="points">The points; none leaves the prior.</param>
    internal ParzenEstimator(ImmutableArray<SearchParameter> parameters, ImmutableArray<ImmutableArray<double>> points)
    {
        _parameters = parameters;
        _points = points;
        _centers = new double[points.Length, parameters.Length];
        for (int i = 0; i < points.Length; i++)
        {
            for (int k = 0; k < parameters.Length; k++)
            {
                _centers[i, k] = parameters[k].Place(points[i][k]);
            }
        }

        double count = Math.Max(points.Length, 1);
        double scott = 0.2 * VectorMath.Exp(-VectorMath.Log(count) / (parameters.Length + 4));
        _width = Math.Max(scott, 1 / Math.Min(100, count + 1));
    }

    /// <summary>Draws a point.</summary>
    internal ImmutableArray<double> Draw(ref RandomStream random)
    {
        int component = random.NextBounded(_points.Length + 1);
        ImmutableArray<double>.Builder numbers = ImmutableArray.CreateBuilder<double>(_parameters.Length);
        for (int k = 0; k < _parameters.Length; k++)
        {
            numbers.Add(Draw(component, k, ref random));
        }

        return numbers.MoveToImmutable();
    }

    /// <summary>The logarithm of the density at a point, but for a constant of the space.</summary>
    internal double LogDensity(ImmutableArray<double> numbers)
    {
        var places = new (double From, double To)[_parameters.Length];
        for (int k = 0; k < places.Length; k++)
        {
            places[k] = _parameters[k].Places(numbers[k]);
        }

        var logs = new double[_points.Length + 1];
        double largest = double.NegativeInfinity;
        for (int component = 0; component < logs.Length; component++)
        {
            for (int k = 0; k < places.Length; k++)
            {
                logs[component] += VectorMath.Log(Density(component, k, numbers[k], places[k]));
            }

            largest = Math.Max(largest, logs[component]);
        }

        // Products of many densities leave the range of double, their logarithms do not.
        double sum = 0;
        foreach (double log in logs)
        {
            sum += VectorMath.Exp(log - largest);
        }

        return largest + VectorMath.Log(sum / logs.Length);
    }

    private bool IsPrior(int component) => component == _points.Length;

    private double Draw(int component, int k, ref RandomStream random)
    {
        SearchParameter parameter = _parameters[k];
        if (IsPrior(component))
        {
            return parameter.At(random.NextDouble());
        }

        if (parameter.Kind == SearchParameterKind.Choice)
        {
            // With the probability of the share that all choices have in common, any of them.
            bool any = random.NextDouble() * (_points.Length + 1) < 1;
            double other = parameter.At(random.NextDouble());
            return any ? other : _points[component][k];
        }

        // The center lies within, so that a third of the normal numbers or more do too.
        double place;
        do
        {
            place = _centers[component, k] + (_width * random.NextNormal());
        }
        while (place is < 0 or > 1);
        return parameter.At(place);
    }

    /// <summary>The density of a parameter's value; of a discrete one its probability.</summary>
    private double Density(int component, int k, double number, (double From, double To) places)
    {
        SearchParameter parameter = _parameters[k];
        if (IsPrior(component))
        {
            return parameter.IsDiscrete ? places.To - places.From : 1;
        }

        if (parameter.Kind == SearchParameterKind.Choice)
        {
            double common = 1.0 / _points.Length;
            return ((number == _points[component][k] ? 1 : 0) + (common / parameter.Count)) / (1 + common);
        }

        double center = _centers[component, k];
        double within = Below((1 - center) / _width) - Below(-center / _width);
        if (parameter.IsDiscrete)
        {
            return (Below((places.To - center) / _width) - Below((places.From - center) / _width)) / within;
        }

        double distance = (places.From - center) / _width;
        return VectorMath.Exp(-0.5 * distance * distance) / (within * _width * Math.Sqrt(2 * Math.PI));
    }

    /// <summary>The probability that a standard normal number is below x.</summary>
    private static double Below(double x) => 0.5 * VectorMath.Erfc(-x / Math.Sqrt(2));
}
