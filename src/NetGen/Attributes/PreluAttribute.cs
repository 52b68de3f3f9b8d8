namespace NetGen;

/// <summary>Parametric ReLU: y = x for x &gt; 0 and w x otherwise, with a trained slope w for each feature of the last axis; derivative by x: 1 and w, at 0 w;
/// by w: 0 and x. He, Zhang, Ren, Sun: Delving Deep into Rectifiers, 2015.</summary>
/// <param name="initialSlope">What every slope is at first.</param>
public sealed class PreluAttribute(double initialSlope = 0.25) : LayerAttribute
{
    /// <summary>What every slope is at first; 0.25 by default.</summary>
    public double InitialSlope { get; } = initialSlope;
}
