namespace NetGen;

/// <summary>What a parameter is for; regularizers and optimizers treat them differently.</summary>
public enum ParameterRole
{
    /// <summary>Multiplies an input.</summary>
    Weight,

    /// <summary>Is added.</summary>
    Bias,

    /// <summary>Scales or shifts a normalised value.</summary>
    Norm,

    /// <summary>Shapes an activation, as the slopes of a Prelu do. No weight, whatever its name in files: initializers of weights and regularizers leave it alone.</summary>
    Activation,

    /// <summary>Is state that is stored with the model but not trained, such as a running mean.</summary>
    Buffer,

    /// <summary>Is a number of one object, such as a dropout rate: neither trained nor part of a model file, which leaves it as it is.</summary>
    Setting,
}
