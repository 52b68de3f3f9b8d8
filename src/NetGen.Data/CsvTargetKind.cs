namespace NetGen.Data;

/// <summary>What the targets of a CSV file are.</summary>
public enum CsvTargetKind
{
    /// <summary>Class labels, texts or integers. The target is the index of the label, an int.</summary>
    Classes,

    /// <summary>Numbers, for regression. The target has one float for each of the columns.</summary>
    Numbers,

    /// <summary>There are none; every column is an input.</summary>
    None,
}
