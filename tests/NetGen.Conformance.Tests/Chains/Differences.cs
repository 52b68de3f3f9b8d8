using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Conformance.Tests.Chains;

/// <summary>What the naive double form of a chain says: outputs, loss, and derivatives of the loss by central differences.</summary>
internal sealed class Differences
{
    private const int Directions = 3;
    private const int MostElements = 10;
    private const double FirstStep = 1e-5;
    private const double SmallestStep = 1e-9;

    private static readonly ConcurrentDictionary<int, Lazy<Differences>> Known = new();

    private readonly Chain _chain;
    private readonly ChainData _data;
    private readonly Dictionary<string, double[]> _values;

    private Differences(Chain chain, ChainData data, int seed)
    {
        _chain = chain;
        _data = data;
        _values = data.Parameters.ToDictionary(parameter => parameter.Key, parameter => Array.ConvertAll(parameter.Value, value => (double)value));
        Outputs = new NaiveChain(chain, _values).Output(Inputs);
        Loss = new NaiveChain(chain, _values).Loss(Inputs, data);
        _values.Add(NetworkRun.Input, Inputs);
        var random = new Random(seed);
        Derivatives = [.. _values.Keys.Order(StringComparer.Ordinal).SelectMany(name => Along(name, random))];
    }

    public double[] Outputs { get; }

    public double Loss { get; }

    /// <summary>Derivatives along unit vectors of every tensor: some random ones and some elements, the first and the last among them.</summary>
    public IReadOnlyList<Derivative> Derivatives { get; }

    private double[] Inputs => Array.ConvertAll(_data.Inputs, value => (double)value);

    /// <summary>The judgement of a chain of this run; computed once for all bodies.</summary>
    public static Differences Of(int index) => Known.GetOrAdd(
        index, key => new(() => new Differences(ChainRuns.All[key], ChainRuns.Data(key), unchecked(ChainRuns.Seed * 31 + key)))).Value;

    private IEnumerable<Derivative> Along(string name, Random random)
    {
        int count = _values[name].Length;
        for (int i = 0; i < Directions; i++)
        {
            double[] direction = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
            double length = Math.Sqrt(direction.Sum(part => part * part));
            yield return Differentiate(name, Array.ConvertAll(direction, part => part / length));
        }

        var elements = count <= MostElements ? Enumerable.Range(0, count) : Enumerable.Range(0, MostElements - 2).Select(_ => random.Next(count)).Append(0).Append(count - 1);
        foreach (int element in elements.Distinct())
        {
            var direction = new double[count];
            direction[element] = 1;
            yield return Differentiate(name, direction);
        }
    }

    /// <summary>(L(v + h d) - L(v - h d)) / 2h, with h so small that no kink of a relu lies between.</summary>
    private Derivative Differentiate(string name, double[] direction)
    {
        for (double step = FirstStep; step >= SmallestStep; step /= 10)
        {
            (double above, int patternAbove) = At(name, direction, step);
            (double below, int patternBelow) = At(name, direction, -step);
            if (patternAbove == patternBelow)
            {
                return new Derivative(name, direction, (above - below) / (2 * step));
            }
        }

        throw new InvalidOperationException($"{_chain} has a kink at the parameters tried; take another seed.");
    }

    private (double Loss, int Pattern) At(string name, double[] direction, double step)
    {
        double[] before = _values[name];
        _values[name] = [.. before.Select((value, i) => value + step * direction[i])];
        var naive = new NaiveChain(_chain, _values);
        double loss = naive.Loss(_values[NetworkRun.Input], _data);
        _values[name] = before;
        return (loss, naive.Pattern);
    }
}

/// <summary>A derivative of the loss along a unit vector in one tensor.</summary>
internal sealed record Derivative(string Name, double[] Direction, double Value);
