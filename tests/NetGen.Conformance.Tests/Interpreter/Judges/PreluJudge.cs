using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>y[p, f] = x[p, f] where that is positive, else w[f] x[p, f], for every feature f of the last axis; at 0 the derivatives are w[f] and 0.</summary>
internal sealed class PreluJudge : OperationJudge
{
    public override string Attribute => "NetGen.Prelu";

    public override string Operation => "Prelu";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        (Tensor x, Tensor slope) = (inputs[0].Value, inputs[1].Value);
        bool uncertain = false;
        for (int i = 0; i < x.Count; i++)
        {
            output[i] = x[i].Value > 0 ? x[i] : slope[i % x.Last] * x[i];
            uncertain |= x[i].IsAt(0);
        }

        return uncertain;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        (Tensor x, Tensor slope) = (inputs[0].Value, inputs[1].Value);
        for (int i = 0; i < x.Count; i++)
        {
            inputs[0].AddGradient(i, x[i].Value > 0 ? outputGradient[i] : slope[i % x.Last] * outputGradient[i]);
        }

        for (int feature = 0; feature < slope.Count; feature++)
        {
            RoundedSum sum = default;
            for (int i = feature; i < x.Count; i += slope.Count)
            {
                if (x[i].Value <= 0)
                {
                    sum.AddProductOfRow(x[i], outputGradient[i]);
                }
            }

            inputs[1].AddGradient(feature, sum.Total);
        }
    }
}
