namespace NetGen;

/// <summary>All axes of an example as one: from [a, b, c] to [a b c], in row-major order. Costs nothing.</summary>
public sealed class FlattenAttribute : LayerAttribute;

/// <summary>The same elements, in row-major order, under other axes: from [6] to [2, 3]. Costs nothing.</summary>
/// <param name="shape">The axes of one example; their product is the number of elements. One of them may be -1, and is then what is left.</param>
public sealed class ReshapeAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>The axes of one example.</summary>
    public int[] Shape { get; } = shape;
}

/// <summary>The axes of an example in another order: axis k of the output is axis axes[k] of the input, so that <c>[Transpose(1, 0)]</c> makes [b, a] of [a, b].</summary>
/// <param name="axes">Each axis of the input once, counted from 0; none for the reversed order.</param>
public sealed class TransposeAttribute(params int[] axes) : LayerAttribute
{
    /// <summary>Each axis of the input once, in the order of the output; empty for the reversed order.</summary>
    public int[] Axes { get; } = axes;
}

/// <summary>One index of an axis, which the output no longer has: y[...] = x[..., index, ...]; from [a, b] to [b] for axis 0. The derivative is 0 elsewhere.</summary>
/// <param name="index">The index, from 0; negative numbers count from the end, -1 is the last one.</param>
public sealed class SelectAttribute(int index) : LayerAttribute
{
    /// <summary>The index; negative numbers count from the end.</summary>
    public int Index { get; } = index;

    /// <summary>The axis of one example; negative numbers count from the end. 0 by default.</summary>
    public int Axis { get; set; }
}

/// <summary>The mean over one axis, which the output no longer has: y[...] = 1/n sum_k x[..., k, ...]; from [a, b] to [b] for axis 0. The derivative is 1/n for each.</summary>
public sealed class MeanAttribute : LayerAttribute
{
    /// <summary>The axis of one example; negative numbers count from the end. 0 by default.</summary>
    public int Axis { get; set; }
}

/// <summary>y = scale x + shift with constants, such as from 0 to 255 to -1 to 1; derivative: scale.</summary>
/// <param name="scale">The factor, finite.</param>
/// <param name="shift">What is added, finite.</param>
public sealed class ScaleAndShiftAttribute(double scale, double shift = 0) : LayerAttribute
{
    /// <summary>The factor.</summary>
    public double Scale { get; } = scale;

    /// <summary>What is added; 0 by default.</summary>
    public double Shift { get; } = shift;
}

/// <summary>y = x with the derivative 0: no gradient passes to what comes before, unless it gets there by another way.</summary>
public sealed class StopGradientAttribute : LayerAttribute;
