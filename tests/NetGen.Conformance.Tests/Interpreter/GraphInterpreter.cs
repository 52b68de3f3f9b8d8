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
    private readonly int _rows;
    private readonly Dictionary<Value, Operand> _operands = [];
    private readonly bool _isExample;
    private bool _uncertain;

    private GraphInterpreter(ForwardGraph graph, int rows, bool isExample) => (_graph, _rows, _isExample) = (graph, rows, isExample);

    /// <summary>All values and gradients.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="given">The numbers of inputs (those of all rows), parameters and targets.</param>
    /// <param name="rows">The number of examples.</param>
    /// <param name="weights">A weight for each example; empty if all are 1.</param>
    public static Evaluation Evaluate(ForwardGraph graph, IReadOnlyDictionary<Value, double[]> given, int rows, IReadOnlyList<double> weights) =>
        Evaluate(new GraphInterpreter(graph, rows, isExample: false), given, weights);

    /// <summary>All values and gradients of the very loss of one example, which no mean divides by a weight of its class.</summary>
    public static Evaluation EvaluateExample(ForwardGraph graph, IReadOnlyDictionary<Value, double[]> given) => Evaluate(new GraphInterpreter(graph, 1, isExample: true), given, []);

    private static Evaluation Evaluate(GraphInterpreter interpreter, IReadOnlyDictionary<Value, double[]> given, IReadOnlyList<double> weights)
    {
        foreach ((Value value, double[] numbers) in given)
        {
            interpreter.Give(value, numbers);
        }

        interpreter.Forward();
        Rounded? loss = interpreter._graph.Objective is { } objective ? interpreter.Lose(objective, weights) : null;
        if (loss is not null && !interpreter._uncertain)
        {
            interpreter.Backward();
        }

        return new Evaluation(interpreter._operands, loss, interpreter._uncertain);
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
        foreach (Node node in _graph.Nodes)
        {
            _uncertain |= JudgeCatalog.Of(node.Operation).Forward(node.Operation, Inputs(node), Enter(node.Output));
        }
    }

    private void Backward()
    {
        foreach (Node node in _graph.Nodes.Reverse())
        {
            Operand output = _operands[node.Output];
            if (output.Gradient is { } gradient)
            {
                JudgeCatalog.Of(node.Operation).Backward(node.Operation, Inputs(node), output.Value, gradient);
            }
        }
    }

    /// <summary>sum_b w_b L_b, divided for a mean by sum_b w_b times the weight of the class of b, if classes have weights; gives the prediction its gradient.</summary>
    private Rounded Lose(Objective objective, IReadOnlyList<double> weights)
    {
        ObjectiveJudge judge = JudgeCatalog.Of(objective.Operation);
        (Operand prediction, Tensor target) = (_operands[objective.Prediction], _operands[objective.Target].Value);
        double divisor = _isExample || objective.Reduction == Generator.Graph.Reduction.Sum ? 1 : Enumerable.Range(0, _rows).Sum(row => Weight(row) * judge.Share(objective.Operation, target.Row(row)));
        var gradient = new Rounded[prediction.Value.Size];
        RoundedSum loss = default;
        for (int row = 0; row < _rows; row++)
        {
            double weight = Weight(row) / divisor;
            var scale = new Rounded(weight, Rounding.Once(weight, 0));
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
