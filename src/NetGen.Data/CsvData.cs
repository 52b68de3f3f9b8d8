namespace NetGen.Data;

/// <summary>What a CSV file holds.</summary>
/// <param name="Examples">The rows: one input with the values of all columns, and the targets.</param>
/// <param name="Description">What the values mean; to be saved with the model, so that new rows can be read as these were.</param>
public sealed record CsvData(Examples Examples, DataDescription Description);
