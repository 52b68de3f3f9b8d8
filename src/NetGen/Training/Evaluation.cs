namespace NetGen;

/// <summary>How a network does on examples.</summary>
/// <param name="Loss">The loss of all examples as one batch: their weighted mean or sum, as the network's <see cref="Reduction"/> says.</param>
/// <param name="Accuracy">
/// The share of right decisions, from 0 to 1, each counted once whatever its example's weight; null when the network decides no class. Scores with a NaN decide nothing and are wrong.
/// </param>
/// <param name="Count">The number of examples.</param>
public sealed record Evaluation(double Loss, double? Accuracy, int Count)
{
    /// <summary>The zero-one loss: the share of wrong decisions, 1 - <see cref="Accuracy"/>; null when the network decides no class.</summary>
    public double? ZeroOneLoss => 1 - Accuracy;
}
