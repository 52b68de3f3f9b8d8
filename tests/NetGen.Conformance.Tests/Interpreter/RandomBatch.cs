using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>Random parameters and a random batch for a graph.</summary>
internal sealed class RandomBatch
{
    private readonly ForwardGraph _graph;
    private readonly int _rows;
    private readonly Random _random;

    private RandomBatch(ForwardGraph graph, RandomNetwork network, int seed)
    {
        _graph = graph;
        _rows = network.Rows;
        _random = new Random(seed);
        Inputs = network.InputScale > 0 ? Normal(_rows * graph.Input.Shape.Size, network.InputScale) : Fill(_rows * graph.Input.Shape.Size, () => 0.02 + 0.96 * _random.NextDouble());
        Targets = graph.Objective is { } objective ? DrawTargets(objective) : [];
        Weights = network.HasWeights ? DrawWeights() : [];
        Parameters = graph.Parameters.ToDictionary(parameter => parameter.Value, DrawParameter);
    }

    public float[] Inputs { get; }

    /// <summary>Class indices are whole numbers here.</summary>
    public float[] Targets { get; }

    public float[] Weights { get; }

    public IReadOnlyDictionary<Value, float[]> Parameters { get; }

    private bool HasClasses => _graph.Objective?.Target.Kind == Generator.Graph.ElementKind.Int;

    /// <summary>Draws everything from a seed.</summary>
    public static RandomBatch Draw(ForwardGraph graph, RandomNetwork network, int seed) => new(graph, network, seed);

    /// <summary>The batch for the network, between guards of NaN.</summary>
    public Minibatch Minibatch()
    {
        Memory<float> inputs = Poison.Guarded(Inputs);
        ReadOnlyMemory<float> weights = Weights.Length == 0 ? default : Poison.Guarded(Weights);
        int inputSize = _graph.Input.Shape.Size;
        if (_graph.Objective is not { } objective)
        {
            return NetGen.Minibatch.From(inputs, inputSize);
        }

        return HasClasses
            ? NetGen.Minibatch.From(inputs, inputSize, Array.ConvertAll(Targets, target => (int)target), weights)
            : NetGen.Minibatch.From(inputs, inputSize, Poison.Guarded(Targets), objective.Target.Shape.Size, weights);
    }

    /// <summary>What the interpreter says of the whole batch.</summary>
    public Evaluation Interpret() => GraphInterpreter.Evaluate(_graph, Given(0, _rows), _rows, Array.ConvertAll(Weights, weight => (double)weight));

    /// <summary>What the interpreter says of one example on its own.</summary>
    public Evaluation InterpretRow(int row) => GraphInterpreter.EvaluateExample(_graph, Given(row, 1));

    /// <summary>What the interpreter says of the batch with one weight of the first layer moved by a part of the usual size of such weights.</summary>
    public Evaluation InterpretWithWrongWeight(double part)
    {
        Dictionary<Value, double[]> given = Given(0, _rows);
        Parameter weight = _graph.Parameters[0];
        given[weight.Value][^1] += part / Math.Sqrt(weight.Shape.Last);
        return GraphInterpreter.Evaluate(_graph, given, _rows, Array.ConvertAll(Weights, exampleWeight => (double)exampleWeight));
    }

    private Dictionary<Value, double[]> Given(int first, int rows)
    {
        var given = Parameters.ToDictionary(parameter => parameter.Key, parameter => Exact(parameter.Value));
        given.Add(_graph.Input, Rows(Inputs, _graph.Input));
        if (_graph.Objective is { } objective)
        {
            given.Add(objective.Target, Rows(Targets, objective.Target));
        }

        return given;

        double[] Rows(float[] all, Value value) => Exact(all.AsSpan(first * value.Shape.Size, rows * value.Shape.Size).ToArray());
    }

    private float[] DrawTargets(Objective objective)
    {
        int size = _rows * objective.Target.Shape.Size;
        return objective.Operation.TargetCheck switch
        {
            "ClassIndices" => Fill(size, () => _random.Next(objective.Prediction.Shape.Size)),
            "Distributions" => [.. Enumerable.Range(0, _rows).SelectMany(_ => Distribution(objective.Prediction.Shape.Size))],
            "Probabilities" => Fill(size, () => _random.Next(3) == 0 ? _random.Next(2) : _random.NextDouble()),
            "Signs" => Fill(size, () => 2 * _random.Next(2) - 1),
            "NotNegative" => Fill(size, () => _random.Next(2) == 0 ? _random.Next(4) : 3 * _random.NextDouble()),
            null => Normal(size, 1),
            string check => throw new NotSupportedException($"Targets for {check} are not known; draw some here."),
        };
    }

    /// <summary>Probabilities of which some are 0.</summary>
    private IEnumerable<float> Distribution(int classes)
    {
        double[] parts = [.. Enumerable.Range(0, classes).Select(k => k > 0 && _random.Next(5) == 0 ? 0 : 0.001 + _random.NextDouble())];
        double sum = parts.Sum();
        return parts.Select(part => (float)(part / sum));
    }

    private float[] DrawParameter(Parameter parameter) => parameter.Role == Generator.Graph.ParameterRole.Weight
        ? Normal(parameter.Shape.Size, 1.2 / Math.Sqrt(parameter.Shape.Last))
        : Normal(parameter.Shape.Size, 0.5);

    /// <summary>Weights of 0 to 2, one of them 0 where that leaves others.</summary>
    private float[] DrawWeights()
    {
        float[] weights = Fill(_rows, () => 0.1 + 1.9 * _random.NextDouble());
        if (_rows > 1)
        {
            weights[_random.Next(_rows)] = 0;
        }

        return weights;
    }

    private float[] Normal(int count, double deviation) =>
        Fill(count, () => deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));

    private static float[] Fill(int count, Func<double> draw)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)draw();
        }

        return values;
    }

    private static double[] Exact(float[] values) => Array.ConvertAll(values, value => (double)value);
}
