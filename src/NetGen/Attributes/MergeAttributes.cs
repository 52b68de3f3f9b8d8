namespace NetGen;

/// <summary>Base of the attributes that make one value of several.</summary>
/// <param name="inputs">The names of what it reads: layers above, inputs, <c>x</c>.</param>
public abstract class MergeAttribute(params string[] inputs) : LayerAttribute
{
    /// <summary>The names of what it reads: layers above, inputs, <c>x</c>.</summary>
    public string[] Inputs { get; } = inputs;
}

/// <summary>y = a + b + ..., element by element, of two or more values of one shape. A residual step is <c>[Add("x", "relu1")]</c>.</summary>
/// <param name="inputs">The names of what is added.</param>
public sealed class AddAttribute(params string[] inputs) : MergeAttribute(inputs);

/// <summary>y = a - b, element by element, of two values of one shape.</summary>
/// <param name="minuend">The name of a.</param>
/// <param name="subtrahend">The name of b.</param>
public sealed class SubtractAttribute(string minuend, string subtrahend) : MergeAttribute(minuend, subtrahend);

/// <summary>y = a b ..., element by element, of two or more values of one shape, as a gate does.</summary>
/// <param name="inputs">The names of the factors.</param>
public sealed class MultiplyAttribute(params string[] inputs) : MergeAttribute(inputs);

/// <summary>y = a / b, element by element, of two values of one shape. Division by 0 follows IEEE 754: infinities and NaN.</summary>
/// <param name="dividend">The name of a.</param>
/// <param name="divisor">The name of b.</param>
public sealed class DivideAttribute(string dividend, string divisor) : MergeAttribute(dividend, divisor);

/// <summary>y = (a + b + ...) / n, element by element, of n values of one shape, two or more.</summary>
/// <param name="inputs">The names of what is averaged.</param>
public sealed class AverageAttribute(params string[] inputs) : MergeAttribute(inputs);

/// <summary>y = max(a, b, ...), element by element, of two or more values of one shape. At a tie the gradient goes to the first of the equal ones; a NaN in any gives NaN.</summary>
/// <param name="inputs">The names of the values.</param>
public sealed class MaxAttribute(params string[] inputs) : MergeAttribute(inputs);

/// <summary>y = min(a, b, ...), element by element, of two or more values of one shape. At a tie the gradient goes to the first of the equal ones; a NaN in any gives NaN.</summary>
/// <param name="inputs">The names of the values.</param>
public sealed class MinAttribute(params string[] inputs) : MergeAttribute(inputs);

/// <summary>y = sum_i a[i] b[i] along the last axis, which disappears. The second value has the shape of the first, or is one vector [n] for all rows of the first [..., n].</summary>
/// <param name="first">The name of a.</param>
/// <param name="second">The name of b.</param>
public sealed class DotAttribute(string first, string second) : MergeAttribute(first, second);

/// <summary>The values one after the other along an axis; all other axes are equal.</summary>
/// <param name="inputs">The names of the values, two or more.</param>
public sealed class ConcatAttribute(params string[] inputs) : MergeAttribute(inputs)
{
    /// <summary>The axis of an example, 0 for its first; negative ones count from the end. The last by default.</summary>
    public int Axis { get; set; } = -1;
}
