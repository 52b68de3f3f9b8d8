using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>y_i = f(x_i) for every element, dx_i = f'(x_i) dy_i.</summary>
internal abstract class ActivationJudge : OperationJudge
{
    public override string Attribute => "NetGen." + Operation;

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        Tensor x = inputs[0].Value;
        bool uncertain = false;
        for (int i = 0; i < x.Count; i++)
        {
            output[i] = Value(x[i]);
            uncertain |= IsUncertain(x[i]);
        }

        return uncertain;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        Tensor x = inputs[0].Value;
        for (int i = 0; i < x.Count; i++)
        {
            inputs[0].AddGradient(i, Pullback(x[i], output[i], outputGradient[i]));
        }
    }

    /// <summary>f(x).</summary>
    protected abstract Rounded Value(Rounded x);

    /// <summary>f'(x) dy, given also y = f(x).</summary>
    protected abstract Rounded Pullback(Rounded x, Rounded y, Rounded upstream);

    /// <summary>True if float32 might be on the other side of a kink of f.</summary>
    protected virtual bool IsUncertain(Rounded x) => false;
}
