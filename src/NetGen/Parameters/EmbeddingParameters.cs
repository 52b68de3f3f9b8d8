namespace NetGen;

/// <summary>The parameters of an embedding.</summary>
/// <param name="buffer">The buffer that holds them: a network's parameters or gradients.</param>
/// <param name="firstEntry">The index of the table in the layout.</param>
public readonly struct EmbeddingParameters(ParameterBuffer buffer, int firstEntry)
{
    /// <summary>The table [vocabulary, width], under PyTorch's name for it.</summary>
    public ParameterView Weight => buffer[firstEntry];

    /// <summary>Whether optimizers leave the layer as it is, their state for it included; may be set between steps. Its gradient is computed all the same.</summary>
    public ref bool Frozen => ref buffer.Frozen(firstEntry);
}
