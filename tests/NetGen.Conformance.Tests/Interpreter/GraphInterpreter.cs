using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NetGen.Conformance.Tests.Interpreter.Judges;
using NetGen.Generator.Graph;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>
/// Computes a forward graph naively in double, and its gradients by a reverse mode of its own. It takes the graph's structure from the generator and nothing else:
/// no differentiation, no expression, no lowering. Any acyclic graph will do: values are told apart by reference, and gradients add up where a value has several readers.
/// </summary>
internal sealed class GraphInterpreter
{
    private readonly ForwardGraph _graph;
    private readonly Modes _mode;
    private readonly int _rows;
    private readonly Dictionary<Value, Operand> _operands = [];
    private readonly bool _isExample;
    private bool _uncertain;

    private GraphInterpreter(ForwardGraph graph, NodeMode mode, int rows, bool isExample)
    {
        (_graph, _rows, _isExample) = (graph, rows, isExample);
        Node[] nodes = [.. graph.Nodes, .. graph.Objectives.SelectMany(objective => objective.Nodes)];
        _mode = mode == NodeMode.Prediction ? Modes.Prediction(nodes) : Modes.Training(nodes);
    }

    /// <summary>All values and gradients.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="given">The numbers of inputs (those of all rows), parameters and targets.</param>
    /// <param name="rows">The number of examples.</param>
    /// <param name="weights">A weight for each example; empty if all are 1.</param>
    /// <param name="mode">Training or prediction, where they compute different things.</param>
    public static Evaluation Evaluate(
        ForwardGraph graph, IReadOnlyDictionary<Value, double[]> given, int rows, IReadOnlyList<double> weights, NodeMode mode = NodeMode.Training) =>
        Evaluate(new GraphInterpreter(graph, mode, rows, isExample: false), given, weights);

    /// <summary>All values and gradients of a prediction and of the very loss of one example, which no mean divides by a weight of its class, and to which parameters add nothing.</summary>
    public static Evaluation EvaluateExample(ForwardGraph graph, IReadOnlyDictionary<Value, double[]> given) =>
        Evaluate(new GraphInterpreter(graph, NodeMode.Prediction, 1, isExample: true), given, []);

    private static Evaluation Evaluate(GraphInterpreter interpreter, IReadOnlyDictionary<Value, double[]> given, IReadOnlyList<double> weights)
    {
        foreach ((Value value, double[] numbers) in given)
        {
            interpreter.Give(value, numbers);
        }

        interpreter.Forward();
        Rounded? loss = interpreter._graph.Objectives.Count > 0 ? interpreter.Lose(weights) : null;
        if (loss is not null && !interpreter._uncertain)
        {
            interpreter.Backward();
        }

        return new Evaluation(interpreter._operands, interpreter._mode, loss, interpreter._uncertain);
    }

    private void Give(Value value, double[] numbers)
    {
        Tensor tensor = Enter(value);
        if (numbers.Length != tensor.Count)
        {
            throw new ArgumentException($"{value} was given {numbers.Length} numbers, expected {tensor.Count}.");
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            tensor[i] = numbers[i];
        }
    }

    private Tensor Enter(Value value)
    {
        var operand = new Operand(new Tensor([.. value.Shape.Axes], value.Extent == Extent.PerExample ? _rows : 1));
        _operands.Add(value, operand);
        return operand.Value;
    }

    private void Forward()
    {
        foreach (Node node in _mode.Nodes)
        {
            _uncertain |= JudgeCatalog.Of(node.Operation).Forward(node.Operation, Inputs(node), Enter(node.Output));
        }
    }

    private void Backward()
    {
        foreach (Node node in _mode.Nodes.Reverse())
        {
            Operand output = _operands[node.Output];
            if (output.Gradient is { } gradient)
            {
                JudgeCatalog.Of(node.Operation).Backward(node.Operation, Inputs(node), output.Value, gradient);
            }
        }
    }

    /// <summary>The sum of all losses, each times its weight, and of the penalties of regularized parameters.</summary>
    private Rounded Lose(IReadOnlyList<double> weights)
    {
        Rounded loss = Lose(_graph.Objectives[0], weights);
        foreach (Objective objective in _graph.Objectives.Skip(1))
        {
            loss += Lose(objective, weights);
        }

        foreach (Parameter parameter in _isExample ? [] : _graph.Parameters.Where(parameter => parameter.IsPenalized))
        {
            loss += Penalty(parameter);
        }

        return loss;
    }

    /// <summary>l2 / 2 sum W^2 + l1 sum |W|, whose derivative is l2 W + l1 sign(W).</summary>
    private Rounded Penalty(Parameter parameter)
    {
        Operand weight = _operands[parameter.Value];
        Rounded l2 = parameter.L2 is null ? 0 : _operands[parameter.L2.Value].Value[0];
        Rounded l1 = parameter.L1 is null ? 0 : _operands[parameter.L1.Value].Value[0];
        (RoundedSum squares, RoundedSum magnitudes) = (default, default);
        for (int i = 0; i < weight.Value.Count; i++)
        {
            Rounded w = weight.Value[i];
            squares.AddProduct(w, w);
            magnitudes.Add(Rounded.Abs(w));
            weight.AddGradient(i, l2 * w + l1 * (double)Math.Sign(w.Value));
        }

        return l2 * (0.5 * squares.Total) + l1 * magnitudes.Total;
    }

    /// <summary>sum_b w_b L_b, divided for a mean by sum_b w_b times the weight of the class of b, if classes have weights; gives the prediction its gradient.</summary>
    private Rounded Lose(Objective objective, IReadOnlyList<double> weights)
    {
        ObjectiveJudge judge = JudgeCatalog.Of(objective.Operation);
        Operand prediction = _operands[_mode.Of(objective.Prediction)];
        Tensor target = objective.Target is { } value ? _operands[value].Value : new Tensor([0], _rows);
        double divisor = _isExample || objective.Reduction == Generator.Graph.Reduction.Sum ? 1 : Enumerable.Range(0, _rows).Sum(row => Weight(row) * judge.Share(objective.Operation, target.Row(row)));
        var gradient = new Rounded[prediction.Value.Size];
        RoundedSum loss = default;
        for (int row = 0; row < _rows; row++)
        {
            double weight = Weight(row) / divisor;
            Rounded scale = new Rounded(weight, Rounding.Once(weight, 0)) * Rounded.Constant(objective.Weight);
            loss.AddRow(scale * judge.Evaluate(objective.Operation, prediction.Value.Row(row), target.Row(row), gradient, out bool uncertain));
            _uncertain |= uncertain;
            for (int k = 0; k < gradient.Length; k++)
            {
                prediction.AddGradient(row * gradient.Length + k, scale * gradient[k]);
            }
        }

        return loss.Total;

        double Weight(int row) => weights.Count == 0 ? 1 : weights[row];
    }

    private ImmutableArray<Operand> Inputs(Node node) => [.. node.Inputs.Select(input => _operands[input])];
}
