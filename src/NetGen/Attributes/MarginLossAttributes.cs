namespace NetGen;

/// <summary>Base of the hinge losses of several classes. Each takes the scores y of at least two classes and the index t of the right one, and its derivative is 0 at
/// the margin itself.</summary>
public abstract class ClassMarginLossAttribute : AnyLossAttribute
{
    /// <summary>How far the score of a wrong class must stay below that of the right one, 0 or more; 1 by default.</summary>
    public double Margin { get; set; } = 1;
}

/// <summary>Multi-class margin loss, PyTorch's: L_b = 1/K sum_(j != t) max(0, margin - y[t] + y[j])^power over the K classes.</summary>
public sealed class MultiMarginAttribute : ClassMarginLossAttribute
{
    /// <summary>1 or 2; 1 by default.</summary>
    public int Power { get; set; } = 1;
}

/// <summary>Multi-class hinge loss: L_b = sum_(j != t) max(0, margin - y[t] + y[j]). Weston, Watkins: Support Vector Machines for Multi-Class Pattern Recognition, 1999.</summary>
public sealed class WestonWatkinsAttribute : ClassMarginLossAttribute;

/// <summary>Multi-class hinge loss of the best wrong class: L_b = max_(j != t) max(0, margin - y[t] + y[j]); of equals the first gets the derivative.
/// Crammer, Singer: On the Algorithmic Implementation of Multiclass Kernel-based Vector Machines, 2001.</summary>
public sealed class CrammerSingerAttribute : ClassMarginLossAttribute;
