using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using Xunit;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>The executed cases, compiled together once for each kernel body, and what each computed.</summary>
internal static class ReferenceRuns
{
    private static readonly ConcurrentDictionary<KernelBody, Lazy<NetworkCompilation>> Compilations = new();
    private static readonly ConcurrentDictionary<(string Name, KernelBody Body), Lazy<CaseRun>> Runs = new();

    /// <summary>What a case computes in a body; computed once.</summary>
    public static CaseRun Of(string name, KernelBody body) =>
        Runs.GetOrAdd((name, body), key => new(() => Run(ReferenceCatalogue.All[key.Name], key.Body, float.NaN))).Value;

    /// <summary>Computes a case anew, with another poison.</summary>
    public static CaseRun Run(Translation translation, KernelBody body, float poison)
    {
        ITrainableNetwork network = Network(translation, body);
        Minibatch batch = Batch(translation, network);
        NetworkRun run = NetworkRun.Evaluate(network, batch, poison, translation.WithoutLoss is not null);
        float[][] outputs = translation.WithoutLoss is { } source ? [OutputsOfTraining(translation, Create(translation, source, body), poison)] : Outputs(network, run, batch.Count);
        Dictionary<string, float[]> buffers = BuffersAfterOne(Network(translation, body), batch, poison);
        if (translation.Optimizer is { } optimizer)
        {
            run.Train(network, batch, optimizer(), ReferenceCase.StoredSteps, poison, translation.Schedule);
        }

        return new CaseRun(run, outputs, buffers);
    }

    /// <summary>A new network with the parameters of the case.</summary>
    public static ITrainableNetwork Network(Translation translation, KernelBody body) => Create(translation, translation.Source!, body);

    /// <summary>The examples of the case, between guards of NaN.</summary>
    public static Minibatch Batch(Translation translation, INetwork network) => new(
        [.. translation.Names.Inputs.Select((name, i) => Column(translation.Case, "input/" + name, network.Info.Inputs[i]))],
        [.. translation.Names.Targets.Select((name, i) => Column(translation.Case, "target/" + name, network.Info.Targets[i]))],
        translation.Case.Batch);

    private static Column Column(ReferenceCase reference, string tensor, FieldInfo field) => field.Kind == ElementKind.Int
        ? new Column(reference.Indices(tensor), field.Size)
        : new Column(Poison.Guarded(reference.Floats(tensor)), field.Size);

    private static ITrainableNetwork Create(Translation translation, NetworkSource source, KernelBody body)
    {
        // The analyzer sees declarations alone, which are the same for every body.
        var compilation = Compilations.GetOrAdd(body, key => new(() => NetworkCompilation.Create(
            $"Reference.{key}", ReferenceCatalogue.Executed.SelectMany(executed => executed.Sources), key, analyze: key == KernelBody.Vector128)));
        var network = (ITrainableNetwork)compilation.Value.Create(source.ClassName);
        IEnumerable<string> owned = network.Parameters.Layout.Entries.Where(entry => entry.Role != ParameterRole.Setting).Select(entry => entry.Name);
        (string Tensor, string Name)[] given = [.. new[] { "param/", "buffer/" }.SelectMany(kind => translation.Case.Names(kind).Select(name => (kind + name, translation.Names.Parameter(name))))];
        Assert.Equal(given.Select(each => each.Name).Order(StringComparer.Ordinal), owned.Order(StringComparer.Ordinal));
        foreach ((string tensor, string name) in given)
        {
            network.Parameters[name].CopyFrom(translation.Case.Floats(tensor));
        }

        return network;
    }

    /// <summary>The outputs that prediction gives, one by one.</summary>
    private static float[][] Outputs(INetwork network, NetworkRun run, int rows)
    {
        int before = 0;
        return [.. network.Info.Outputs.Select(output =>
        {
            before += rows * output.Size;
            return run.Output[(before - rows * output.Size)..before];
        })];
    }

    /// <summary>What training computes where prediction gives something else: with a target of 0 but for one 1, the loss y . t is an element of the output.</summary>
    private static float[] OutputsOfTraining(Translation translation, ITrainableNetwork network, float poison)
    {
        int rows = translation.Case.Batch;
        int size = network.Info.Targets.Single().Size;
        var workspace = new Workspace(network, rows);
        var gradients = new Gradients(network);
        var target = new float[rows * size];
        var outputs = new float[rows * size];
        Minibatch inputs = Batch(translation with { Names = translation.Names with { Targets = [] } }, network);
        var batch = new Minibatch(inputs.AllInputs(network), [new Column(target, size)], rows);
        for (int i = 0; i < outputs.Length; i++)
        {
            target[i] = 1;
            Poison.Fill(poison, workspace, gradients);
            outputs[i] = (float)network.Gradient(batch, gradients, workspace);
            target[i] = 0;
        }

        return outputs;
    }

    /// <summary>Buffers after a step of rate 0, which moves nothing else.</summary>
    private static Dictionary<string, float[]> BuffersAfterOne(ITrainableNetwork network, Minibatch batch, float poison)
    {
        var workspace = new Workspace(network, batch.Count);
        var gradients = new Gradients(network);
        Poison.Fill(poison, workspace, gradients);
        network.Gradient(batch, gradients, workspace);
        new Sgd(0).Step(network, gradients);
        return NetworkRun.Values(network.Parameters);
    }

    /// <summary>Every group of results next to the reference's.</summary>
    public static List<Comparison> Compare(Translation translation, CaseRun run)
    {
        ReferenceCase reference = translation.Case;
        List<Comparison> comparisons =
        [
            new("output", Tolerances.Output(reference), [.. translation.Names.Outputs.Select((name, i) => new ComparedTensor(name, run.Outputs[i], reference.Floats("output/" + name)))]),
            new("loss", Tolerances.Loss(reference), [new("loss", [run.Numbers.TrainingLoss], [reference.Loss])], reference.LossScale),
        ];
        if (reference.Names("grad/").Any())
        {
            comparisons.Add(new("gradient", Tolerances.Gradient(reference), [.. Gradients(translation, run.Numbers)]));
        }

        if (reference.Names("buffer_after/").Any())
        {
            comparisons.Add(new("buffers", Tolerances.Output(reference), [.. Named(translation, "buffer_after/", run.Buffers)]));
        }

        foreach ((int step, Dictionary<string, float[]> values) in run.Numbers.Steps)
        {
            comparisons.Add(new($"step {step}", Tolerances.Step(reference, step), [.. Named(translation, $"step/{step}/", values)]));
            if (reference.Names($"step_buffer/{step}/").Any())
            {
                comparisons.Add(new($"buffers after step {step}", Tolerances.Step(reference, step), [.. Named(translation, $"step_buffer/{step}/", values)]));
            }
        }

        if (run.Numbers.StepLosses.Count > 0)
        {
            comparisons.Add(new("losses of the steps", Tolerances.StepLoss(reference), [new("step_loss", [.. run.Numbers.StepLosses], reference.StepLosses)]));
        }

        return comparisons;
    }

    private static IEnumerable<ComparedTensor> Named(Translation translation, string prefix, Dictionary<string, float[]> values) => translation.Case.Names(prefix)
        .Select(name => new ComparedTensor(name, values[translation.Names.Parameter(name)], translation.Case.Floats(prefix + name)));

    private static IEnumerable<ComparedTensor> Gradients(Translation translation, NetworkRun run)
    {
        ReferenceCase reference = translation.Case;
        List<string> inputs = [.. translation.Names.Inputs];
        return Named(translation, "grad/param/", run.Gradients).Concat(reference.Names("grad/input/").Select(name =>
            new ComparedTensor("input " + name, run.Gradients[NetworkRun.InputName(inputs.IndexOf(name))], reference.Floats("grad/input/" + name))));
    }
}

/// <summary>Everything that a network computes for a case.</summary>
/// <param name="Numbers">Losses, gradients and steps.</param>
/// <param name="Outputs">The outputs, as training computes them.</param>
/// <param name="Buffers">All values after one step that moves no parameter.</param>
internal sealed record CaseRun(NetworkRun Numbers, float[][] Outputs, Dictionary<string, float[]> Buffers)
{
    /// <summary>Holds all results against those of another run, bit for bit.</summary>
    public void RequireBitsOf(CaseRun expected)
    {
        Numbers.RequireBitsOf(expected.Numbers);
        for (int i = 0; i < Outputs.Length; i++)
        {
            Bits.Equal(expected.Outputs[i], Outputs[i], $"output {i} of training");
        }

        foreach ((string name, float[] values) in expected.Buffers)
        {
            Bits.Equal(values, Buffers[name], $"{name} after a step of rate 0");
        }
    }
}
