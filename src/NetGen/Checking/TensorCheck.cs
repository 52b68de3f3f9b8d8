using System.Collections.Immutable;

namespace NetGen;

/// <summary>How the derivatives of the loss by one tensor compare with differences of the loss.</summary>
/// <param name="Name">The parameter's name, such as <c>dense1.weight</c>, or an input's.</param>
/// <param name="Shape">The tensor's shape; that of an input with the rows of the batch first.</param>
/// <param name="Checked">The number of entries that were checked.</param>
/// <param name="Wrong">How many of them are wrong.</param>
/// <param name="Unclear">Of how many no difference is certain enough to say, because of rounding or because the loss has a kink there.</param>
/// <param name="Worst">The entry with the largest error, one of the wrong ones if there are any; null if none was checked.</param>
public sealed record TensorCheck(string Name, ImmutableArray<int> Shape, int Checked, int Wrong, int Unclear, EntryCheck? Worst);

/// <summary>One derivative and what it should be.</summary>
/// <param name="Index">The entry's indices, one for each axis.</param>
/// <param name="Analytic">The derivative as the network computes it.</param>
/// <param name="Numeric">The derivative from differences of the loss.</param>
/// <param name="Uncertainty">By how much <paramref name="Numeric"/> may be off.</param>
/// <param name="RelativeError">The difference of the two by the largest derivative of the tensor, or a thousandth of the largest of all tensors if that is more.</param>
public sealed record EntryCheck(ImmutableArray<int> Index, double Analytic, double Numeric, double Uncertainty, double RelativeError)
{
    /// <summary>Whether the derivative is wrong.</summary>
    public bool IsWrong { get; init; }
}
