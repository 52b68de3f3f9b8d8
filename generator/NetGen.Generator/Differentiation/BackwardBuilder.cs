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

    public IReadOnlyList<Node> Nodes => _nodes.ToArray();

    public IReadOnlyDictionary<Value, Value> Gradients => _gradients;

    /// <summary>True if a gradient must flow to this value: it depends on a parameter, or is the input and dL/dx is asked for.</summary>
    public bool Needs(Value value) => needed.Contains(value);

    public Value? GradientOf(Value value) => _gradients.TryGetValue(value, out Value? gradient) ? gradient : null;

    public Value Add(Operation operation, string name, string layer, params Value[] inputs)
    {
        IReadOnlyList<Value> operands = inputs.ToArray();
        var output = new Value(name, operation.Infer(operands), operation.Extent);
        _nodes.Add(new Node(operation, operands, output, layer));
        return output;
    }

    /// <summary>A value that is read several times has the sum of what flows back from each reader.</summary>
    public void AddGradient(Value value, Value gradient)
    {
        if (!_gradients.TryGetValue(value, out Value? before))
        {
            _gradients.Add(value, gradient);
            return;
        }

        var sum = new Pointwise("Sum", new Variable("a") + new Variable("b"), ["a", "b"], "{0}[i] = {1}[i] + {2}[i]");
        _gradients[value] = Add(sum, "d " + value.Name, _nodes.Last().Layer, before, gradient);
    }
}
