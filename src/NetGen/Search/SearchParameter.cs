using System;
using System.Collections.Immutable;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>A parameter of a search: its name and what it can be. <see cref="SearchSpace"/> makes them.</summary>
public abstract class SearchParameter
{
    private readonly double _start;
    private readonly double _length;

    private protected SearchParameter(string name, SearchParameterKind kind, double low, double high, ImmutableArray<string> labels)
    {
        Name = name;
        Kind = kind;
        Low = low;
        High = high;
        Labels = labels;

        // A discrete value k has the numbers from k - 1/2 to k + 1/2, so that rounding gives each its share.
        double margin = IsDiscrete ? 0.5 : 0;
        _start = Scaled(low - margin);
        _length = Scaled(high + margin) - _start;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What it can be.</summary>
    public SearchParameterKind Kind { get; }

    /// <summary>The least value; 0 for choices.</summary>
    public double Low { get; }

    /// <summary>The largest value; for choices the index of the last.</summary>
    public double High { get; }

    /// <summary>The texts of the choices; empty for numbers.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>Whether an axis for it is best logarithmic.</summary>
    public bool IsLogarithmic => Kind is SearchParameterKind.LogUniform or SearchParameterKind.LogInteger;

    /// <summary>Whether its values can be counted: integers and choices.</summary>
    public bool IsDiscrete => Kind is not (SearchParameterKind.Uniform or SearchParameterKind.LogUniform);

    /// <summary>The number of its values if these can be counted, else infinity.</summary>
    internal double Count => IsDiscrete ? High - Low + 1 : double.PositiveInfinity;

    /// <summary>A value as text: the label of a choice, else the number, with all its digits.</summary>
    /// <param name="number">The number; the index of a choice.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such choice.</exception>
    public string Text(double number)
    {
        if (Kind != SearchParameterKind.Choice)
        {
            return FormattableString.Invariant($"{number:R}");
        }

        return number >= 0 && number < Labels.Length
            ? Labels[(int)number]
            : throw new ArgumentOutOfRangeException(nameof(number), number, $"{Name} has the choices 0 to {Labels.Length - 1}.");
    }

    /// <summary>The name with what it can be, such as <c>rate: log-uniform from 0.0001 to 0.1</c>.</summary>
    public override string ToString() => Kind switch
    {
        SearchParameterKind.Uniform => FormattableString.Invariant($"{Name}: uniform from {Low:R} to {High:R}"),
        SearchParameterKind.LogUniform => FormattableString.Invariant($"{Name}: log-uniform from {Low:R} to {High:R}"),
        SearchParameterKind.Integer => FormattableString.Invariant($"{Name}: integer from {Low:R} to {High:R}"),
        SearchParameterKind.LogInteger => FormattableString.Invariant($"{Name}: log-integer from {Low:R} to {High:R}"),
        _ => $"{Name}: one of {string.Join(", ", Labels)}",
    };

    /// <summary>The value at a place of the range, where places from 0 to 1 are equally likely.</summary>
    internal double At(double place)
    {
        double scaled = _start + (_length * place);
        double value = IsLogarithmic ? VectorMath.Exp(scaled) : scaled;
        return Math.Clamp(IsDiscrete ? Math.Floor(value + 0.5) : value, Low, High);
    }

    /// <summary>The place of a value, from 0 to 1: of a discrete one the middle of those that give it.</summary>
    internal double Place(double value)
    {
        (double from, double to) = Places(value);
        return 0.5 * (from + to);
    }

    /// <summary>The places that give a value: many for a discrete one, else one.</summary>
    internal (double From, double To) Places(double value)
    {
        double margin = IsDiscrete ? 0.5 : 0;
        return (Unit(value - margin), Unit(value + margin));

        double Unit(double number) => _length == 0 ? 0.5 : Math.Clamp((Scaled(number) - _start) / _length, 0, 1);
    }

    private double Scaled(double number) => IsLogarithmic ? VectorMath.Log(number) : number;
}
