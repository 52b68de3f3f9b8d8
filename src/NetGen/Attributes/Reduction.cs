namespace NetGen;

/// <summary>How the losses L_b of the examples of a batch, with weights w_b (1 if absent), become one number.</summary>
public enum Reduction
{
    /// <summary>sum_b w_b L_b / sum_b w_b; where a loss has weights c of classes, sum_b w_b L_b / sum_b w_b c[t_b] with the class t_b of the example.</summary>
    Mean,

    /// <summary>sum_b w_b L_b.</summary>
    Sum,
}
