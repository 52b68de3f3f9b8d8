using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetGen;

/// <summary>What a network looks like inside: the distribution of its parameters, of their gradients and of what its layers give for examples, with the shares of saturated and dead units.</summary>
/// <remarks>Layers are measured as they predict: without the masks of dropout, with running statistics. Layers of blocks in a row have a line each.</remarks>
/// <example><code>
/// Console.WriteLine(NetworkSurvey.Of(model, train));
/// </code></example>
public sealed class NetworkSurvey
{
    private const int DefaultRows = 256;

    private NetworkSurvey(NetworkInfo network, int rows)
    {
        Network = network;
        Rows = rows;
    }

    /// <summary>The network.</summary>
    public NetworkInfo Network { get; }

    /// <summary>The number of examples that the layers were measured on.</summary>
    public int Rows { get; }

    /// <summary>The loss, as a step of training has it; null if there were no targets.</summary>
    public double? Loss { get; private init; }

    /// <summary>The parameters and running statistics, in the order of the layers; each shared one once.</summary>
    public ImmutableArray<ParameterStatistics> Parameters { get; private init; } = [];

    /// <summary>The inputs and layers, in the order of computation.</summary>
    public ImmutableArray<LayerStatistics> Layers { get; private init; } = [];

    /// <summary>Looks at a network. Nothing of it is changed.</summary>
    /// <param name="network">The network.</param>
    /// <param name="examples">Examples. With targets for a trainable network there are gradients.</param>
    /// <param name="maxRows">How many of them to take at most, at least 1, at equal distances from all.</param>
    /// <exception cref="ArgumentException">The examples do not suit the network.</exception>
    public static NetworkSurvey Of(INetwork network, Examples examples, int maxRows = DefaultRows)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 1);
        return Of(network, BatchCopy.Of(examples.AsBatch(), maxRows).Batch, maxRows);
    }

    /// <summary>Looks at a network. Nothing of it is changed.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">Examples. With targets for a trainable network there are gradients, of the whole batch.</param>
    /// <param name="maxRows">On how many of them to measure layers at most, at least 1, at equal distances from all.</param>
    /// <exception cref="ArgumentException">The batch does not suit the network.</exception>
    public static NetworkSurvey Of(INetwork network, Minibatch batch, int maxRows = DefaultRows)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 1);
        (double? loss, Gradients? gradients) = Gradient(network, batch);
        int rows = Math.Min(batch.Count, maxRows);
        var layers = new LayerSurvey(network.Info);
        for (int i = 0; i < rows; i++)
        {
            layers.Add(network.Trace(batch, (int)((long)i * batch.Count / rows)));
        }

        return new NetworkSurvey(network.Info, rows)
        {
            Loss = loss,
            Parameters = [.. network.Parameters.Layout.Owners.Where(entry => entry.Role != ParameterRole.Setting).Select(entry => Statistics(entry, network.Parameters, gradients))],
            Layers = layers.ToStatistics(),
        };
    }

    /// <summary>A table of the parameters and one of the layers.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Network.Name}, {Rows} examples");
        text.Append(Loss is double loss ? string.Create(CultureInfo.InvariantCulture, $", loss {loss:G6}\n") : "\n");
        var parameters = new TextTable("parameter", ">shape", ">mean", ">deviation", ">least", ">largest", ">deviation of gradient", ">not finite");
        foreach (ParameterStatistics parameter in Parameters)
        {
            string gradient = parameter.Gradient is null ? "" : Number(parameter.Gradient.StandardDeviation);
            parameters.Add([parameter.Name, Shapes.Text(parameter.Shape), .. Cells(parameter.Values), gradient, Count(parameter.Values.NonFinite + (parameter.Gradient?.NonFinite ?? 0))]);
        }

        var layers = new TextTable("layer", "operation", ">units", ">mean", ">deviation", ">least", ">largest", ">saturated", ">dead units", ">not finite");
        foreach (LayerStatistics layer in Layers)
        {
            string dead = layer.DeadUnits is int units ? Count(units) : "";
            layers.Add([layer.Name, layer.Operation, Count(layer.Units), .. Cells(layer.Values), Share(layer.SaturatedShare), dead, Count(layer.Values.NonFinite)]);
        }

        parameters.AppendTo(text);
        layers.AppendTo(text.Append('\n'));
        return text.ToString();
    }

    private static string[] Cells(Histogram values) => [Number(values.Mean), Number(values.StandardDeviation), Number(values.Min), Number(values.Max)];

    private static string Number(double number) => number.ToString("G4", CultureInfo.InvariantCulture);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(double? share) => share is double known ? (100 * known).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "";

    private static (double? Loss, Gradients? Gradients) Gradient(INetwork network, Minibatch batch)
    {
        if (network is not ITrainableNetwork trainable || batch.Count == 0 || batch.TargetCount != network.Info.Targets.Length)
        {
            return (null, null);
        }

        var gradients = new Gradients(network);
        double loss = trainable.Gradient(batch, gradients, new Workspace(network, batch.Count) { Threads = 1 });
        return (loss, gradients);
    }

    private static ParameterStatistics Statistics(ParameterEntry entry, ParameterBuffer parameters, Gradients? gradients) => new(
        entry.Name,
        entry.Shape,
        entry.Role,
        Histogram.Of(parameters[entry.Name].ToArray()),
        gradients is null || !entry.Trainable ? null : Histogram.Of(gradients[entry.Name].ToArray()));
}
