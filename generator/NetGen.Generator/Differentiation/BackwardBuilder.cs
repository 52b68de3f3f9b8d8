using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Differentiation;

/// <summary>What a gradient rule may do: add operations to the backward pass and hand gradients to the inputs.</summary>
internal sealed class BackwardBuilder(HashSet<Value> needed)
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<Value, Value> _gradients = [];
    private Loop? _loop;

    public IReadOnlyList<Node> Nodes => _nodes.ToArray();

    public IReadOnlyDictionary<Value, Value> Gradients => _gradients;

    /// <summary>True if a gradient must flow to this value: it depends on a parameter, or is an input and dL/dx is asked for.</summary>
    public bool Needs(Value value) => needed.Contains(value);

    public Value? GradientOf(Value value) => _gradients.TryGetValue(value, out Value? gradient) ? gradient : null;

    public Value Add(Operation operation, string name, string layer, params Value[] inputs)
    {
        IReadOnlyList<Value> operands = inputs.ToArray();
        var output = new Value(name, operation.Infer(operands), operation.Extent) { Loop = _loop };
        _nodes.Add(new Node(operation, operands, output, layer) { Loop = _loop });
        return output;
    }

    /// <summary>Begins the backward pass of a loop; what is added from now on is computed in it. The result is the gradient of what each block made.</summary>
    public Value BeginLoop(Loop forward, Value gradient, string name, string layer)
    {
        _loop = forward.Backwards();
        return Add(new LoopInput(), name, layer, gradient);
    }

    /// <summary>Ends it. The result is the gradient of what the first block read.</summary>
    public Value EndLoop(Value gradient, string name, string layer)
    {
        var result = new Value(name, gradient.Shape, Extent.PerExample);
        _nodes.Add(new Node(new LoopOutput(), [gradient], result, layer) { Loop = _loop });
        _loop = null;
        return result;
    }

    /// <summary>A value that is read several times has the sum of what flows back from each reader.</summary>
    public void AddGradient(Value value, Value gradient) => AddGradient(value, gradient, _nodes.LastOrDefault()?.Layer ?? "");

    public void AddGradient(Value value, Value gradient, string layer)
    {
        if (!_gradients.TryGetValue(value, out Value? before))
        {
            _gradients.Add(value, gradient);
            return;
        }

        if (value.Extent == Extent.Shared && _nodes[_nodes.Count - 1] is { Output: var last } made && last == gradient && made.Operation.AddsUp)
        {
            // A sum over rows goes on where the one of another use ended.
            _nodes[_nodes.Count - 1] = new Node(made.Operation, made.Inputs, before, made.Layer) { Accumulates = true, Loop = made.Loop };
            return;
        }

        _gradients[value] = Add(Sum with { IsOfShared = value.Extent == Extent.Shared }, "d " + value.Name, layer, before, gradient);
    }

    /// <summary>The gradient of an input on which no loss depends.</summary>
    public void AddZero(Value input) =>
        _gradients.Add(input, Add(new Pointwise("Zero", Expression.Zero, ["x"], "{0}[i] = 0"), "d " + input.Name, input.Name, input));

    private static Pointwise Sum => new("Sum", new Variable("a") + new Variable("b"), ["a", "b"], "{0}[i] = {1}[i] + {2}[i]");
}
