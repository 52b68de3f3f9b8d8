using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetGen.Conformance.Tests.Compilation;
using Xunit;

namespace NetGen.Conformance.Tests.Chains;

/// <summary>The contracts on bits, threads, memory and faults, on random chains and batches of many sizes.</summary>
public sealed class BodyTests
{
    private const int MostRows = 200;
    private const int TrainingRows = 65;
    private const int Threads = 4;

    private static readonly int[] BatchSizes = [1, 2, 3, 5, 17, 64, 65, MostRows];

    [Theory]
    [Chains(KernelBody.Vector128), Chains(KernelBody.Avx2), Chains(KernelBody.Avx512), Chains(KernelBody.Avx512Emulated)]
    public void A_row_has_the_same_bits_in_every_batch(int index, KernelBody body)
    {
        ChainData data = ChainRuns.Data(index, MostRows);
        ITrainableNetwork network = ChainRuns.Network(index, body, data.Parameters);
        float[] all = Predict(network, index, data, MostRows);
        NetworkRows.RequireBitsOfSingleRows(network, data.Batch(ChainRuns.All[index], MostRows), all);
        foreach (int rows in BatchSizes)
        {
            Bits.Equal(all.AsSpan(0, rows * ChainRuns.All[index].OutputSize), Predict(network, index, data, rows), $"output of {rows} rows, {ChainRuns.Describe(index)}");
        }
    }

    [Theory]
    [Chains(KernelBody.Avx2), Chains(KernelBody.Avx512), Chains(KernelBody.Avx512Emulated)]
    public void Bits_are_those_of_the_128_bit_body(int index, KernelBody body)
    {
        foreach (int rows in new[] { 1, ChainRuns.Rows, TrainingRows })
        {
            Train(index, body, rows, float.NaN).RequireBitsOf(Train(index, KernelBody.Vector128, rows, 1e30f));
        }
    }

    [Theory]
    [Chains(KernelBody.Vector128), Chains(KernelBody.Avx2), Chains(KernelBody.Avx512), Chains(KernelBody.Avx512Emulated)]
    public void Nothing_is_allocated(int index, KernelBody body)
    {
        ChainData data = ChainRuns.Data(index, TrainingRows);
        Allocation.RequireNone(ChainRuns.Network(index, body, data.Parameters), data.Batch(ChainRuns.All[index], TrainingRows), new Adam());
    }

    [Theory]
    [Chains(KernelBody.Vector128), Chains(KernelBody.Avx2), Chains(KernelBody.Avx512), Chains(KernelBody.Avx512Emulated)]
    public async Task Threads_share_one_network(int index, KernelBody body)
    {
        ChainData data = ChainRuns.Data(index, TrainingRows);
        ITrainableNetwork network = ChainRuns.Network(index, body, data.Parameters);
        NetworkRun[] alone = [.. Enumerable.Range(0, Threads).Select(thread => Evaluate(thread))];
        var together = new NetworkRun[Threads];
        using var start = new Barrier(Threads);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                together[thread] = Evaluate(thread);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        for (int thread = 0; thread < Threads; thread++)
        {
            together[thread].RequireBitsOf(alone[thread]);
        }

        // Each thread has a batch of its own length, a workspace and gradients of its own, and other poison in its scratch.
        NetworkRun Evaluate(int thread) =>
            NetworkRun.Evaluate(network, data.Batch(ChainRuns.All[index], TrainingRows - 16 * thread), thread % 2 == 0 ? float.NaN : 1e30f);
    }

    [Theory]
    [Chains(KernelBody.Vector128), Chains(KernelBody.Avx2), Chains(KernelBody.Avx512), Chains(KernelBody.Avx512Emulated)]
    public void A_NaN_stays_in_its_row_and_is_seen_there(int index, KernelBody body)
    {
        Chain chain = ChainRuns.All[index];
        ChainData data = ChainRuns.Data(index, 17);
        ITrainableNetwork network = ChainRuns.Network(index, body, data.Parameters);
        float[] sound = Predict(network, index, data, data.Rows);
        var parameters = data.Parameters.ToDictionary(parameter => parameter.Key, parameter => Array.ConvertAll(parameter.Value, value => (double)value));
        for (int row = 0; row < data.Rows; row += 4)
        {
            int element = row * 31 % chain.InputSize;
            ChainData faulty = data with { Inputs = [.. data.Inputs] };
            faulty.Inputs[row * chain.InputSize + element] = float.NaN;
            float[] output = Predict(network, index, faulty, data.Rows);
            double[] naive = new NaiveChain(chain, parameters).Output(Array.ConvertAll(faulty.Inputs, value => (double)value));
            for (int i = 0; i < output.Length; i++)
            {
                if (double.IsNaN(naive[i]))
                {
                    Assert.True(float.IsNaN(output[i]), $"output {i} depends on a NaN in row {row} but is {output[i]}; {ChainRuns.Describe(index)}");
                }
                else
                {
                    Bits.Equal(sound.AsSpan(i, 1), output.AsSpan(i, 1), $"output {i} beside a NaN in row {row}, {ChainRuns.Describe(index)}");
                }
            }

            var workspace = new Workspace(network, data.Rows);
            Assert.True(double.IsNaN(network.Loss(faulty.Batch(chain, data.Rows), workspace)), $"the loss hides a NaN; {ChainRuns.Describe(index)}");
        }
    }

    private static float[] Predict(ITrainableNetwork network, int index, ChainData data, int rows) =>
        NetworkRun.Predict(network, data.Batch(ChainRuns.All[index], rows), float.NaN);

    private static NetworkRun Train(int index, KernelBody body, int rows, float poison)
    {
        ChainData data = ChainRuns.Data(index, rows);
        ITrainableNetwork network = ChainRuns.Network(index, body, data.Parameters);
        Minibatch batch = data.Batch(ChainRuns.All[index], rows);
        NetworkRun run = NetworkRun.Evaluate(network, batch, poison);
        run.Train(network, batch, new Adam(0.01), [1, 3], poison);
        return run;
    }
}
