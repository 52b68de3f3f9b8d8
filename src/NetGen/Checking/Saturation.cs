using System;

namespace NetGen;

/// <summary>Where an activation, by the name of its operation, hardly lets a gradient through.</summary>
internal sealed class Saturation
{
    /// <summary>How near to a bound is at it: this share of the distance between the bounds.</summary>
    private const float Near = 0.01f;

    // exp(x) is below Near there.
    private const float FarLeft = -4.6052f;

    private Saturation(Func<float, float, bool>? isSaturated, Func<float, float, bool>? isOff)
    {
        IsSaturated = isSaturated;
        IsOff = isOff;
    }

    /// <summary>Whether an output y of an argument x is near a bound, on either side; null for an activation without bounds.</summary>
    internal Func<float, float, bool>? IsSaturated { get; }

    /// <summary>Whether a rectifier is off: at the end at which it passes nothing on; null for what is no rectifier.</summary>
    internal Func<float, float, bool>? IsOff { get; }

    /// <summary>That of an operation as <see cref="LayerInfo.Operation"/> names it; null for one that has no such places, or is not known to have.</summary>
    internal static Saturation? Of(string operation) => Kind(operation) switch
    {
        "Sigmoid" or "HardSigmoid" => Between(0, 1),
        "Tanh" or "Softsign" => Between(-1, 1),
        // The limits are options that the name does not show; inside them the output is the argument.
        "HardTanh" => new((x, y) => y != x, null),
        "LogSigmoid" => new((_, y) => y >= -Near, null),
        "Gaussian" => new((_, y) => y <= Near, null),
        "Relu" => new(null, (_, y) => y == 0),
        "Relu6" => new((_, y) => y >= 6 - (6 * Near), (_, y) => y == 0),
        "Elementwise" => new(null, (_, y) => y == 0),
        "Elu" or "Selu" => new(null, (x, _) => x <= FarLeft),
        "Softplus" => new(null, (_, y) => y <= Near),
        // All are x times a gate between 0 and 1.
        "HardSwish" or "Gelu" or "GeluTanh" or "Silu" or "Swish" or "Mish" => new(null, (x, y) => x < 0 && y >= Near * x),
        _ => null,
    };

    // Options may follow the name.
    private static string Kind(string operation)
    {
        int end = 0;
        while (end < operation.Length && char.IsLetterOrDigit(operation[end]))
        {
            end++;
        }

        return operation[..end];
    }

    private static Saturation Between(float low, float high)
    {
        float near = Near * (high - low);
        return new((_, y) => y <= low + near || y >= high - near, null);
    }
}
