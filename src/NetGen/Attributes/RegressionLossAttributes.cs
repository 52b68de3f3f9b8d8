namespace NetGen;

/// <summary>Half the sum of squares: L_b = 1/2 sum_k (y[k] - t[k])^2. Targets: floats of the output's shape.</summary>
public sealed class HalfSquaredErrorAttribute : AnyLossAttribute;

/// <summary>Mean squared error: L_b = 1/K sum_k (y[k] - t[k])^2 over the K elements of the example. Targets: floats of the output's shape.</summary>
public sealed class MeanSquaredErrorAttribute : AnyLossAttribute;

/// <summary>Sum of squares: L_b = sum_k (y[k] - t[k])^2, added up over the examples too unless <see cref="AnyLossAttribute.Reduction"/> says otherwise.
/// Targets: floats of the output's shape.</summary>
public sealed class SummedSquaredErrorAttribute : AnyLossAttribute
{
    /// <summary>Creates the attribute: a sum over the examples.</summary>
    public SummedSquaredErrorAttribute() => Reduction = Reduction.Sum;
}

/// <summary>Mean absolute error: L_b = 1/K sum_k |y[k] - t[k]|; its derivative is 0 where both are equal. Targets: floats of the output's shape.</summary>
public sealed class MeanAbsoluteErrorAttribute : AnyLossAttribute;

/// <summary>Huber's loss, quadratic up to an error of delta and linear beyond: with e = |y[k] - t[k]|, L_b = mean_k (e &lt;= delta ? e^2 / 2 : delta (e - delta / 2)).
/// Targets: floats of the output's shape. Huber: Robust Estimation of a Location Parameter, 1964.</summary>
/// <param name="delta">The error at which the loss becomes linear, above 0.</param>
public sealed class HuberAttribute(double delta = 1) : AnyLossAttribute
{
    /// <summary>The error at which the loss becomes linear; 1 by default.</summary>
    public double Delta { get; } = delta;
}

/// <summary>Smooth absolute error: with e = |y[k] - t[k]|, L_b = mean_k (e &lt; beta ? e^2 / (2 beta) : e - beta / 2); Huber's loss divided by beta.
/// Targets: floats of the output's shape. Girshick: Fast R-CNN, 2015.</summary>
/// <param name="beta">The error at which the loss becomes linear, above 0.</param>
public sealed class SmoothL1Attribute(double beta = 1) : AnyLossAttribute
{
    /// <summary>The error at which the loss becomes linear; 1 by default.</summary>
    public double Beta { get; } = beta;
}

/// <summary>Negative log-likelihood of counts t under Poisson's distribution, without the term that does not depend on y: with log-rates y,
/// L_b = mean_k (exp(y[k]) - t[k] y[k]); with rates y, L_b = mean_k (y[k] - t[k] ln(y[k] + epsilon)). Targets: floats of 0 or more of the output's shape.</summary>
public sealed class PoissonAttribute : AnyLossAttribute
{
    /// <summary>True if y is the logarithm of the rate, false if it is the rate, which must not be negative; true by default.</summary>
    public bool LogInput { get; set; } = true;

    /// <summary>What is added to a rate so that its logarithm is finite, above 0; 1e-8 by default. Log-rates need none.</summary>
    public double Epsilon { get; set; } = 1e-8;
}
