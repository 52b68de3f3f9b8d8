namespace NetGen;

/// <summary>The parameters of a dense layer without bias.</summary>
/// <param name="buffer">The buffer that holds them: a network's parameters or gradients.</param>
/// <param name="firstEntry">The index of the weight in the layout.</param>
public readonly struct DenseWeights(ParameterBuffer buffer, int firstEntry)
{
    /// <summary>The weight W [units, inputs].</summary>
    public ParameterView Weight => buffer[firstEntry];
}
