using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>The parameters of a search with their ranges.</summary>
/// <example><code>
/// var space = new SearchSpace();
/// SearchParameter&lt;int&gt; width = space.Choice("width", 16, 32, 64);
/// SearchParameter&lt;double&gt; rate = space.LogUniform("rate", 1e-4, 1e-1);
/// </code></example>
public sealed class SearchSpace
{
    private readonly List<SearchParameter> _parameters = [];

    /// <summary>The parameters in the order in which they were added.</summary>
    public IReadOnlyList<SearchParameter> Parameters => _parameters;

    /// <summary>Adds a number, each of its range as likely as the others.</summary>
    /// <param name="name">Its name, unlike the others.</param>
    /// <param name="low">The least value.</param>
    /// <param name="high">The largest value, above <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">The name is taken, or the range is none.</exception>
    public SearchParameter<double> Uniform(string name, double low, double high)
    {
        RequireRange(name, low, high, high - low);
        return Add(name, new SearchParameter<double>(name, SearchParameterKind.Uniform, low, high, [], number => number));
    }

    /// <summary>Adds a number whose logarithm is uniform, such as a learning rate: each order of magnitude is as likely as the others.</summary>
    /// <param name="name">Its name, unlike the others.</param>
    /// <param name="low">The least value, above 0, at least 1e-300.</param>
    /// <param name="high">The largest value, above <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">The name is taken, or the range is none.</exception>
    public SearchParameter<double> LogUniform(string name, double low, double high)
    {
        RequireRange(name, low, high, high - low);
        RequireLogarithmic(name, low, 1e-300);
        return Add(name, new SearchParameter<double>(name, SearchParameterKind.LogUniform, low, high, [], number => number));
    }

    /// <summary>Adds an integer, each of its range as likely as the others.</summary>
    /// <param name="name">Its name, unlike the others.</param>
    /// <param name="low">The least value.</param>
    /// <param name="high">The largest value, above <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">The name is taken, or the range is none.</exception>
    public SearchParameter<int> Integer(string name, int low, int high)
    {
        RequireRange(name, low, high, 1);
        return Add(name, new SearchParameter<int>(name, SearchParameterKind.Integer, low, high, [], number => (int)number));
    }

    /// <summary>Adds an integer of a range of several orders of magnitude, such as a batch size: each order is as likely as the others.</summary>
    /// <param name="name">Its name, unlike the others.</param>
    /// <param name="low">The least value, at least 1.</param>
    /// <param name="high">The largest value, above <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">The name is taken, or the range is none.</exception>
    public SearchParameter<int> LogInteger(string name, int low, int high)
    {
        RequireRange(name, low, high, 1);
        RequireLogarithmic(name, low, 1);
        return Add(name, new SearchParameter<int>(name, SearchParameterKind.LogInteger, low, high, [], number => (int)number));
    }

    /// <summary>Adds one of several values, whose texts tell them apart in tables and files: numbers, words, values of an enum.</summary>
    /// <param name="name">Its name, unlike the others.</param>
    /// <param name="values">The values, with different texts; at least one.</param>
    /// <exception cref="ArgumentException">The name is taken, there are no values, or two have the same text.</exception>
    public SearchParameter<T> Choice<T>(string name, params T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Choice(name, (ReadOnlySpan<T>)values);
    }

    /// <summary>Adds one of several values, such as those that a network is compiled for: <c>space.Choice("width", Mnist1D.HiddenValues)</c>.</summary>
    /// <param name="name">Its name, unlike the others.</param>
    /// <param name="values">The values, with different texts; at least one.</param>
    /// <exception cref="ArgumentException">The name is taken, there are no values, or two have the same text.</exception>
    public SearchParameter<T> Choice<T>(string name, ReadOnlySpan<T> values)
    {
        var choices = new (string, T)[values.Length];
        for (int i = 0; i < choices.Length; i++)
        {
            choices[i] = (values[i] is null ? "none" : FormattableString.Invariant($"{values[i]}"), values[i]);
        }

        return NamedChoice(name, choices);
    }

    /// <summary>Adds one of several things that have no text of their own, such as factories of optimizers or networks.</summary>
    /// <param name="name">Its name, unlike the others.</param>
    /// <param name="choices">The things with their names in tables and files; at least one.</param>
    /// <exception cref="ArgumentException">The name is taken, there are no choices, or two have the same name.</exception>
    public SearchParameter<T> NamedChoice<T>(string name, params (string Name, T Value)[] choices)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(choices);
        if (choices.Length == 0)
        {
            throw new ArgumentException($"The parameter {name} has no choices, but needs at least one.", nameof(choices));
        }

        ImmutableArray<string> labels = [.. choices.Select(choice => choice.Name)];
        if (labels.GroupBy(label => label, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } repeated)
        {
            throw new ArgumentException($"Two choices of the parameter {name} are named {repeated.Key}; give them names of their own with {nameof(NamedChoice)}.", nameof(choices));
        }

        T[] values = [.. choices.Select(choice => choice.Value)];
        return Add(name, new SearchParameter<T>(name, SearchParameterKind.Choice, 0, values.Length - 1, labels, number => values[(int)number]));
    }

    private SearchParameter<T> Add<T>(string name, SearchParameter<T> parameter)
    {
        if (_parameters.Exists(other => other.Name == name))
        {
            throw new ArgumentException($"There are two parameters {name}.", nameof(name));
        }

        _parameters.Add(parameter);
        return parameter;
    }

    private static void RequireRange(string name, double low, double high, double length)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!(low < high && double.IsFinite(low) && double.IsFinite(high) && double.IsFinite(length)))
        {
            throw new ArgumentException(FormattableString.Invariant($"The parameter {name} is from {low} to {high}, but a range goes from a finite number to a larger one."), nameof(high));
        }
    }

    private static void RequireLogarithmic(string name, double low, double least)
    {
        if (low < least)
        {
            throw new ArgumentException(FormattableString.Invariant($"The parameter {name} is logarithmic from {low} on, but must be at least {least}."), nameof(low));
        }
    }
}
