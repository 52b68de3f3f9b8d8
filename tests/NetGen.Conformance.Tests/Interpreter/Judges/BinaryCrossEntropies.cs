namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>mean_k -(t ln y + (1 - t) ln(1 - y)) for 0 &lt; y &lt; 1; at the ends, where the attribute limits the logarithm, it does not judge.</summary>
internal sealed class BinaryCrossEntropyJudge : ElementLossJudge
{
    public override string Operation => "BinaryCrossEntropy";

    protected override bool IsMean => true;

    protected override Rounded Loss(Rounded y, Rounded t) => -(t * Rounded.Log(y) + (1 - t) * Rounded.Log(1 - y));

    protected override Rounded Slope(Rounded y, Rounded t) => (y - t) / (y * (1 - y));

    /// <summary>Within a hundred times the rounding error of an end: there 1 - y has no digit left to trust.</summary>
    protected override bool IsUncertain(Rounded y) => !(y.Value > 100 * y.Error && 1 - y.Value > 100 * (y.Error + Rounding.Unit));
}

/// <summary>mean_k -(t ln p + (1 - t) ln(1 - p)), p = 1 / (1 + exp(-y)); since -ln p = max(-y, 0) + ln(1 + exp(-|y|)), it is max(y, 0) - t y + ln(1 + exp(-|y|)).</summary>
internal sealed class SigmoidCrossEntropyJudge : ElementLossJudge
{
    public override string Operation => "SigmoidCrossEntropy";

    protected override bool IsMean => true;

    protected override Rounded Loss(Rounded y, Rounded t) => Rounded.Max(y, 0) - t * y + Rounded.Log1P(Rounded.Exp(-Rounded.Abs(y)));

    protected override Rounded Slope(Rounded y, Rounded t) => Rounded.Sigmoid(y) - t;
}
