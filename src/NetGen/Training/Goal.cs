namespace NetGen;

/// <summary>Which of two values of a measure is the better one.</summary>
public enum Goal
{
    /// <summary>The lower one, as of a loss.</summary>
    Minimize,

    /// <summary>The higher one, as of an accuracy.</summary>
    Maximize,
}
