using System.Collections.Generic;
using System.Text;

namespace NetGen.Data;

/// <summary>How a CSV file is written: RFC 4180, with a separator of one's own. Numbers have a decimal point and no thousands separator, whatever the culture. Spaces around a cell do not
/// count, blank lines neither.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc4180</remarks>
public class CsvFormat
{
    /// <summary>What stands between cells.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Whether the first row holds the names of the columns. Without it they are <c>column1</c>, <c>column2</c> and so on.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>How characters are coded; null is UTF-8. A byte order mark at the beginning of the file goes before it.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>The cells that stand for a missing number, whatever the case of their letters. In a column of categories only an empty cell is missing.</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = ["", "NA", "N/A", "NaN", "null", "?"];

    /// <summary>The column that holds the weight of each example; null if there is none.</summary>
    public string? Weight { get; init; }
}
