using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NetGen.Samples.Tabular;

/// <summary>Learns to tell the classes of a CSV file's rows: search finds good settings, train makes the model and its report, predict applies it to new rows.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        var file = new Argument<string>("file") { Description = "A CSV file with a header." };
        var target = new Option<string>("--target") { Description = "The column to predict.", Required = true };
        var output = new Option<string>("--output") { Description = "The folder for everything that is written.", DefaultValueFactory = _ => "artifacts/tabular" };
        var seed = new Option<long>("--seed") { Description = "Fixes all random numbers.", DefaultValueFactory = _ => 1 };
        var trials = new Option<int>("--trials") { Description = "How many settings to try.", DefaultValueFactory = _ => 40 };
        var model = new Argument<string>("model") { Description = "A model that train wrote." };

        var search = new Command("search", "Finds the best width, dropout and learning rate. Run again after an interruption, it goes on.") { file, target, trials, seed, output };
        search.SetAction((parsed, stop) => Guard(() => SearchCommand.Run(parsed.GetValue(file)!, parsed.GetValue(target)!, parsed.GetValue(trials), parsed.GetValue(seed), parsed.GetValue(output)!, stop)));
        var train = new Command("train", "Trains a model, with the settings that search found if it ran.") { file, target, seed, output };
        train.SetAction((parsed, stop) => Guard(() => TrainCommand.Run(parsed.GetValue(file)!, parsed.GetValue(target)!, parsed.GetValue(seed), parsed.GetValue(output)!, stop)));
        var predict = new Command("predict", "Predicts the rows of a file that has the same columns, in any order, with or without the target.") { model, file };
        predict.SetAction((parsed, _) => Guard(() => PredictCommand.Run(parsed.GetValue(model)!, parsed.GetValue(file)!)));

        var root = new RootCommand("Learns to tell the classes of a CSV file's rows.") { search, train, predict };
        return await root.Parse(arguments).InvokeAsync();
    }

    /// <summary>What is wrong with a file or an option is said in a line, without the places in the program that noticed.</summary>
    private static Task<int> Guard(Func<int> command) => Task.Run(() =>
    {
        try
        {
            return command();
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or ArgumentException or InvalidOperationException or OperationCanceledException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(fault.Message);
            return 1;
        }
    });
}
