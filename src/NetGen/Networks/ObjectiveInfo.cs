using System.Collections.Immutable;

namespace NetGen;

/// <summary>How one of a network's losses is put together from those of the examples.</summary>
/// <param name="Reduction">Whether it is their mean or their sum.</param>
public sealed record ObjectiveInfo(Reduction Reduction)
{
    /// <summary>The weight of each class by which a mean is taken besides the examples' weights; empty where there are none.</summary>
    public ImmutableArray<float> ClassWeights { get; init; } = [];

    /// <summary>The index of its target in <see cref="NetworkInfo.Targets"/>; of use where there are class weights.</summary>
    public int Target { get; init; }
}
