using System;
using System.Collections.Generic;
using System.Linq;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NetGen.Terminal;

/// <summary>What the live display shows.</summary>
internal static class Display
{
    private const int MostEpochs = 8;
    private const int MostWarnings = 3;

    /// <summary>Title, bar, numbers, course, border of the table and the line of the cursor.</summary>
    private const int LinesWithoutEpochs = 10;

    internal static IRenderable Of(TrainingRun run, BestValues best, List<string> warnings, Profile profile)
    {
        var lines = new List<IRenderable> { Title(run), Bar(run, profile), Numbers(run) };
        if (Course(run, profile) is { } course)
        {
            lines.Add(course);
        }

        int room = profile.Height - LinesWithoutEpochs - Math.Min(warnings.Count, MostWarnings);
        int epochs = Math.Min(MostEpochs, Math.Min(room, run.History.Count));
        if (epochs > 0)
        {
            lines.Add(Epochs([.. run.History.TakeLast(epochs)], best));
        }

        lines.AddRange(warnings.TakeLast(MostWarnings).Select(warning => Line($"[yellow]Warning:[/] {Markup.Escape(warning.ReplaceLineEndings(" "))}")));
        return new Rows(lines);
    }

    private static Markup Line(string markup) => new(markup) { Overflow = Overflow.Ellipsis };

    private static Markup Title(TrainingRun run) => Line($"[bold]{Markup.Escape(run.Plan.Network)}[/]  {PlainText.Place(run)}");

    /// <summary>A bar of the part that is done, with the time that it took and that is left.</summary>
    private static Markup Bar(TrainingRun run, Profile profile)
    {
        string times = $"{PlainText.Time(run.Elapsed)} elapsed{(run.Remaining is TimeSpan left ? $", {PlainText.Time(left)} left" : "")}";
        double fraction = double.IsFinite(run.Fraction) ? Math.Clamp(run.Fraction, 0, 1) : 0;
        int width = Math.Clamp(profile.Width - times.Length - 10, 4, 50);
        int done = (int)Math.Round(fraction * width);
        (char full, char rest) = profile.Capabilities.Unicode ? ('━', '━') : ('#', '-');
        return Line($"[green]{new string(full, done)}[/][grey]{new string(rest, width - done)}[/] {(int)(100 * fraction),3} % [grey]{times}[/]");
    }

    private static Markup Numbers(TrainingRun run) => Line(
        $"loss [bold]{PlainText.Number(run.EpochLoss)}[/]  learning rate [bold]{PlainText.Number(run.LearningRate)}[/]  [bold]{PlainText.Count(run.ExamplesPerSecond)}[/] examples/s");

    private static Markup? Course(TrainingRun run, Profile profile)
    {
        if (run.History.Count < 2)
        {
            return null;
        }

        int width = Math.Max(1, Math.Min(60, profile.Width - 8));
        return Line($"loss  [blue]{Markup.Escape(Sparkline.Of([.. run.History.Select(record => record.Loss)], width, profile.Capabilities.Unicode))}[/]");
    }

    private static Table Epochs(EpochRecord[] records, BestValues best)
    {
        string[] measures = [.. records.Where(record => record.Validation is not null).SelectMany(record => BestValues.Measures(record.Validation!)).Select(measure => measure.Name).Distinct()];
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("epoch").RightAligned());
        table.AddColumn(new TableColumn("loss").RightAligned());
        foreach (string name in measures)
        {
            table.AddColumn(new TableColumn(Markup.Escape(name == "loss" ? "validation loss" : name)).RightAligned());
        }

        table.AddColumn(new TableColumn("rate").RightAligned());
        foreach (EpochRecord record in records)
        {
            table.AddRow(
            [
                PlainText.Count(record.Epoch), PlainText.Number(record.Loss), .. measures.Select(name => Cell(record.Validation, name, best)), PlainText.Number(record.LearningRate),
            ]);
        }

        return table;
    }

    // The best value is marked by a sign too: not every terminal has colours, and not everyone sees them.
    private static string Cell(Evaluation? validation, string name, BestValues best)
    {
        foreach ((string measure, double value, _) in validation is null ? [] : BestValues.Measures(validation))
        {
            if (measure == name)
            {
                string text = PlainText.Value(name, value);
                return value == best[name] ? $"[green]*{text}[/]" : text;
            }
        }

        return "";
    }
}
