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
    private static readonly ConcurrentDictionary<(string Name, KernelBody Body), Lazy<NetworkRun>> Runs = new();

    /// <summary>What a case computes in a body; computed once.</summary>
    public static NetworkRun Of(string name, KernelBody body) =>
        Runs.GetOrAdd((name, body), key => new(() => Run(ReferenceCatalogue.All[key.Name], key.Body, float.NaN))).Value;

    /// <summary>Computes a case anew, with another poison.</summary>
    public static NetworkRun Run(Translation translation, KernelBody body, float poison)
    {
        ITrainableNetwork network = Network(translation, body);
        Minibatch batch = Batch(translation);
        NetworkRun run = NetworkRun.Evaluate(network, batch, poison);
        if (translation.Optimizer is { } optimizer)
        {
            run.Train(network, batch, optimizer(), ReferenceCase.StoredSteps, poison);
        }

        return run;
    }

    /// <summary>A new network with the parameters of the case.</summary>
    public static ITrainableNetwork Network(Translation translation, KernelBody body)
    {
        // The analyzer sees declarations alone, which are the same for every body.
        var compilation = Compilations.GetOrAdd(body, key => new(() => NetworkCompilation.Create(
            $"Reference.{key}", ReferenceCatalogue.Executed.Select(executed => executed.Source!), key, analyze: key == KernelBody.Vector128)));
        var network = (ITrainableNetwork)compilation.Value.Create(translation.Source!.ClassName);
        List<string> names = [.. translation.Case.Names("param/")];
        Assert.Equal(names, network.Parameters.Layout.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        foreach (string name in names)
        {
            network.Parameters[name].CopyFrom(translation.Case.Floats("param/" + name));
        }

        return network;
    }

    /// <summary>The examples of the case, between guards of NaN.</summary>
    public static Minibatch Batch(Translation translation)
    {
        ReferenceCase reference = translation.Case;
        string target = "target/" + reference.Names("target/").Single();
        int count = reference.Batch;
        Memory<float> input = Poison.Guarded(reference.Floats("input/" + reference.Names("input/").Single()));
        if (translation.IndexTargets)
        {
            return Minibatch.From(input, input.Length / count, reference.Indices(target));
        }

        Memory<float> targets = Poison.Guarded(reference.Floats(target));
        return Minibatch.From(input, input.Length / count, targets, targets.Length / count);
    }

    /// <summary>Every group of results next to the reference's.</summary>
    public static List<Comparison> Compare(Translation translation, NetworkRun run)
    {
        ReferenceCase reference = translation.Case;
        string output = reference.Names("output/").Single();
        List<Comparison> comparisons =
        [
            new("output", Tolerances.Output(reference), [new(output, run.Output, reference.Floats("output/" + output))]),
            new("loss", Tolerances.Loss(reference), [new("loss", [run.Loss], [reference.Loss])], reference.LossScale),
        ];
        if (reference.Names("grad/").Any())
        {
            comparisons.Add(new("gradient", Tolerances.Gradient(reference), [.. Gradients(reference, run)]));
        }

        foreach (int step in run.Steps.Keys)
        {
            comparisons.Add(new($"step {step}", Tolerances.Step(reference, step), [.. reference.Names($"step/{step}/").Select(name =>
                new ComparedTensor(name, run.Steps[step][name], reference.Floats($"step/{step}/{name}")))]));
        }

        if (run.StepLosses.Count > 0)
        {
            comparisons.Add(new("losses of the steps", Tolerances.StepLoss(reference), [new("step_loss", [.. run.StepLosses], reference.StepLosses)]));
        }

        return comparisons;
    }

    private static IEnumerable<ComparedTensor> Gradients(ReferenceCase reference, NetworkRun run)
    {
        foreach (string name in reference.Names("grad/param/"))
        {
            yield return new(name, run.Gradients[name], reference.Floats("grad/param/" + name));
        }

        foreach (string name in reference.Names("grad/input/"))
        {
            yield return new("input " + name, run.Gradients[NetworkRun.Input], reference.Floats("grad/input/" + name));
        }
    }
}
