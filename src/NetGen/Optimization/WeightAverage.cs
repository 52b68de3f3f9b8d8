using System;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Runtime.V1;

namespace NetGen;

/// <summary>
/// A running mean of a network's parameters, which often predicts better than the last ones (Polyak and Juditsky 1992; as an exponential mean in Keras and PyTorch). After the k-th step
/// <code>
/// a ← a + (1 − κ) (w − a)          κ = min(β, 1 − 1/k), or β without warm start
/// </code>
/// </summary>
/// <remarks>
/// <para>Running statistics, such as those of a batch normalization, are averaged like parameters. What is not trained, such as constants of a normalization and layers that were
/// declared frozen, is copied; settings, such as dropout rates, stay the network's own.</para>
/// <para>Not for use while another thread uses the network.</para>
/// </remarks>
public sealed class WeightAverage
{
    private const string DefaultPart = "average";

    private readonly INetwork _network;
    private readonly ImmutableArray<StorageRange> _averaged;
    private readonly ImmutableArray<StorageRange> _copied;
    private ParameterBuffer _average;

    /// <summary>Begins with the present parameters.</summary>
    /// <param name="network">The network that is trained.</param>
    /// <param name="decay">β, at least 0 and below 1: how much of the mean is kept from step to step, so that it is one of about the last 1 / (1 − β) steps.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is out of its range.</exception>
    public WeightAverage(INetwork network, double decay = 0.999)
    {
        ArgumentNullException.ThrowIfNull(network);
        Decay = OptionCheck.Fraction(decay, nameof(decay));
        _network = network;
        ParameterLayout layout = network.Parameters.Layout;
        _averaged = [.. layout.Stored.Where(IsAveraged).Select(entry => entry.Storage)];
        _copied = [.. layout.Stored.Where(entry => !IsAveraged(entry)).Select(entry => entry.Storage)];
        _average = new ParameterBuffer(layout);
        ParameterCopy.Copy(layout.Stored, network.Parameters.Block, _average.Block);
    }

    /// <summary>β: how much of the mean is kept from step to step.</summary>
    public double Decay { get; }

    /// <summary>Whether the mean is one of all steps so far until these are 1 / (1 − β), so that the parameters at the start count for nothing. Without, the mean starts at them and
    /// forgets them as it forgets all others.</summary>
    public bool WarmStart { get; init; } = true;

    /// <summary>The number of calls of <see cref="Update"/>.</summary>
    public long Updates { get; private set; }

    /// <summary>Whether the network has the averaged parameters at present, see <see cref="Swap"/>.</summary>
    public bool IsSwapped { get; private set; }

    /// <summary>Takes the network's present parameters into the mean; to be called after each step. Allocates nothing.</summary>
    /// <exception cref="InvalidOperationException">The network has the averaged parameters; <see cref="Swap"/> gives it its own back.</exception>
    public void Update()
    {
        if (IsSwapped)
        {
            throw new InvalidOperationException($"{_network.Info.Name} has the averaged parameters; call Swap() again before it is trained on.");
        }

        Updates++;
        double kept = WarmStart ? Math.Min(Decay, 1 - 1.0 / Updates) : Decay;
        Span<float> average = _average.Block.Span;
        ReadOnlySpan<float> present = _network.Parameters.Block.Span;
        foreach (StorageRange range in _averaged)
        {
            Follow(average.Slice(range.Offset, range.Length), present.Slice(range.Offset, range.Length), kept == 0 ? null : (float)(1 - kept));
        }

        foreach (StorageRange range in _copied)
        {
            present.Slice(range.Offset, range.Length).CopyTo(average.Slice(range.Offset, range.Length));
        }
    }

    /// <summary>Exchanges the network's parameters and the averaged ones, in place: to evaluate or save the mean, and once more to train on. Allocates nothing.</summary>
    public void Swap()
    {
        Span<float> average = _average.Block.Span;
        Span<float> present = _network.Parameters.Block.Span;
        foreach (StorageRange range in _averaged)
        {
            Exchange(average.Slice(range.Offset, range.Length), present.Slice(range.Offset, range.Length));
        }

        foreach (StorageRange range in _copied)
        {
            Exchange(average.Slice(range.Offset, range.Length), present.Slice(range.Offset, range.Length));
        }

        IsSwapped = !IsSwapped;
    }

    /// <summary>Gives another network the averaged parameters. Predictions of it that run meanwhile use either its old or its new ones; its settings stay.</summary>
    /// <param name="network">A network of the same class, such as a clone; the averaged network itself gets them for good.</param>
    /// <exception cref="ArgumentException">The network is of another class.</exception>
    public void CopyTo(INetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        ParameterLayout layout = _average.Layout;
        if (!ReferenceEquals(network.Parameters.Layout, layout))
        {
            throw new ArgumentException($"The average is of {_network.Info.Name}, but {network.Info.Name} is another network class.", nameof(network));
        }

        var block = new AlignedBuffer(layout.Length);
        ParameterCopy.Copy(layout.Stored, Averaged.Block, block);
        ParameterCopy.Copy(layout.Settings, network.Parameters.Block, block);
        network.Parameters.Replace(block);
    }

    /// <summary>The rule, such as <c>WeightAverage(decay 0.999, warmStart)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"WeightAverage(decay {Decay}{(WarmStart ? ", warmStart" : "")})");

    /// <summary>Adds the mean to a file: of a part such as <c>average</c> tensors <c>average.value/name</c> by logical views, running statistics included, and <c>average.updates</c>.</summary>
    internal void SaveState(SafetensorsFile file, string part = DefaultPart)
    {
        file.Metadata[part] = ToString();
        file.Add($"{part}.updates", [], [Updates]);
        StateTensors.Add(file, $"{part}.value/", Averaged, _average.Layout.Stored);
    }

    /// <summary>Takes over what <see cref="SaveState"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is of another rule or network; the message lists everything that does not fit. Nothing has changed then.</exception>
    /// <exception cref="InvalidOperationException">The network has the averaged parameters.</exception>
    internal void LoadState(SafetensorsFile file, string fileName, string part = DefaultPart)
    {
        if (IsSwapped)
        {
            throw new InvalidOperationException($"{_network.Info.Name} has the averaged parameters; call Swap() before a state is loaded.");
        }

        var tensors = new StateTensors(file, part);
        tensors.RequireText(ToString());
        long updates = tensors.Count("updates");
        var average = new ParameterBuffer(_average.Layout);
        tensors.Read("value", average, average.Layout.Stored);
        tensors.RequireFit(_network, fileName);
        (_average, Updates) = (average, updates);
    }

    private ParameterBuffer Averaged => IsSwapped ? _network.Parameters : _average;

    private static bool IsAveraged(ParameterEntry entry) => entry.Trainable || entry.Momentum > 0;

    /// <param name="average">The mean.</param>
    /// <param name="present">What it follows.</param>
    /// <param name="taken">The share of the difference; null for all of it, which is no sum that rounds.</param>
    private static void Follow(Span<float> average, ReadOnlySpan<float> present, float? taken)
    {
        if (taken is { } share)
        {
            Blend(average, present, share);
        }
        else
        {
            present.CopyTo(average);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blend(Span<float> average, ReadOnlySpan<float> present, float taken)
    {
        Span<Vector<float>> a = Vectors.Of(average);
        ReadOnlySpan<Vector<float>> w = Vectors.Of(present)[..a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            a[i] += (w[i] - a[i]) * taken;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exchange(Span<float> one, Span<float> other)
    {
        Span<Vector<float>> a = Vectors.Of(one);
        Span<Vector<float>> b = Vectors.Of(other)[..a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            (a[i], b[i]) = (b[i], a[i]);
        }
    }
}
