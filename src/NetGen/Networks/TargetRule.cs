namespace NetGen;

/// <summary>Which targets a loss can take. Others are refused before anything is computed.</summary>
public enum TargetRule
{
    /// <summary>Any.</summary>
    Any,

    /// <summary>The index of a class for each example, from 0 on.</summary>
    ClassIndices,

    /// <summary>For each example finite numbers of 0 or more that sum to 1.</summary>
    Distributions,

    /// <summary>Numbers from 0 to 1.</summary>
    Probabilities,

    /// <summary>The labels -1 and +1.</summary>
    Signs,

    /// <summary>Finite numbers of 0 or more.</summary>
    NotNegative,
}
