using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Reports;

/// <summary>Loss, metrics and learning rate over the epochs.</summary>
internal static class CourseSection
{
    internal static void Write(Markup page, TrainingResult result)
    {
        List<ValidationPoint> validations = Courses.Validations(result);
        if (result.History.Count == 0 && validations.Count == 0)
        {
            return;
        }

        page.Section("Course of the training", section =>
        {
            section.Open("div", ("class", "charts"));
            section.Figure(Loss(result, validations));
            foreach (Chart chart in Metrics(validations))
            {
                section.Figure(chart);
            }

            if (result.History.Any(record => record.LearningRate > 0))
            {
                section.Figure(Rate(result));
            }

            section.Close("div");
        });
    }

    private static Chart Loss(TrainingResult result, List<ValidationPoint> validations)
    {
        List<Series> series = [new Series("training", 1, [.. result.History.Select(record => ((double)record.Epoch, record.Loss))])];
        if (validations.Count > 0)
        {
            series.Add(Validation("validation", validations, evaluation => evaluation.Loss, Goal.Minimize, NumberText.Short));
        }

        return new Chart { Title = "Loss", XLabel = "epoch", YLabel = "loss", Series = series };
    }

    private static IEnumerable<Chart> Metrics(List<ValidationPoint> validations)
    {
        if (validations.Any(point => point.Evaluation.Accuracy is not null))
        {
            Series accuracy = Validation("validation", validations, evaluation => evaluation.Accuracy ?? double.NaN, Goal.Maximize, NumberText.Percent);
            yield return new Chart { Title = "Accuracy", XLabel = "epoch", YLabel = "accuracy", IsPercent = true, Series = [accuracy] };
        }

        foreach ((string name, Goal goal) in validations.SelectMany(point => point.Evaluation.Metrics).Select(metric => (metric.Name, metric.Goal)).Distinct().Where(metric => metric.Name is not ("loss" or "accuracy")))
        {
            Series series = Validation("validation", validations, evaluation => evaluation.Metrics.FirstOrDefault(metric => metric.Name == name)?.Value ?? double.NaN, goal, NumberText.Short);
            yield return new Chart { Title = char.ToUpperInvariant(name[0]) + name[1..], XLabel = "epoch", YLabel = name, Series = [series] };
        }
    }

    private static Series Validation(string name, List<ValidationPoint> validations, Func<Evaluation, double> measure, Goal goal, Func<double, string> text)
    {
        (double X, double Y)[] points = [.. validations.Select(point => (point.Epoch, measure(point.Evaluation)))];
        (double X, double Y)[] finite = [.. points.Where(point => double.IsFinite(point.Y))];
        (double X, double Y, string Text)? mark = null;
        if (finite.Length > 0)
        {
            (double x, double y) = goal == Goal.Minimize ? finite.MinBy(point => point.Y) : finite.MaxBy(point => point.Y);
            mark = (x, y, $"best {text(y)} in epoch {NumberText.Short(Math.Ceiling(x))}");
        }

        return new Series(name, 2, points) { IsDashed = true, Mark = mark };
    }

    private static Chart Rate(TrainingResult result)
    {
        (double X, double Y)[] points = [.. result.History.Select(record => ((double)record.Epoch, record.LearningRate))];
        return new Chart
        {
            Title = "Learning rate",
            XLabel = "epoch",
            YLabel = "learning rate",
            IsLogarithmic = Axis.IsBestLogarithmic(points.Select(point => point.Y), ratio: 8),
            Series = [new Series("last step of the epoch", 3, points)],
        };
    }
}
