namespace NetGen;

/// <summary>How the output of a network becomes a class.</summary>
public enum ClassDecision
{
    /// <summary>The network decides no class.</summary>
    None,

    /// <summary>The index of the largest score, the first of equals.</summary>
    Argmax,
}
