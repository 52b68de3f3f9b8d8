using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Lowering;

/// <summary>Collects the steps that operations lower to.</summary>
internal sealed class StepBuilder
{
    private readonly List<Step> _steps = [];
    private Loop? _loop;
    private readonly Dictionary<Value, Value> _transposed = [];

    public static IReadOnlyList<Step> Lower(IEnumerable<Node> nodes, Views views)
    {
        var builder = new StepBuilder();
        foreach (Node node in nodes.Where(node => !node.Operation.IsView))
        {
            builder._loop = node.Loop;
            node.Operation.Lower(node, builder);
            if (node.Accumulates)
            {
                builder._steps[builder._steps.Count - 1] = builder._steps[builder._steps.Count - 1] with { Accumulates = true };
            }
        }

        return [.. builder._steps.Select(views.Of)];
    }

    /// <summary>A number as part of a kernel's name.</summary>
    public static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The name of a kernel along an axis: its length, and its stride unless that is 1.</summary>
    public static string Strided(string name, int length, int stride) => name + Digits(length) + (stride == 1 ? "" : "Stride" + Digits(stride));

    public void Add(Kernel kernel, IEnumerable<Value> reads, Value write, int rowsPerExample, string layer, string equation) =>
        _steps.Add(new Step(kernel, reads.ToArray(), write, rowsPerExample, layer, equation) { Loop = _loop });

    /// <summary>Adds a step over values that all examples share.</summary>
    public void AddOnce(Kernel kernel, IEnumerable<Value> reads, Value write, string layer, string equation) =>
        _steps.Add(new Step(kernel, reads.ToArray(), write, 1, layer, equation) { IsOnce = true, Loop = _loop });

    /// <summary>A value between two steps of one operation.</summary>
    public Value Between(string name, Shape shape) => new(name, shape, Extent.PerExample) { Loop = _loop };

    /// <summary>The transpose of a weight matrix, made once a pass.</summary>
    public Value Transpose(Value weight, string layer)
    {
        if (!_transposed.TryGetValue(weight, out Value? transposed))
        {
            (int units, int inputs) = (weight.Shape.Axes[0], weight.Shape.Axes[1]);
            transposed = new Value(weight.Name + " transposed", new Shape([inputs, units]), Extent.Shared) { Loop = _loop };
            var kernel = new TransposeKernel("Transpose" + Digits(inputs) + "By" + Digits(units), inputs, units);
            Add(kernel, [weight], transposed, 0, layer, $"{transposed.Name}[i, u] = {weight.Name}[u, i]");
            _transposed.Add(weight, transposed);
        }

        return transposed;
    }
}
