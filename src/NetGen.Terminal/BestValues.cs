using System;
using System.Collections.Generic;

namespace NetGen.Terminal;

/// <summary>The best value of each measure of the validations so far.</summary>
internal sealed class BestValues
{
    private readonly Dictionary<string, (double Value, Goal Goal)> _best = new(StringComparer.Ordinal);

    /// <summary>Forgets all but validations before.</summary>
    internal void Begin(IReadOnlyList<ValidationRecord> validations)
    {
        _best.Clear();
        foreach (ValidationRecord record in validations)
        {
            Take(record.Evaluation);
        }
    }

    internal void Take(Evaluation validation)
    {
        foreach ((string name, double value, Goal goal) in Measures(validation))
        {
            bool isBetter = !_best.TryGetValue(name, out (double Value, Goal Goal) best) || (goal == Goal.Minimize ? value < best.Value : value > best.Value);
            if (isBetter && double.IsFinite(value))
            {
                _best[name] = (value, goal);
            }
        }
    }

    internal double? this[string name] => _best.TryGetValue(name, out (double Value, Goal Goal) best) ? best.Value : null;

    /// <summary>The loss, the accuracy and the metrics that were asked for, each once.</summary>
    internal static IEnumerable<(string Name, double Value, Goal Goal)> Measures(Evaluation validation)
    {
        yield return ("loss", validation.Loss, Goal.Minimize);
        if (validation.Accuracy is double accuracy)
        {
            yield return ("accuracy", accuracy, Goal.Maximize);
        }

        foreach (MetricValue metric in validation.Metrics)
        {
            if (metric.Name is not ("loss" or "accuracy"))
            {
                yield return (metric.Name, metric.Value, metric.Goal);
            }
        }
    }
}
