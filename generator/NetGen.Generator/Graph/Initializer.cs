using System.Globalization;
using System.Linq;
using NetGen.Generator.Common;

namespace NetGen.Generator.Graph;

/// <summary>What fills a parameter at first: the runtime's <c>Initializer</c> of the kind's name with these arguments.</summary>
internal sealed record Initializer(InitializerKind Kind, EquatableArray<double> Arguments)
{
    public static readonly Initializer Zeros = new(InitializerKind.Zeros, []);

    public static readonly Initializer GlorotUniform = new(InitializerKind.GlorotUniform, []);

    public static readonly Initializer HeNormal = new(InitializerKind.HeNormal, []);

    public static readonly Initializer LeCunNormal = new(InitializerKind.LeCunNormal, []);

    /// <summary>True if the connections of a weight decide how large the values are.</summary>
    public bool NeedsFans => Kind is >= InitializerKind.GlorotUniform and <= InitializerKind.PyTorch;

    /// <summary>As in the declaration: <c>Uniform(-0.1, 0.1)</c>.</summary>
    public override string ToString() => Arguments.Count == 0
        ? Kind.ToString()
        : Kind + "(" + string.Join(", ", Arguments.Select(argument => argument.ToString("R", CultureInfo.InvariantCulture))) + ")";
}

/// <summary>Names and order as in the runtime's enumeration <c>Initial</c>.</summary>
internal enum InitializerKind
{
    Zeros,
    Constant,
    Uniform,
    Normal,
    GlorotUniform,
    GlorotNormal,
    HeUniform,
    HeNormal,
    LeCunUniform,
    LeCunNormal,
    PyTorch,
    Orthogonal,
}
