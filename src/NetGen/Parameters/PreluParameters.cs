namespace NetGen;

/// <summary>The parameters of a Prelu layer.</summary>
/// <param name="buffer">The buffer that holds them: a network's parameters or gradients.</param>
/// <param name="firstEntry">The index of the slopes in the layout.</param>
public readonly struct PreluParameters(ParameterBuffer buffer, int firstEntry)
{
    /// <summary>The slopes for negative arguments [features], under PyTorch's name for them.</summary>
    public ParameterView Weight => buffer[firstEntry];
}
