using System.IO;
using System.Text.Json;

namespace NetGen.Samples.Tabular;

/// <summary>What a search finds the best values of.</summary>
/// <param name="Hidden">The width of the hidden layer.</param>
/// <param name="Dropout">The share of its units that a step leaves out.</param>
/// <param name="Rate">The learning rate.</param>
internal sealed record Settings(int Hidden, double Dropout, double Rate)
{
    /// <summary>What is taken without a search.</summary>
    public static Settings Default { get; } = new(32, 0.1, 0.005);

    /// <exception cref="InvalidDataException">The file holds no settings.</exception>
    public static Settings Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Settings>(File.ReadAllText(path)) ?? throw new InvalidDataException($"{path} holds no settings; delete it or run search again.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path} holds no settings: {fault.Message} Delete it or run search again.", fault);
        }
    }

    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this) + "\n");
}
