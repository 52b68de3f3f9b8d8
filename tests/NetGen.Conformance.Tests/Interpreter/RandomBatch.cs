using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NetGen.Generator.Graph;

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
        Inputs = graph.Inputs.ToDictionary(input => input, input => DrawInput(input, network.InputScale));
        Targets = graph.Targets.ToDictionary(target => target, target => DrawTargets(graph.Objectives.First(objective => objective.Target == target)));
        Weights = network.HasWeights ? DrawWeights() : [];
        Parameters = graph.Parameters.ToDictionary(parameter => parameter.Value, DrawParameter);
    }

    /// <summary>The numbers of all rows; ints are whole numbers here.</summary>
    public IReadOnlyDictionary<Value, float[]> Inputs { get; }

    /// <summary>Class indices are whole numbers here.</summary>
    public IReadOnlyDictionary<Value, float[]> Targets { get; }

    public float[] Weights { get; }

    public IReadOnlyDictionary<Value, float[]> Parameters { get; }

    /// <summary>Draws everything from a seed.</summary>
    public static RandomBatch Draw(ForwardGraph graph, RandomNetwork network, int seed) => new(graph, network, seed);

    /// <summary>The batch for the network, between guards of NaN.</summary>
    public Minibatch Minibatch() => new(
        Columns(_graph.Inputs, Inputs), Columns(_graph.Targets, Targets), _rows, Weights.Length == 0 ? default : (ReadOnlyMemory<float>)Poison.Guarded(Weights));

    /// <summary>What the interpreter says of the whole batch.</summary>
    public Evaluation Interpret(NodeMode mode) => GraphInterpreter.Evaluate(_graph, Given(0, _rows), _rows, ExactWeights, mode);

    /// <summary>What the interpreter says of one example on its own.</summary>
    public Evaluation InterpretRow(int row) => GraphInterpreter.EvaluateExample(_graph, Given(row, 1));

    /// <summary>What the interpreter says of the batch with one weight of the first layer that has one moved by a part of the usual size of such weights.</summary>
    public Evaluation InterpretWithWrongWeight(double part)
    {
        Dictionary<Value, double[]> given = Given(0, _rows);
        Parameter weight = _graph.Parameters.First(parameter => parameter.IsTrained);
        given[weight.Value][^1] += part / Math.Sqrt(weight.Shape.Last);
        return GraphInterpreter.Evaluate(_graph, given, _rows, ExactWeights);
    }

    private double[] ExactWeights => Exact(Weights);

    private static ImmutableArray<Column> Columns(IEnumerable<Value> values, IReadOnlyDictionary<Value, float[]> numbers) => [.. values.Select(value =>
        value.Kind == Generator.Graph.ElementKind.Int
            ? new Column(Array.ConvertAll(numbers[value], number => (int)number), value.Shape.Size)
            : new Column(Poison.Guarded(numbers[value]), value.Shape.Size))];

    private Dictionary<Value, double[]> Given(int first, int rows)
    {
        var given = Parameters.ToDictionary(parameter => parameter.Key, parameter => Exact(parameter.Value));
        foreach ((Value value, float[] all) in Inputs.Concat(Targets))
        {
            given.Add(value, Exact(all.AsSpan(first * value.Shape.Size, rows * value.Shape.Size).ToArray()));
        }

        return given;
    }

    private float[] DrawInput(Value input, double scale)
    {
        int size = _rows * input.Shape.Size;
        if (input.Kind == Generator.Graph.ElementKind.Int)
        {
            int limit = _graph.Nodes.Where(node => node.Inputs.Contains(input)).Min(node => node.Operation.IndexLimit(node.Inputs))!.Value;
            return Fill(size, () => _random.Next(limit));
        }

        return IsMask(input) ? Fill(size, () => _random.Next(2))
            : scale > 0 ? Normal(size, scale)
            : Fill(size, () => 0.02 + 0.96 * _random.NextDouble());
    }

    /// <summary>True for what the layer of dropout asks for instead of drawing it.</summary>
    public static bool IsMask(Value input) => input.Name.Contains("mask", StringComparison.OrdinalIgnoreCase);

    private float[] DrawTargets(Objective objective)
    {
        int size = _rows * objective.Target!.Shape.Size;
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

    private float[] DrawParameter(Parameter parameter) => parameter.Role switch
    {
        Generator.Graph.ParameterRole.Weight => Normal(parameter.Shape.Size, 1.2 / Math.Sqrt(parameter.Shape.Last)),
        // The instance's own: what else rates and strengths may be is a matter of their checks.
        Generator.Graph.ParameterRole.Setting => [.. Enumerable.Repeat((float)parameter.Initializer.Arguments[0], parameter.Shape.Size)],
        // Variances and deviations are positive.
        Generator.Graph.ParameterRole.Buffer => Fill(parameter.Shape.Size, () => 0.3 + _random.NextDouble()),
        _ => Normal(parameter.Shape.Size, 0.5),
    };

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
