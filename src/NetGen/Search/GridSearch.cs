using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>Tries every combination of some values of each parameter, the last parameter changing first.</summary>
/// <remarks>The values are all choices, all integers of a range of no more than <see cref="Levels"/>, and of other ranges <see cref="Levels"/> numbers at equal distances from the least to the
/// largest, of logarithmic ranges at equal ratios; integers are rounded. A search with fewer trials than combinations tries the first ones.</remarks>
public sealed class GridSearch : SearchMethod
{
    /// <summary>Creates the method.</summary>
    /// <param name="levels">How many values of a range are tried, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public GridSearch(int levels = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2);
        Levels = levels;
    }

    /// <summary>How many values of a range are tried.</summary>
    public int Levels { get; }

    internal override int DefaultTrials => int.MaxValue;

    /// <summary>The method in words.</summary>
    public override string ToString() => FormattableString.Invariant($"grid of {Levels} levels");

    internal override int MostTrials(ImmutableArray<SearchParameter> parameters)
    {
        double product = 1;
        foreach (SearchParameter parameter in parameters)
        {
            product *= Values(parameter).Length;
        }

        return product <= int.MaxValue ? (int)product : throw new ArgumentException(FormattableString.Invariant($"The grid has {product:G3} points, more than can be counted."), nameof(parameters));
    }

    internal override ImmutableArray<double> Choose(ImmutableArray<SearchParameter> parameters, SearchHistory history, ref RandomStream random)
    {
        var numbers = new double[parameters.Length];
        int rest = history.Points.Count;
        for (int i = numbers.Length - 1; i >= 0; i--)
        {
            ImmutableArray<double> values = Values(parameters[i]);
            (rest, int index) = Math.DivRem(rest, values.Length);
            numbers[i] = values[index];
        }

        return [.. numbers];
    }

    private ImmutableArray<double> Values(SearchParameter parameter)
    {
        bool all = parameter.Kind == SearchParameterKind.Choice || parameter.Count <= Levels;
        int count = all ? (int)parameter.Count : Levels;
        double first = parameter.Place(parameter.Low);
        double last = parameter.Place(parameter.High);
        ImmutableArray<double>.Builder values = ImmutableArray.CreateBuilder<double>();
        for (int i = 0; i < count; i++)
        {
            double value = all ? parameter.Low + i
                : i == 0 ? parameter.Low
                : i == count - 1 ? parameter.High
                : parameter.At(first + ((last - first) * i / (count - 1)));

            // The first integers of a logarithmic range lie so near that several places give one.
            if (values.Count == 0 || values[^1] != value)
            {
                values.Add(value);
            }
        }

        return values.ToImmutable();
    }
}
