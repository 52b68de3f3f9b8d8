namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>A value of the graph during an evaluation, and the derivative of the loss with respect to it.</summary>
internal sealed class Operand(Tensor value)
{
    public Tensor Value { get; } = value;

    /// <summary>The sum of what flowed back so far; null if nothing did.</summary>
    public Tensor? Gradient { get; private set; }

    /// <summary>A value has the sum of the gradients of its readers.</summary>
    public void AddGradient(int element, Rounded gradient)
    {
        Gradient ??= new Tensor(Value.Axes, Value.Rows);
        Gradient[element] += gradient;
    }
}
