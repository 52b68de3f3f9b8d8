using System;
using System.Globalization;
using System.Linq;
using NetGen.Data;

namespace NetGen.Samples.Tabular;

/// <summary>Predicts the classes of new rows: writes a table of the row's number, its class and the probability of each class.</summary>
internal static class PredictCommand
{
    public static int Run(string modelFile, string file)
    {
        DataDescription description = DataDescription.Read(modelFile);
        Examples rows = Csv.ReadInputs(file, description);

        // The file knows the width: that of the hidden layer's weights, [units, inputs].
        int hidden = SafetensorsFile.Read(modelFile)["dense1.weight"].Shape[0];
        ITrainableNetwork model = NetworkKind.For(description, modelFile).Create(hidden, 0);
        model.Load(modelFile);

        int classes = description.Labels.Length;
        var scores = new float[rows.Count * classes];
        model.PredictBatch(rows.AsBatch(), scores);
        Console.WriteLine(string.Join(',', new[] { "row", description.Targets[0].Name }.Concat(description.Labels.Select(label => "probability of " + label)).Select(Quoted)));
        for (int row = 0; row < rows.Count; row++)
        {
            double[] probabilities = Softmax(scores.AsSpan(row * classes, classes));
            string label = description.Label(Array.IndexOf(probabilities, probabilities.Max()));
            string numbers = string.Join(',', probabilities.Select(probability => probability.ToString("0.0000", CultureInfo.InvariantCulture)));
            Console.WriteLine($"{row + 1},{Quoted(label)},{numbers}");
        }

        return 0;
    }

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static double[] Softmax(ReadOnlySpan<float> scores)
    {
        double[] powers = [.. scores.ToArray().Select(score => (double)score)];
        double largest = powers.Max();
        powers = [.. powers.Select(score => Math.Exp(score - largest))];
        double sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
}
