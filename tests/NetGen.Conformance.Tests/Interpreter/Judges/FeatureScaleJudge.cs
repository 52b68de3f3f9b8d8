using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>y = x w + b with a number w, and perhaps b, for each feature: the last part of normalizations.</summary>
/// <param name="name">The operation's name.</param>
/// <param name="attribute">An attribute that it is part of.</param>
internal sealed class FeatureScaleJudge(string name, string attribute) : OperationJudge
{
    public override string Attribute => attribute;

    public override string Operation => name;

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        (Tensor x, Tensor weight) = (inputs[0].Value, inputs[1].Value);
        for (int i = 0; i < x.Count; i++)
        {
            Rounded product = x[i] * weight[i % weight.Count];
            output[i] = inputs.Count == 3 ? product + inputs[2].Value[i % weight.Count] : product;
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        (Tensor x, Tensor weight) = (inputs[0].Value, inputs[1].Value);
        for (int i = 0; i < x.Count; i++)
        {
            inputs[0].AddGradient(i, outputGradient[i] * weight[i % weight.Count]);
        }

        for (int feature = 0; feature < weight.Count; feature++)
        {
            (RoundedSum ofWeight, RoundedSum ofBias) = (default, default);
            for (int i = feature; i < x.Count; i += weight.Count)
            {
                ofWeight.AddProductOfRow(x[i], outputGradient[i]);
                ofBias.AddRow(outputGradient[i]);
            }

            inputs[1].AddGradient(feature, ofWeight.Total);
            if (inputs.Count == 3)
            {
                inputs[2].AddGradient(feature, ofBias.Total);
            }
        }
    }
}
