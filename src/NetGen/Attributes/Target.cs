namespace NetGen;

/// <summary>What a loss over classes takes as the target of an example.</summary>
public enum Target
{
    /// <summary>The index of the right class, an int.</summary>
    Index,

    /// <summary>The probability of each class: floats that are not negative and sum to 1.</summary>
    Distribution,
}
