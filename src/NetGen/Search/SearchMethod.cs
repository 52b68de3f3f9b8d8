using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>How a search chooses what it tries: <see cref="GridSearch"/>, <see cref="RandomSearch"/> or <see cref="ParzenSearch"/>.</summary>
public abstract class SearchMethod
{
    private protected SearchMethod()
    {
    }

    /// <summary>The number of trials where the search does not say it.</summary>
    internal virtual int DefaultTrials => 50;

    /// <summary>How many trials at most are on the way when one is chosen: trial i knows the scores of the trials up to i less this number and no others. Null if scores do not matter.</summary>
    internal virtual int? ScoresLag => null;

    /// <summary>The most trials of a space that have a meaning.</summary>
    /// <exception cref="ArgumentException">There are too many to count.</exception>
    internal virtual int MostTrials(ImmutableArray<SearchParameter> parameters) => int.MaxValue;

    /// <summary>Chooses what a trial tries.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="history">The trials before it: what each tried, and its score if the method may know it.</param>
    /// <param name="random">The trial's random numbers.</param>
    internal abstract ImmutableArray<double> Choose(ImmutableArray<SearchParameter> parameters, SearchHistory history, ref RandomStream random);

    /// <summary>A point at random, each value as likely as its range says.</summary>
    private protected static ImmutableArray<double> Random(ImmutableArray<SearchParameter> parameters, ref RandomStream random)
    {
        ImmutableArray<double>.Builder numbers = ImmutableArray.CreateBuilder<double>(parameters.Length);
        foreach (SearchParameter parameter in parameters)
        {
            numbers.Add(parameter.At(random.NextDouble()));
        }

        return numbers.MoveToImmutable();
    }
}
