using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace NetGen;

/// <summary>Looks for the usual reasons why a network does not learn.</summary>
internal static class OverfitFindings
{
    private const double Much = 0.5;

    internal static ImmutableArray<string> Of(OverfitCheckResult result, NetworkInfo network, Minibatch batch)
    {
        IEnumerable<string?> findings = result.HasLearnt
            ? [Saturated(result.Survey), Dead(result.Survey)]
            : [NotFinite(result), NoGradient(result), Dead(result.Survey), Saturated(result.Survey), Contradiction(batch), OutOfReach(result.Survey, network, batch), Right(result), Falling(result)];
        string[] found = [.. findings.OfType<string>()];
        return found.Length > 0 || result.HasLearnt
            ? [.. found]
            : ["The loss no longer falls and no unit is stuck: the network may be too small for the batch, or its loss not the one for these targets."];
    }

    private static string? NotFinite(OverfitCheckResult result) => double.IsFinite(result.LossAtEnd)
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"The loss was {result.LossAtEnd} after {result.Steps} steps: look for NaN or huge values in the batch, or lower the learning rate.");

    private static string? NoGradient(OverfitCheckResult result)
    {
        ParameterStatistics[] trained = [.. result.Survey.Parameters.Where(parameter => parameter.Gradient is not null)];
        if (trained.Length == 0)
        {
            return "No parameter is trained: all layers are frozen or have none.";
        }

        string[] still = [.. trained.Where(parameter => parameter.Gradient!.Zeros == parameter.Gradient.Count).Select(parameter => parameter.Name)];
        return still.Length switch
        {
            0 => null,
            _ when still.Length == trained.Length => "No parameter has a gradient at the end: nothing that the network does changes the loss.",
            _ => $"The gradient is 0 for all of {Few(still)}: these parameters do not learn.",
        };
    }

    private static string? Dead(NetworkSurvey survey)
    {
        string[] dead = [.. survey.Layers.Where(layer => layer.DeadShare >= Much).Select(layer => $"{layer.Name} ({layer.DeadUnits} of {layer.Units})")];
        return dead.Length == 0
            ? null
            : $"Many units are off for every example of the batch, and do not learn: {Few(dead)}. Scale the inputs to about -1 to 1, start with smaller or He's weights and biases of 0, lower the learning rate, or take LeakyRelu.";
    }

    private static string? Saturated(NetworkSurvey survey)
    {
        string[] saturated = [.. survey.Layers.Where(layer => layer.SaturatedShare >= Much).Select(layer => string.Create(CultureInfo.InvariantCulture, $"{layer.Name} ({100 * layer.SaturatedShare:0} %)"))];
        return saturated.Length == 0
            ? null
            : $"Many values are near the bounds of their activations, where few gradients pass: {Few(saturated)}. Scale the inputs to about -1 to 1, start with smaller weights, or normalise before the activation. (At an output for classes it is as it should be.)";
    }

    private static string? Contradiction(Minibatch batch)
    {
        var targets = new Dictionary<string, (int Row, string Target)>(StringComparer.Ordinal);
        for (int row = 0; row < batch.Count; row++)
        {
            string input = Key(batch, row, ofTargets: false);
            string target = Key(batch, row, ofTargets: true);
            if (!targets.TryAdd(input, (row, target)) && targets[input] is var first && first.Target != target)
            {
                return $"Examples {first.Row} and {row} of the batch have the same inputs but different targets: no network learns both.";
            }
        }

        return null;
    }

    private static string Key(Minibatch batch, int row, bool ofTargets)
    {
        ImmutableArray<Column> columns = ofTargets ? batch.Targets : batch.Inputs;
        IEnumerable<string> values = Enumerable.Range(0, columns.Length).Select(i => columns[i].Kind == ElementKind.Float
            ? string.Join(' ', Row(ofTargets ? batch.FloatTarget(i) : batch.FloatInput(i), row, columns[i].Size).Select(BitConverter.SingleToInt32Bits))
            : string.Join(' ', Row(ofTargets ? batch.IntTarget(i) : batch.IntInput(i), row, columns[i].Size)));
        return string.Join('|', values);
    }

    private static T[] Row<T>(ReadOnlySpan<T> values, int row, int size) => values.Slice(row * size, size).ToArray();

    /// <summary>Targets beyond what the last layer can give, such as negative ones after a rectifier.</summary>
    private static string? OutOfReach(NetworkSurvey survey, NetworkInfo network, Minibatch batch)
    {
        if (network.Outputs.Length != 1 || batch.TargetCount != 1 || batch.Targets[0].Kind != ElementKind.Float || survey.Layers.IsEmpty || batch.Targets[0].Size != network.Outputs[0].Size)
        {
            return null;
        }

        LayerStatistics output = survey.Layers[^1];
        Histogram targets = Histogram.Of(batch.FloatTarget(0));
        (double low, double high) = Range(output.Operation);
        return targets.Min < low || targets.Max > high
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The targets go from {targets.Min:G4} to {targets.Max:G4}, but {output.Name} ({output.Operation}) gives no value outside {low:G4} to {high:G4}: leave it out, or scale the targets.")
            : null;
    }

    private static (double Low, double High) Range(string operation) => operation switch
    {
        "Relu" or "Softplus" or "Exp" => (0, double.PositiveInfinity),
        "Relu6" => (0, 6),
        "Sigmoid" or "HardSigmoid" or "Gaussian" or "Softmax" or "Sparsemax" => (0, 1),
        "Tanh" or "Softsign" or "Sin" or "Cos" => (-1, 1),
        "LogSigmoid" or "LogSoftmax" => (double.NegativeInfinity, 0),
        _ => (double.NegativeInfinity, double.PositiveInfinity),
    };

    private static string? Right(OverfitCheckResult result) => result.Accuracy == 1
        ? "All decisions are right, but the loss does not fall further. Its least value may not be 0, as with soft targets, or a Softmax or Sigmoid may stand before a loss that has one; else set a Target."
        : null;

    private static string? Falling(OverfitCheckResult result)
    {
        ImmutableArray<double> losses = result.Losses;
        double before = losses[Math.Max(0, losses.Length - 1 - Math.Max(1, losses.Length / 10))];
        return result.LossAtEnd < 0.95 * before && result.LossAtEnd < result.LossAtStart ? "The loss was still falling: allow more steps." : null;
    }

    private static string Few(string[] names) => names.Length <= 4 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and {names.Length - 3} more";
}
