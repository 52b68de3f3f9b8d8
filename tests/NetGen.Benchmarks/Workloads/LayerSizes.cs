using System.Globalization;
using System.Linq;

namespace NetGen.Benchmarks.Workloads;

/// <summary>The widths of a network of dense layers with biases, and what it costs.</summary>
/// <param name="sizes">Input, hidden layers, output.</param>
internal sealed class LayerSizes(params int[] sizes)
{
    /// <summary>Values of one example.</summary>
    public int Input => sizes[0];

    /// <summary>Values of one prediction.</summary>
    public int Output => sizes[^1];

    /// <summary>Weights and biases.</summary>
    public long ParameterCount => MultiplyAdds(firstLayer: 0) + sizes.Skip(1).Sum(size => (long)size);

    /// <summary>A prediction of <paramref name="batch"/> examples: y = x W once for each layer; all parameters are read once.</summary>
    public Cost Prediction(int batch)
    {
        long bytes = ParameterCount * sizeof(float);
        return new Cost(2 * batch * MultiplyAdds(firstLayer: 0), bytes, bytes);
    }

    /// <summary>A training step on <paramref name="batch"/> examples: y = x W and dW = x^T dy for each layer, dx = dy W^T for each but the first.</summary>
    public Cost TrainingStep(int batch) => new(2 * batch * ((2 * MultiplyAdds(firstLayer: 0)) + MultiplyAdds(firstLayer: 1)));

    /// <inheritdoc/>
    public override string ToString() => string.Join('-', sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Multiply-adds of one example from a layer to the last.</summary>
    private long MultiplyAdds(int firstLayer) => sizes.Skip(firstLayer).Zip(sizes.Skip(firstLayer + 1), (inputs, outputs) => (long)inputs * outputs).Sum();
}
