namespace NetGen.Reports;

/// <summary>The colours of a report.</summary>
public enum ReportTheme
{
    /// <summary>Light or dark, as the reader's system has it.</summary>
    Reader,

    /// <summary>Dark on light.</summary>
    Light,

    /// <summary>Light on dark.</summary>
    Dark,
}
