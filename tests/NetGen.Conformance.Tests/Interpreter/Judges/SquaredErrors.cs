namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>1/2 sum_k (y_k - t_k)^2.</summary>
internal sealed class HalfSquaredErrorJudge : ElementLossJudge
{
    public override string Operation => "HalfSquaredError";

    protected override bool IsMean => false;

    protected override Rounded Loss(Rounded y, Rounded t) => 0.5 * Rounded.Squared(y - t);

    protected override Rounded Slope(Rounded y, Rounded t) => y - t;
}

/// <summary>mean_k (y_k - t_k)^2.</summary>
internal sealed class MeanSquaredErrorJudge : ElementLossJudge
{
    public override string Operation => "MeanSquaredError";

    protected override bool IsMean => true;

    protected override Rounded Loss(Rounded y, Rounded t) => Rounded.Squared(y - t);

    protected override Rounded Slope(Rounded y, Rounded t) => 2 * (y - t);
}

/// <summary>sum_k g_k y_k for the gradient g that the caller gives.</summary>
internal sealed class OutputGradientJudge : ElementLossJudge
{
    public override string Operation => "OutputGradient";

    protected override bool IsMean => false;

    protected override Rounded Loss(Rounded y, Rounded t) => t * y;

    protected override Rounded Slope(Rounded y, Rounded t) => t;
}
