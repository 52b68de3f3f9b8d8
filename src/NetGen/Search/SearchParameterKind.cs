namespace NetGen;

/// <summary>What a parameter of a search can be.</summary>
public enum SearchParameterKind
{
    /// <summary>A number of a range, each as likely as the others.</summary>
    Uniform,

    /// <summary>A number of a range, whose logarithm is uniform: each order of magnitude is as likely as the others.</summary>
    LogUniform,

    /// <summary>An integer of a range, each as likely as the others.</summary>
    Integer,

    /// <summary>An integer of a range, the smaller ones likelier, so that each order of magnitude is as likely as the others.</summary>
    LogInteger,

    /// <summary>One of several things, without order.</summary>
    Choice,
}
