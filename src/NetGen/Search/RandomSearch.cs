using System.Collections.Immutable;

namespace NetGen;

/// <summary>Tries points at random, each independent of the others.</summary>
/// <remarks>With as many trials it covers each single parameter better than a grid: J. Bergstra, Y. Bengio: Random search for hyper-parameter optimization. JMLR 13 (2012).</remarks>
public sealed class RandomSearch : SearchMethod
{
    /// <summary>The method in words.</summary>
    public override string ToString() => "random";

    internal override ImmutableArray<double> Choose(ImmutableArray<SearchParameter> parameters, SearchHistory history, ref RandomStream random) => Random(parameters, ref random);
}
