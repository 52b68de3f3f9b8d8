using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>Holds a network's gradient against differences of its loss, for functions of one's own and for networks put together by hand.</summary>
/// <remarks>
/// <para>A derivative f'(w) is estimated from central differences (f(w + h) - f(w - h)) / 2h with several steps h, extrapolated to h = 0, and goes wrong where the network's 32-bit numbers are
/// too coarse for a small step, or a kink as that of a rectifier is within a large one. Each estimate therefore comes with an uncertainty, and only what differs by more than that and the
/// tolerance is wrong.</para>
/// <para>The loss is that of a step of training, with masks of dropout, all the same, and the batch's own statistics. Where a network means its gradient to be another one, as with
/// StopGradient, Sign, Step or a derivative written by hand that is no derivative, the check shows the difference.</para>
/// </remarks>
/// <example><code>
/// GradientCheckResult check = GradientCheck.Run(model, few.AsBatch());
/// Console.WriteLine(check);
/// </code></example>
public static class GradientCheck
{
    /// <summary>A tensor whose derivatives are all small is judged by this share of the largest of all.</summary>
    private const double ShareOfLargest = 1e-3;

    /// <summary>Checks every trainable parameter, and the inputs if the network computes their gradient.</summary>
    /// <param name="network">The network. Its parameters are moved during the check and are the same bits afterwards, even if an exception ends it.</param>
    /// <param name="batch">A few examples with targets; 8 to 64 are enough.</param>
    /// <param name="options">How many entries, and how exact; null for the defaults.</param>
    /// <exception cref="ArgumentException">The batch does not suit the network, or is empty.</exception>
    public static GradientCheckResult Run(ITrainableNetwork network, Minibatch batch, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(batch);
        options ??= new();
        var before = new ParameterBuffer(network.Parameters.Layout);
        before.CopyFrom(network.Parameters);
        try
        {
            var function = new LossFunction(network, batch, options.Seed);
            List<CheckedTensor> tensors = function.Differentiate(out double loss);
            return new GradientCheckResult(loss, double.IsFinite(loss) && tensors.Count > 0 ? Check(function, loss, tensors, options) : [], options.Tolerance);
        }
        finally
        {
            network.Parameters.CopyFrom(before);
        }
    }

    private static ImmutableArray<TensorCheck> Check(LossFunction function, double loss, List<CheckedTensor> tensors, GradientCheckOptions options)
    {
        var random = new RandomStream(options.Seed, RandomPurpose.General);
        double largest = tensors.Select(tensor => tensor.Largest).Where(double.IsFinite).DefaultIfEmpty().Max();
        var judge = new EntryJudge(function, loss, NoiseLevel.Measure(function, loss, tensors, ref random));
        var checks = ImmutableArray.CreateBuilder<TensorCheck>(tensors.Count);
        foreach (CheckedTensor tensor in tensors)
        {
            double scale = Math.Max(double.IsFinite(tensor.Largest) ? tensor.Largest : 0, ShareOfLargest * largest);
            checks.Add(Check(judge, tensor, scale, options.Tolerance, tensor.Choose(options.EntriesPerTensor, ref random)));
        }

        return checks.MoveToImmutable();
    }

    private static TensorCheck Check(EntryJudge judge, CheckedTensor tensor, double scale, double tolerance, int[] entries)
    {
        int wrong = 0;
        int unclear = 0;
        EntryCheck? worst = null;
        foreach (int entry in entries)
        {
            (EntryJudge.Verdict verdict, Derivative numeric) = judge.Judge(tensor, entry, tolerance * scale);
            wrong += verdict == EntryJudge.Verdict.Wrong ? 1 : 0;
            unclear += verdict == EntryJudge.Verdict.Unclear ? 1 : 0;
            double error = Math.Abs(tensor.Analytic[entry] - numeric.Value) / Math.Max(scale, double.Epsilon);
            if (worst is null || (verdict == EntryJudge.Verdict.Wrong, error).CompareTo((worst.IsWrong, worst.RelativeError)) > 0)
            {
                worst = new EntryCheck(tensor.IndicesOf(entry), tensor.Analytic[entry], numeric.Value, numeric.Uncertainty, error) { IsWrong = verdict == EntryJudge.Verdict.Wrong };
            }
        }

        return new TensorCheck(tensor.Name, tensor.Shape, entries.Length, wrong, unclear, worst);
    }
}
