using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Reports;

/// <summary>A validation at a place of the axis of epochs.</summary>
/// <param name="Epoch">The number of epochs that were done, with a fraction for a validation within one.</param>
/// <param name="Evaluation">Loss and metrics.</param>
internal sealed record ValidationPoint(double Epoch, Evaluation Evaluation);

/// <summary>The measures of a training over its epochs.</summary>
internal static class Courses
{
    /// <summary>All validations, those within epochs at fractions by their steps.</summary>
    internal static List<ValidationPoint> Validations(TrainingResult result) => result.Validations.Count > 0
        ? [.. result.Validations.Select(record => new ValidationPoint(EpochOf(record, result), record.Evaluation))]
        : [.. result.History.Where(record => record.Validation is not null).Select(record => new ValidationPoint(record.Epoch, record.Validation!))];

    private static double EpochOf(ValidationRecord validation, TrainingResult result)
    {
        IReadOnlyList<EpochRecord> history = result.History;
        int index = IndexOf(history, validation.Epoch);
        if (index < 0)
        {
            // Of an epoch that was not completed: as long as the one before it, if that is known.
            double length = history.Count > 0 ? history[^1].Step - StepBefore(history.Count - 1, result) : 0;
            return length > 0 ? validation.Epoch - 1 + Math.Clamp((validation.Step - history[^1].Step) / length, 0, 1) : validation.Epoch;
        }

        long end = history[index].Step;
        long start = StepBefore(index, result);
        return end > start && validation.Step >= start ? validation.Epoch - 1 + ((double)(validation.Step - start) / (end - start)) : validation.Epoch;
    }

    /// <summary>The steps made before an epoch. Steps and epochs are counted over all calls of Fit, and of the calls before nothing is known here: a first epoch is taken to be as long as the second.</summary>
    private static long StepBefore(int index, TrainingResult result)
    {
        EpochRecord record = result.History[index];
        if (index > 0 || record.Epoch == 1)
        {
            return index > 0 ? result.History[index - 1].Step : 0;
        }

        long length = result.History.Count > 1 ? result.History[1].Step - record.Step : result.Steps;
        return Math.Max(0, record.Step - length);
    }

    // Epochs ascend, most often one by one.
    private static int IndexOf(IReadOnlyList<EpochRecord> history, int epoch)
    {
        (int low, int high) = (0, history.Count - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (history[middle].Epoch == epoch)
            {
                return middle;
            }

            (low, high) = history[middle].Epoch < epoch ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
