namespace NetGen;

/// <summary>How the first values of parameters are distributed; <see cref="Initializer"/> has a member of the same name for each, with its formula and source.</summary>
/// <remarks>Fan-in and fan-out are the connections into an output and out of an input. A bias takes those of its layer's weight.</remarks>
public enum Initial
{
    /// <summary>All 0. No arguments.</summary>
    Zeros,

    /// <summary>Every element the same: <c>Initial.Constant, value</c>.</summary>
    Constant,

    /// <summary>Uniform over [from, to): <c>Initial.Uniform, from, to</c>.</summary>
    Uniform,

    /// <summary>Normal: <c>Initial.Normal, mean, deviation</c>.</summary>
    Normal,

    /// <summary>Uniform with the limit sqrt(6 / (fan-in + fan-out)). No arguments.</summary>
    GlorotUniform,

    /// <summary>Normal with the deviation sqrt(2 / (fan-in + fan-out)). No arguments.</summary>
    GlorotNormal,

    /// <summary>Uniform with the limit sqrt(6 / fan-in), for layers before a ReLU. No arguments.</summary>
    HeUniform,

    /// <summary>Normal with the deviation sqrt(2 / fan-in), for layers before a ReLU. No arguments.</summary>
    HeNormal,

    /// <summary>Uniform with the limit sqrt(3 / fan-in). No arguments.</summary>
    LeCunUniform,

    /// <summary>Normal with the deviation sqrt(1 / fan-in). No arguments.</summary>
    LeCunNormal,

    /// <summary>Uniform with the limit 1 / sqrt(fan-in): PyTorch's default for weights and biases. No arguments.</summary>
    PyTorch,

    /// <summary>A random orthogonal matrix times a gain, 1 by default, for weights only: <c>Initial.Orthogonal</c> or <c>Initial.Orthogonal, gain</c>.</summary>
    Orthogonal,
}
