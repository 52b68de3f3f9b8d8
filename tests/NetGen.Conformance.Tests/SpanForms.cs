using System;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using System.Reflection;

namespace NetGen.Conformance.Tests;

/// <summary>The methods with a span for each input, output and target that the generator adds to a class, which no interface holds; the fields of a batch are their arguments.</summary>
internal sealed class SpanForms
{
    private readonly INetwork _network;
    private readonly ParameterExpression _batch = Expression.Parameter(typeof(Minibatch), "batch");
    private readonly ParameterExpression _row = Expression.Parameter(typeof(int), "row");
    private readonly ParameterExpression _outputs = Expression.Parameter(typeof(Span<float>), "outputs");

    public SpanForms(INetwork network)
    {
        _network = network;
        Predict = MakePredict();
        PredictBatch = MakePredictBatch();
        if (network is ITrainableNetwork)
        {
            ParameterExpression workspace = Expression.Parameter(typeof(Workspace), "workspace");
            ParameterExpression gradients = Expression.Parameter(typeof(Gradients), "gradients");
            Expression[] given = [.. Columns("Input", network.Info.Inputs.Length, Kind), .. Columns("Target", network.Info.Targets.Length, i => network.Info.Targets[i].Kind)];
            Loss = Expression.Lambda<LossOfBatch>(Call("Loss", [.. given, workspace]), _batch, workspace).Compile();
            Gradient = Expression.Lambda<GradientOfBatch>(Call("Gradient", [.. given, gradients, workspace]), _batch, gradients, workspace).Compile();
        }
    }

    public delegate void RowPrediction(Minibatch batch, int row, Span<float> outputs);

    public delegate void BatchPrediction(Minibatch batch, Span<float> outputs, int threads = 1);

    public delegate float NumberPrediction(ReadOnlySpan<float> inputs);

    public delegate double LossOfBatch(Minibatch batch, Workspace workspace);

    public delegate double GradientOfBatch(Minibatch batch, Gradients gradients, Workspace workspace);

    private delegate ReadOnlySpan<float> RowOfFloats(ReadOnlySpan<float> all, int row, int size);

    private delegate ReadOnlySpan<int> RowOfInts(ReadOnlySpan<int> all, int row, int size);

    private delegate Span<float> PartOfOutputs(Span<float> all, int rows, int before, int size);

    /// <summary>One row of a batch; its outputs follow each other.</summary>
    public RowPrediction Predict { get; }

    /// <summary>One example of one input to the number that it is; null for a network with more outputs.</summary>
    public NumberPrediction? PredictNumber => _network.Info.Outputs is [{ Size: 1 }] && _network.Info.Inputs is [{ Kind: ElementKind.Float }]
        ? _network.GetType().GetMethod("Predict", [typeof(ReadOnlySpan<float>)])!.CreateDelegate<NumberPrediction>(_network)
        : null;

    /// <summary>Any number of examples, on any number of threads; all rows of an output stand before those of the next.</summary>
    public BatchPrediction PredictBatch { get; }

    /// <summary>The loss of a batch; null for a network without an objective.</summary>
    public LossOfBatch? Loss { get; }

    /// <summary>The gradient of a batch; null for a network without an objective.</summary>
    public GradientOfBatch? Gradient { get; }

    private RowPrediction MakePredict()
    {
        IEnumerable<Expression> inputs = Columns("Input", _network.Info.Inputs.Length, Kind).Select((column, i) =>
        {
            Delegate row = Kind(i) == ElementKind.Int ? (RowOfInts)Row : (RowOfFloats)Row;
            return Expression.Call(row.Method, column, _row, Expression.Constant(_network.Info.Inputs[i].Size));
        });
        return Expression.Lambda<RowPrediction>(Call("Predict", [.. inputs, .. Outputs(Expression.Constant(1))]), _batch, _row, _outputs).Compile();
    }

    private BatchPrediction MakePredictBatch()
    {
        ParameterExpression threads = Expression.Parameter(typeof(int), "threads");
        Expression rows = Expression.Property(_batch, nameof(Minibatch.Count));
        Expression[] arguments = [.. Columns("Input", _network.Info.Inputs.Length, Kind), .. Outputs(rows), threads];
        return Expression.Lambda<BatchPrediction>(Call("PredictBatch", arguments), _batch, _outputs, threads).Compile();
    }

    private ElementKind Kind(int input) => _network.Info.Inputs[input].Kind;

    private IEnumerable<Expression> Columns(string role, int count, Func<int, ElementKind> kind) => Enumerable.Range(0, count).Select(i =>
        (Expression)Expression.Call(_batch, typeof(Minibatch).GetMethod(kind(i) + role)!, Expression.Constant(i)));

    private IEnumerable<Expression> Outputs(Expression rows)
    {
        int before = 0;
        foreach (FieldInfo output in _network.Info.Outputs)
        {
            yield return Expression.Call(((PartOfOutputs)Part).Method, _outputs, rows, Expression.Constant(before), Expression.Constant(output.Size));
            before += output.Size;
        }
    }

    private MethodCallExpression Call(string name, Expression[] arguments)
    {
        Type[] types = Array.ConvertAll(arguments, argument => argument.Type);
        MethodInfo method = _network.GetType().GetMethod(name, types)
            ?? throw new MissingMethodException(_network.GetType().Name, $"{name}({string.Join(", ", types.Select(type => type.Name))})");
        return Expression.Call(Expression.Constant(_network, _network.GetType()), method, arguments);
    }

    private static ReadOnlySpan<float> Row(ReadOnlySpan<float> all, int row, int size) => all.Slice(row * size, size);

    private static ReadOnlySpan<int> Row(ReadOnlySpan<int> all, int row, int size) => all.Slice(row * size, size);

    private static Span<float> Part(Span<float> all, int rows, int before, int size) => all.Slice(rows * before, rows * size);
}
