namespace NetGen;

/// <summary>What random numbers are for. Numbers for different purposes are independent though the seed is the same.
/// The values are part of every result that depends on a seed and never change.</summary>
public enum RandomPurpose
{
    /// <summary>Anything else, such as making data.</summary>
    General = 0,

    /// <summary>First values of parameters.</summary>
    Initialization = 1,

    /// <summary>The order of examples in an epoch.</summary>
    Shuffling = 2,

    /// <summary>Splitting examples into parts.</summary>
    Splitting = 3,

    /// <summary>Which values a dropout layer keeps in a step.</summary>
    Dropout = 4,

    /// <summary>Which weights a layer keeps in a step.</summary>
    WeightDropout = 5,

    /// <summary>What a search tries.</summary>
    Search = 6,
}
