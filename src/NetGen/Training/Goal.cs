namespace NetGen;

/// <summary>Which way a metric gets better.</summary>
public enum Goal
{
    /// <summary>Smaller is better, as of a loss.</summary>
    Minimize,

    /// <summary>Larger is better, as of an accuracy.</summary>
    Maximize,
}
