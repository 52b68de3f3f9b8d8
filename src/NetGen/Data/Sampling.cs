namespace NetGen;

/// <summary>In which order an epoch takes the examples.</summary>
public enum Sampling
{
    /// <summary>Each once, in a new random order for each epoch.</summary>
    Shuffled,

    /// <summary>As many as there are, each drawn from all of them: some come several times, some not at all.</summary>
    WithReplacement,

    /// <summary>Each once, in their own order.</summary>
    Sequential,
}
