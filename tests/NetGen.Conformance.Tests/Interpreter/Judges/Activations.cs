namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>y = x.</summary>
internal sealed class LinearJudge : ActivationJudge
{
    public override string Operation => "Linear";

    protected override Rounded Value(Rounded x) => x;

    protected override Rounded Pullback(Rounded x, Rounded y, Rounded upstream) => upstream;
}

/// <summary>y = max(x, 0), with the derivative 0 at 0.</summary>
internal sealed class ReluJudge : ActivationJudge
{
    public override string Operation => "Relu";

    protected override Rounded Value(Rounded x) => x.Value > 0 ? x : Rounded.Zero;

    protected override Rounded Pullback(Rounded x, Rounded y, Rounded upstream) => x.Value > 0 ? upstream : Rounded.Zero;

    protected override bool IsUncertain(Rounded x) => x.IsAt(0);
}

/// <summary>y = 1 / (1 + exp(-x)), y' = y (1 - y).</summary>
internal sealed class SigmoidJudge : ActivationJudge
{
    public override string Operation => "Sigmoid";

    protected override Rounded Value(Rounded x) => Rounded.Sigmoid(x);

    protected override Rounded Pullback(Rounded x, Rounded y, Rounded upstream) => y * (1 - y) * upstream;
}

/// <summary>y = tanh x, y' = 1 - y^2.</summary>
internal sealed class TanhJudge : ActivationJudge
{
    public override string Operation => "Tanh";

    protected override Rounded Value(Rounded x) => Rounded.Tanh(x);

    protected override Rounded Pullback(Rounded x, Rounded y, Rounded upstream) => (1 - Rounded.Squared(y)) * upstream;
}
