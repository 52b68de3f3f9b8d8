namespace NetGen;

/// <summary>What a normalization of data takes from each feature of the examples.</summary>
public enum NormalizationKind
{
    /// <summary>The mean and the standard deviation, of all values as they are (not the estimate that divides by one less): the feature gets mean 0 and deviation 1.</summary>
    MeanAndDeviation,

    /// <summary>The minimum and the range, maximum less minimum: the feature goes from 0 to 1.</summary>
    MinMax,
}
