using System;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>A parameter of a search with the type of its values: what <see cref="SearchSpace"/> returns, to read a trial's value with.</summary>
/// <typeparam name="T">The type of its values.</typeparam>
public sealed class SearchParameter<T> : SearchParameter
{
    private readonly Func<double, T> _value;

    internal SearchParameter(string name, SearchParameterKind kind, double low, double high, ImmutableArray<string> labels, Func<double, T> value)
        : base(name, kind, low, high, labels) => _value = value;

    internal T Value(double number) => _value(number);
}
