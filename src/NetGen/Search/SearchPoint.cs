using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>A value for each parameter of a search.</summary>
public abstract class SearchPoint
{
    private protected SearchPoint(ImmutableArray<SearchParameter> parameters, ImmutableArray<double> numbers)
    {
        AllParameters = parameters;
        AllNumbers = numbers;
    }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<SearchParameter> Parameters => AllParameters;

    /// <summary>The value of each parameter as a number; of a choice its index.</summary>
    public IReadOnlyList<double> Numbers => AllNumbers;

    internal ImmutableArray<SearchParameter> AllParameters { get; }

    internal ImmutableArray<double> AllNumbers { get; }

    /// <summary>The value of a parameter.</summary>
    /// <param name="parameter">One of the space's.</param>
    /// <exception cref="ArgumentException">It is not one of this search.</exception>
    public double this[SearchParameter<double> parameter] => ValueOf(parameter);

    /// <summary>The value of a parameter.</summary>
    /// <param name="parameter">One of the space's.</param>
    /// <exception cref="ArgumentException">It is not one of this search.</exception>
    public int this[SearchParameter<int> parameter] => ValueOf(parameter);

    /// <summary>The value of a parameter.</summary>
    /// <param name="parameter">One of the space's.</param>
    /// <exception cref="ArgumentException">It is not one of this search.</exception>
    public string this[SearchParameter<string> parameter] => ValueOf(parameter);

    /// <summary>The value of a parameter of any type.</summary>
    /// <param name="parameter">One of the space's.</param>
    /// <exception cref="ArgumentException">It is not one of this search.</exception>
    public T ValueOf<T>(SearchParameter<T> parameter) => parameter is null ? throw new ArgumentNullException(nameof(parameter)) : parameter.Value(NumberOf(parameter));

    /// <summary>The value of a parameter as a number; of a choice its index.</summary>
    /// <param name="parameter">One of the space's.</param>
    /// <exception cref="ArgumentException">It is not one of this search.</exception>
    public double NumberOf(SearchParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        int index = AllParameters.IndexOf(parameter);
        return index >= 0 ? AllNumbers[index] : throw new ArgumentException($"{parameter.Name} is no parameter of this search's space.", nameof(parameter));
    }

    /// <summary>The value of a parameter as text.</summary>
    /// <param name="parameter">One of the space's.</param>
    /// <exception cref="ArgumentException">It is not one of this search.</exception>
    public string TextOf(SearchParameter parameter) => parameter is null ? throw new ArgumentNullException(nameof(parameter)) : parameter.Text(NumberOf(parameter));

    /// <summary>All values, such as <c>width 32, rate 0.01</c>.</summary>
    public override string ToString() => string.Join(", ", AllParameters.Select(parameter => $"{parameter.Name} {TextOf(parameter)}"));
}
