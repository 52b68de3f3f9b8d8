namespace NetGen;

/// <summary>The sign as a threshold: y = 1 for x &gt;= 0 and -1 otherwise, so 1 at 0 and at -0; NaN stays NaN. The derivative is 0 everywhere, at the step too:
/// no gradient passes, and a network that trains layers before it gets a warning. McCulloch, Pitts: A Logical Calculus of the Ideas Immanent in Nervous Activity,
/// 1943, with outputs of +-1.</summary>
public sealed class SignAttribute : LayerAttribute;

/// <summary>Heaviside's step as a threshold: y = 1 for x &gt;= 0 and 0 otherwise, so 1 at 0 and at -0; NaN stays NaN. The derivative is 0 everywhere, at the step
/// too: no gradient passes, and a network that trains layers before it gets a warning. McCulloch, Pitts: A Logical Calculus of the Ideas Immanent in Nervous
/// Activity, 1943.</summary>
public sealed class StepAttribute : LayerAttribute;
