using System;
using System.Linq;
using Xunit;

namespace NetGen.Conformance.Tests;

/// <summary>The contract that prediction, gradient and optimizer step allocate nothing once they are warm.</summary>
internal static class Allocation
{
    private const int Repetitions = 3;

    /// <summary>Measures what the calling thread allocates in every call after two that warm it up.</summary>
    public static void RequireNone(ITrainableNetwork network, Minibatch batch, Optimizer optimizer, int threads = 2)
    {
        var workspace = new Workspace(network, batch.Count) { Threads = threads };
        var gradients = new Gradients(network);
        int outputSize = network.Info.Outputs.Sum(output => output.Size);
        var outputs = new float[batch.Count * outputSize];
        var spans = new SpanForms(network);
        RequireNone("prediction of a batch", () => network.PredictBatch(batch, outputs));
        RequireNone("prediction of rows", () => spans.PredictBatch(batch, outputs, threads));
        RequireNone("prediction of one example", () => spans.Predict(batch, 0, outputs.AsSpan(0, outputSize)));
        RequireNone("loss", () => network.Loss(batch, workspace));
        RequireNone("gradient", () => network.Gradient(batch, gradients, workspace));
        RequireNone("optimizer step", () => optimizer.Step(network, gradients));
    }

    private static void RequireNone(string what, Action action)
    {
        action();
        action();
        long allocated = Measure(action);
        // A collection that another test causes meanwhile counts the unused rest of this thread's allocation buffer; a call that allocates does so every time.
        for (int again = 0; allocated != 0 && again < Repetitions; again++)
        {
            allocated = Measure(action);
        }

        Assert.True(allocated == 0, $"{what} allocated {allocated} bytes.");
    }

    private static long Measure(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
