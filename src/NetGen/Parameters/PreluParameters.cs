namespace NetGen;

/// <summary>The parameters of a Prelu layer.</summary>
/// <param name="buffer">The buffer that holds them: a network's parameters or gradients.</param>
/// <param name="firstEntry">The index of the slopes in the layout.</param>
public readonly struct PreluParameters(ParameterBuffer buffer, int firstEntry)
{
    /// <summary>The slopes for negative arguments [features], under PyTorch's name for them.</summary>
    public ParameterView Weight => buffer[firstEntry];

    /// <summary>Whether optimizers leave the layer as it is, their state for it included; may be set between steps. Its gradient is computed all the same.</summary>
    public ref bool Frozen => ref buffer.Frozen(firstEntry);
}
