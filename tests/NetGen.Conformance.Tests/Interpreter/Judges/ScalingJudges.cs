using System;
using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>y = (x - offset) / scale for each feature, with numbers that are not trained.</summary>
internal sealed class NormalizeJudge : OperationJudge
{
    public override string Attribute => "NetGen.Normalize";

    public override string Operation => "Normalize";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        (Tensor x, Tensor offset, Tensor scale) = (inputs[0].Value, inputs[1].Value, inputs[2].Value);
        for (int i = 0; i < x.Count; i++)
        {
            output[i] = (x[i] - offset[i % x.Last]) / scale[i % x.Last];
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        Tensor scale = inputs[2].Value;
        for (int i = 0; i < output.Count; i++)
        {
            inputs[0].AddGradient(i, outputGradient[i] / scale[i % output.Last]);
        }
    }
}

/// <summary>y = x m for the plain form and y = x m k for the inverted one, with a mask m of zeros and ones and k = 1 / (1 - p).</summary>
internal sealed class DropoutJudge : OperationJudge
{
    public override string Attribute => "NetGen.Dropout";

    public override string Operation => "Dropout";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        for (int i = 0; i < output.Count; i++)
        {
            output[i] = inputs[0].Value[i] * Factor(inputs, i);
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        for (int i = 0; i < output.Count; i++)
        {
            inputs[0].AddGradient(i, outputGradient[i] * Factor(inputs, i));
        }
    }

    private static Rounded Factor(IReadOnlyList<Operand> inputs, int i) => inputs.Count == 3 ? inputs[1].Value[i] * inputs[2].Value[0] : inputs[1].Value[i];
}

/// <summary>k = 1 / (1 - p).</summary>
internal sealed class DropoutKeepJudge : OperationJudge
{
    public override string Attribute => "NetGen.Dropout";

    public override string Operation => "DropoutKeep";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        output[0] = 1.0 / (1.0 - inputs[0].Value[0]);
        return false;
    }

    /// <summary>The rate is not trained.</summary>
    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient) => throw new NotSupportedException();
}

/// <summary>y = x (1 - p): what the plain form of dropout predicts.</summary>
internal sealed class DropoutShareJudge : OperationJudge
{
    public override string Attribute => "NetGen.Dropout";

    public override string Operation => "DropoutShare";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        for (int i = 0; i < output.Count; i++)
        {
            output[i] = inputs[0].Value[i] * (1.0 - inputs[1].Value[0]);
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        for (int i = 0; i < output.Count; i++)
        {
            inputs[0].AddGradient(i, outputGradient[i] * (1.0 - inputs[1].Value[0]));
        }
    }
}
