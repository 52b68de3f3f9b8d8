using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetGen;

/// <summary>What <see cref="OverfitCheck"/> found: of the attempt that learnt, or of the one that came furthest.</summary>
/// <param name="HasLearnt">Whether the loss fell as far as it should.</param>
/// <param name="Target">How far that is.</param>
/// <param name="Losses">The loss before each step, and after the last one.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Survey">The network after the last step: what its units look like, and how many are saturated or dead.</param>
public sealed record OverfitCheckResult(bool HasLearnt, double Target, ImmutableArray<double> Losses, double LearningRate, NetworkSurvey Survey)
{
    /// <summary>The loss before the first step.</summary>
    public double LossAtStart => Losses[0];

    /// <summary>The loss after the last step.</summary>
    public double LossAtEnd => Losses[^1];

    /// <summary>The number of steps.</summary>
    public int Steps => Losses.Length - 1;

    /// <summary>The share of right decisions after the last step, from 0 to 1; null when the network decides no class.</summary>
    public double? Accuracy { get; init; }

    /// <summary>What seems to be wrong and what to try, each a sentence or two; empty if nothing stands out.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];

    /// <summary>What it came to, the findings, and a table of the layers with bounds or dead units.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        string accuracy = Accuracy is double share ? string.Create(CultureInfo.InvariantCulture, $", accuracy {100 * share:0.#} %") : "";
        text.Append(HasLearnt ? "The network learns the batch" : "The network does not learn the batch");
        text.Append(CultureInfo.InvariantCulture, $": loss {LossAtStart:G5} at first, {LossAtEnd:G5} after {Steps} steps with learning rate {LearningRate} (to reach: {Target:G3}){accuracy}.\n");
        foreach (string finding in Findings)
        {
            text.Append("- ").Append(finding).Append('\n');
        }

        LayerStatistics[] layers = [.. Survey.Layers.Where(layer => layer.SaturatedShare is not null || layer.DeadUnits is not null)];
        if (layers.Length > 0)
        {
            var table = new TextTable("layer", "operation", ">saturated", ">dead units");
            foreach (LayerStatistics layer in layers)
            {
                string saturated = layer.SaturatedShare is double known ? (100 * known).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "";
                string dead = layer.DeadUnits is int units ? string.Create(CultureInfo.InvariantCulture, $"{units} of {layer.Units}") : "";
                table.Add(layer.Name, layer.Operation, saturated, dead);
            }

            table.AppendTo(text);
        }

        return text.ToString();
    }
}
