namespace NetGen;

/// <summary>The parameters of a dense layer with bias.</summary>
/// <param name="buffer">The buffer that holds them: a network's parameters or gradients.</param>
/// <param name="firstEntry">The index of the weight in the layout; the bias follows it.</param>
public readonly struct DenseParameters(ParameterBuffer buffer, int firstEntry)
{
    /// <summary>The weight W [units, inputs].</summary>
    public ParameterView Weight => buffer[firstEntry];

    /// <summary>The bias b [units].</summary>
    public ParameterView Bias => buffer[firstEntry + 1];

    /// <summary>Whether optimizers leave the layer as it is, their state for it included; may be set between steps. Its gradient is computed all the same.</summary>
    public ref bool Frozen => ref buffer.Frozen(firstEntry);
}
