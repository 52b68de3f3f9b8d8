using System;
using System.Reflection;

namespace NetGen.Conformance.Tests;

/// <summary>The methods with spans that the generator adds to a class, which no interface holds.</summary>
internal sealed class SpanForms(INetwork network)
{
    public delegate void Prediction(ReadOnlySpan<float> inputs, Span<float> outputs);

    public delegate float NumberPrediction(ReadOnlySpan<float> inputs);

    public delegate void BatchPrediction(ReadOnlySpan<float> inputs, Span<float> outputs, int threads = 1);

    private delegate double GradientOfFloats(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Gradients gradients, Workspace workspace);

    private delegate double GradientOfInts(ReadOnlySpan<float> inputs, ReadOnlySpan<int> targets, Gradients gradients, Workspace workspace);

    private delegate double LossOfFloats(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Workspace workspace);

    private delegate double LossOfInts(ReadOnlySpan<float> inputs, ReadOnlySpan<int> targets, Workspace workspace);

    /// <summary>One example.</summary>
    public Prediction Predict { get; } = Find<Prediction>(network, "Predict");

    /// <summary>One example to the number that it is; null for a network with more outputs.</summary>
    public NumberPrediction? PredictNumber { get; } =
        network.Info.Outputs[0].Size == 1 ? Find<NumberPrediction>(network, "Predict") : null;

    /// <summary>Any number of examples, on any number of threads.</summary>
    public BatchPrediction PredictBatch { get; } = Find<BatchPrediction>(network, "PredictBatch");

    /// <summary>The loss of a batch, whose targets are floats or ints.</summary>
    public double Loss(Minibatch batch, Workspace workspace) => network.Info.Targets[0].Kind == ElementKind.Int
        ? Find<LossOfInts>(network, "Loss")(batch.FloatInput(0), batch.IntTarget(0), workspace)
        : Find<LossOfFloats>(network, "Loss")(batch.FloatInput(0), batch.FloatTarget(0), workspace);

    /// <summary>The gradient of a batch, whose targets are floats or ints.</summary>
    public double Gradient(Minibatch batch, Gradients gradients, Workspace workspace) => network.Info.Targets[0].Kind == ElementKind.Int
        ? Find<GradientOfInts>(network, "Gradient")(batch.FloatInput(0), batch.IntTarget(0), gradients, workspace)
        : Find<GradientOfFloats>(network, "Gradient")(batch.FloatInput(0), batch.FloatTarget(0), gradients, workspace);

    private static TDelegate Find<TDelegate>(INetwork network, string name)
        where TDelegate : Delegate
    {
        Type[] parameters = Array.ConvertAll(typeof(TDelegate).GetMethod("Invoke")!.GetParameters(), parameter => parameter.ParameterType);
        MethodInfo method = network.GetType().GetMethod(name, parameters) ?? throw new MissingMethodException(network.GetType().Name, name);
        return method.CreateDelegate<TDelegate>(network);
    }
}
