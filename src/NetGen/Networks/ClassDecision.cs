namespace NetGen;

/// <summary>How the output of a network becomes a class.</summary>
public enum ClassDecision
{
    /// <summary>The network decides no class.</summary>
    None,

    /// <summary>The index of the largest score, the first of equals.</summary>
    Argmax,

    /// <summary>1 if the probability is above 0.5, else 0.</summary>
    AboveHalf,

    /// <summary>1 if the score is above 0, that is its probability above 0.5, else 0.</summary>
    AboveZero,

    /// <summary>1, which stands for the label +1, if the score is at least 0, else 0, which stands for the label -1.</summary>
    AtLeastZero,
}
