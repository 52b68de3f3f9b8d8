using System.Collections.Generic;
using System.Collections.Immutable;

namespace NetGen;

/// <summary>What a method knows when it chooses a trial.</summary>
/// <param name="Goal">Which of two scores is the better one.</param>
/// <param name="Points">What the trials before it tried, in order.</param>
/// <param name="Scores">The scores of the first of them, NaN for failed ones; those of the rest are not known, whether or not they are done.</param>
internal sealed record SearchHistory(Goal Goal, IReadOnlyList<ImmutableArray<double>> Points, ImmutableArray<double> Scores);
