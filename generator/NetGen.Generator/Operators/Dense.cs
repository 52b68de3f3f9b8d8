using System.Collections.Generic;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary><c>[Dense(units, Bias = true)]</c>: y = W x + b along the last axis of any input.</summary>
internal sealed class DenseLayer : LayerOperator
{
    public override string Attribute => "NetGen.Dense";

    public override string View(LayerDeclaration layer) => HasBias(layer) ? "DenseParameters" : "DenseWeights";

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        int units = layer.Integer("units");
        bool hasBias = HasBias(layer);
        int inputs = input.Shape.Last;
        if (!graph.CheckSize(layer, "units", units, input.Shape.Rows) || !graph.CheckWeights(layer, "units", units, inputs))
        {
            return null;
        }

        var weightShape = new Shape([units, inputs]);
        List<Parameter> parameters = [graph.AddParameter(layer.Name + ".weight", weightShape, ParameterRole.Weight, Initializer.GlorotUniform)];
        if (hasBias)
        {
            parameters.Add(graph.AddParameter(layer.Name + ".bias", Shape.Vector(units), ParameterRole.Bias, Initializer.Zeros, weightShape));
        }

        if (DropConnectModifier.Weights(layer, parameters[0], graph) is not var (weight, rate))
        {
            return null;
        }

        IReadOnlyList<Value> operands = hasBias ? [input, weight, parameters[1].Value] : [input, weight];
        parameters.AddRange(rate is null ? [] : [rate]);
        Value output = graph.Add(new Dense(units), layer.Name, layer.Name, operands);
        graph.Declare(layer, output, parameters, (long)units * inputs * input.Shape.Rows, Dense.Formula(layer.Name, input.Name, hasBias), View(layer));
        return output;
    }

    private static bool HasBias(LayerDeclaration layer) => layer.Flag("Bias", otherwise: true);
}

/// <summary>y[u] = sum_i W[u, i] x[i] + b[u]. Inputs: x, W [out, in], and b [out] if there is a bias.</summary>
internal sealed record Dense(int Units) : Operation
{
    public static string Formula(string output, string input, bool hasBias) =>
        $"{output}[u] = sum_i {output}.weight[u, i] * {input}[i]" + (hasBias ? $" + {output}.bias[u]" : "");

    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape.WithLast(Units);

    public override string Derivation => "Dense: y[u] = sum_i W[u, i] * x[i] + b[u] gives dx[i] = sum_u W[u, i] * dy[u], and summed over the rows dW[u, i] = dy[u] * x[i], db[u] = dy[u].";

    /// <summary>dx = W^T dy, dW = sum over rows of dy x^T, db = sum over rows of dy.</summary>
    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        (Value x, Value weight) = (node.Inputs[0], node.Inputs[1]);
        if (backward.Needs(weight))
        {
            backward.AddGradient(weight, backward.Add(new DenseWeightGradient(), "d " + weight.Name, node.Layer, x, outputGradient));
        }

        if (node.Inputs.Count == 3 && backward.Needs(node.Inputs[2]))
        {
            backward.AddGradient(node.Inputs[2], backward.Add(new RowSum(), "d " + node.Inputs[2].Name, node.Layer, outputGradient));
        }

        if (backward.Needs(x))
        {
            backward.AddGradient(x, backward.Add(new DenseInputGradient(x.Shape), "d " + x.Name, node.Layer, outputGradient, weight));
        }
    }

    public override void Lower(Node node, StepBuilder steps)
    {
        int inputs = node.Inputs[0].Shape.Last;
        bool hasBias = node.Inputs.Count == 3;
        string name = "Dense" + StepBuilder.Digits(inputs) + "To" + StepBuilder.Digits(Units) + (hasBias ? "" : "NoBias");
        Kernel kernel = Units == 1
            ? new DotKernel(name, inputs, hasBias, Epilogue.None)
            : ProductKernel.Of(name, inputs, Units, hasBias, predicts: true);
        steps.Add(kernel, node.Inputs, node.Output, node.Output.Shape.Rows, node.Layer, Formula(node.Output.Name, node.Inputs[0].Name, hasBias));
    }
}

/// <summary>dx[i] = sum_u W[u, i] dy[u]. Inputs: dy, W.</summary>
internal sealed record DenseInputGradient(Shape Shape) : Operation
{
    private int Inputs => Shape.Last;

    public override Shape Infer(IReadOnlyList<Value> inputs) => Shape;

    public override void Lower(Node node, StepBuilder steps)
    {
        (Value upstream, Value weight) = (node.Inputs[0], node.Inputs[1]);
        int units = upstream.Shape.Last;
        string name = "Dense" + StepBuilder.Digits(Inputs) + "To" + StepBuilder.Digits(units) + "InputGradient";
        string equation = $"{node.Output.Name}[i] = sum_u {weight.Name}[u, i] * {upstream.Name}[u]";
        int rows = node.Output.Shape.Rows;
        if (Inputs == 1)
        {
            steps.Add(new DotKernel(name, units, HasBias: false, Epilogue.None), [upstream, weight], node.Output, rows, node.Layer, equation);
            return;
        }

        // The product runs over panels of inputs, so W is transposed first, unless it has one row and is its own transpose. The transpose costs as much as
        // a few rows; a product on W as it stands, whose sums lie along the lanes, costs more from a few dozen rows on.
        Value transposed = units == 1 ? weight : steps.Transpose(weight, node.Layer);
        steps.Add(ProductKernel.Of(name, units, Inputs, hasBias: false, predicts: false), [upstream, transposed], node.Output, rows, node.Layer, equation);
    }
}

/// <summary>dW[u, i] = sum over rows of dy[u] x[i], in row order. Inputs: x, dy.</summary>
internal sealed record DenseWeightGradient : Operation
{
    public override Extent Extent => Extent.Shared;

    public override bool AddsUp => true;

    public override Shape Infer(IReadOnlyList<Value> inputs) => new([inputs[1].Shape.Last, inputs[0].Shape.Last]);

    public override void Lower(Node node, StepBuilder steps)
    {
        (Value x, Value upstream) = (node.Inputs[0], node.Inputs[1]);
        (int inputs, int units) = (x.Shape.Last, upstream.Shape.Last);
        string name = "Dense" + StepBuilder.Digits(inputs) + "To" + StepBuilder.Digits(units) + "WeightGradient";
        string equation = $"{node.Output.Name}[u, i] = sum_rows {upstream.Name}[u] * {x.Name}[i]";
        // A single unit's weights lie along the lanes, so the roles change: one dy against a row of x.
        (OuterProductKernel kernel, Value[] operands) = units == 1
            ? (OuterProductKernel.Of(name, 1, inputs), new[] { upstream, x })
            : (OuterProductKernel.Of(name, inputs, units), new[] { x, upstream });
        steps.Add(kernel, operands, node.Output, x.Shape.Rows, node.Layer, equation);
    }
}

/// <summary>db[u] = sum over rows of dy[u], in row order; a row is the last axis, or several of the last. Input: dy.</summary>
internal sealed record RowSum(int Axes = 1) : Operation
{
    public override Extent Extent => Extent.Shared;

    public override bool AddsUp => true;

    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape.OfLast(Axes);

    public override void Lower(Node node, StepBuilder steps)
    {
        Value upstream = node.Inputs[0];
        int length = node.Output.Shape.Size;
        string index = upstream.Shape.Rank == 0 ? "" : "[u]";
        string equation = $"{node.Output.Name}{index} = sum_rows {upstream.Name}{index}";
        steps.Add(new RowSumKernel("SumOfRows" + StepBuilder.Digits(length), length), [upstream], node.Output, upstream.Shape.Size / length, node.Layer, equation);
    }
}
