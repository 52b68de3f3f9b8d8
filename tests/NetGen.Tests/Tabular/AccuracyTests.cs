using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NetGen.Data;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Tabular;

/// <summary>Four well-known tables, split as in splits.json, against the mean accuracy of scikit-learn 1.2.1's MLPClassifier (adam with rate 0.005, batches of 32, at most 300 epochs, 5 seeds) on
/// the same test rows.</summary>
public class AccuracyTests
{
    private const int SeedCount = 5;

    [Theory]
    [InlineData("iris", "16"), InlineData("iris", "32-16")]
    [InlineData("wine", "16"), InlineData("wine", "32-16")]
    [InlineData("breast_cancer", "16"), InlineData("breast_cancer", "32-16")]
    [InlineData("digits", "16"), InlineData("digits", "32-16")]
    public void The_mean_of_five_seeds_reaches_the_reference_less_one_row(string table, string layers)
    {
        Examples all = Csv.Read(Path.Combine(AppContext.BaseDirectory, "Tabular", table + ".csv"), new CsvOptions { Target = "target" }).Examples;
        using JsonDocument splits = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Tabular", "splits.json")));
        JsonElement split = splits.RootElement.GetProperty(table);
        Examples train = all.Select(Rows(split, "train"));
        Examples test = all.Select(Rows(split, "test"));

        double sum = 0;
        for (int seed = 1; seed <= SeedCount; seed++)
        {
            ITrainableNetwork model = Network(table, layers, seed);
            model.Adapt(train);

            // scikit-learn's rule: 10 epochs in a row whose loss is not better than the best by 1e-4.
            var trainer = new Trainer(model, new Adam(0.005))
            {
                BatchSize = 32,
                Seed = seed,
                Progress = null,
                Callbacks = { new EarlyStopping(10, minimumChange: 1e-4) { Watch = Watch.TrainingLoss, RestoreBest = false } },
            };
            trainer.Fit(train, 300);
            sum += trainer.Evaluate(test).Accuracy!.Value;
        }

        double needed = split.GetProperty("accuracy").GetProperty(layers).GetDouble() - (1.0 / test.Count);
        Assert.True(sum / SeedCount >= needed - 1e-12, FormattableString.Invariant($"{table} with {layers}: the mean accuracy is {sum / SeedCount:P2}, but {needed:P2} is needed."));
    }

    private static int[] Rows(JsonElement split, string part) => [.. split.GetProperty(part).EnumerateArray().Select(row => row.GetInt32())];

    private static ITrainableNetwork Network(string table, string layers, long seed) => (table, layers) switch
    {
        ("iris", "16") => new Iris16(seed),
        ("iris", _) => new Iris32And16(seed),
        ("wine", "16") => new Wine16(seed),
        ("wine", _) => new Wine32And16(seed),
        ("breast_cancer", "16") => new BreastCancer16(seed),
        ("breast_cancer", _) => new BreastCancer32And16(seed),
        ("digits", "16") => new Digits16(seed),
        _ => new Digits32And16(seed),
    };
}
