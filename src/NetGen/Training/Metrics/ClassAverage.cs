namespace NetGen;

/// <summary>How a measure of single classes becomes one of all.</summary>
public enum ClassAverage
{
    /// <summary>The mean over the classes that occur among the examples or were decided for, each with the same weight.</summary>
    Macro,

    /// <summary>The measure of all decisions taken together: right ones, decisions and examples are added up over the classes first.</summary>
    Micro,

    /// <summary>The mean over the classes, each weighted by the number of its examples.</summary>
    Weighted,
}
