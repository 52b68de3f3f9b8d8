namespace NetGen;

/// <summary>Base of the losses. Each defines a loss L_b of one example b; <see cref="Reduction"/> says how a batch combines them.</summary>
public abstract class AnyLossAttribute : ObjectiveAttribute
{
    /// <summary>How the losses of the examples of a batch become one number; <see cref="Reduction.Mean"/> by default.</summary>
    public Reduction Reduction { get; set; } = Reduction.Mean;
}
