using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>mean[f] = 1/n sum x[f] over all n vectors along the last axis; dx = dmean / n.</summary>
internal sealed class BatchMeanJudge : OperationJudge
{
    public override string Attribute => "NetGen.BatchNorm";

    public override string Operation => nameof(BatchMean);

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        Tensor x = inputs[0].Value;
        for (int feature = 0; feature < x.Last; feature++)
        {
            RoundedSum sum = default;
            for (int i = feature; i < x.Count; i += x.Last)
            {
                sum.Add(x[i]);
            }

            output[feature] = sum.Total / (x.Count / x.Last);
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        Tensor x = inputs[0].Value;
        for (int i = 0; i < x.Count; i++)
        {
            inputs[0].AddGradient(i, outputGradient[i % x.Last] / (x.Count / x.Last));
        }
    }
}

/// <summary>var[f] = 1/n sum (x[f] - mean[f])^2; dx = dvar 2 (x - mean) / n, and of the mean -sum of that over the batch.</summary>
internal sealed class BatchVarianceJudge : OperationJudge
{
    public override string Attribute => "NetGen.BatchNorm";

    public override string Operation => nameof(BatchVariance);

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        (Tensor x, Tensor mean) = (inputs[0].Value, inputs[1].Value);
        for (int feature = 0; feature < x.Last; feature++)
        {
            RoundedSum sum = default;
            for (int i = feature; i < x.Count; i += x.Last)
            {
                sum.Add(Rounded.Squared(x[i] - mean[feature]));
            }

            output[feature] = sum.Total / (x.Count / x.Last);
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        (Tensor x, Tensor mean) = (inputs[0].Value, inputs[1].Value);
        for (int i = 0; i < x.Count; i++)
        {
            Rounded slope = 2.0 * (x[i] - mean[i % x.Last]) * outputGradient[i % x.Last] / (x.Count / x.Last);
            inputs[0].AddGradient(i, slope);
            inputs[1].AddGradient(i % x.Last, -slope);
        }
    }
}

/// <summary>var n / (n - 1), var itself if n = 1: a running statistic that no loss depends on.</summary>
internal sealed class UnbiasedVarianceJudge : OperationJudge
{
    public override string Attribute => "NetGen.BatchNorm";

    public override string Operation => nameof(UnbiasedVariance);

    /// <summary>The number of rows is not among its inputs, and nothing that is judged reads it.</summary>
    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        for (int feature = 0; feature < output.Count; feature++)
        {
            output[feature] = new Rounded(inputs[0].Value[feature].Value, double.PositiveInfinity);
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient) => throw new System.NotSupportedException();
}

/// <summary>scale[f] = w[f] / sqrt(var[f] + eps), with w = 1 if there is none.</summary>
internal sealed class BatchNormScaleJudge : OperationJudge
{
    public override string Attribute => "NetGen.BatchNorm";

    public override string Operation => "BatchNormScale";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        for (int feature = 0; feature < output.Count; feature++)
        {
            output[feature] = Weight(inputs, feature) / Deviation(operation, inputs, feature);
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        for (int feature = 0; feature < output.Count; feature++)
        {
            Rounded deviation = Deviation(operation, inputs, feature);
            inputs[0].AddGradient(feature, -0.5 * outputGradient[feature] * Weight(inputs, feature) / (deviation * deviation * deviation));
            if (inputs.Count == 2)
            {
                inputs[1].AddGradient(feature, outputGradient[feature] / deviation);
            }
        }
    }

    private static Rounded Weight(IReadOnlyList<Operand> inputs, int feature) => inputs.Count == 2 ? inputs[1].Value[feature] : 1;

    private static Rounded Deviation(Operation operation, IReadOnlyList<Operand> inputs, int feature) =>
        Rounded.Sqrt(inputs[0].Value[feature] + Rounded.Constant(((Pointwise)operation).Options[0]));
}

/// <summary>y = (x - mean) scale + b for each feature of the last axis; what flows on to mean and scale is the sum over the batch.</summary>
internal sealed class BatchNormJudge : OperationJudge
{
    public override string Attribute => "NetGen.BatchNorm";

    public override string Operation => "BatchNorm";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        (Tensor x, Tensor mean, Tensor scale) = (inputs[0].Value, inputs[1].Value, inputs[2].Value);
        for (int i = 0; i < x.Count; i++)
        {
            Rounded y = (x[i] - mean[i % x.Last]) * scale[i % x.Last];
            output[i] = HasShift(operation) ? y + inputs[3].Value[i % x.Last] : y;
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        (Tensor x, Tensor mean, Tensor scale) = (inputs[0].Value, inputs[1].Value, inputs[2].Value);
        for (int feature = 0; feature < x.Last; feature++)
        {
            (RoundedSum sum, RoundedSum products) = (default, default);
            for (int i = feature; i < x.Count; i += x.Last)
            {
                inputs[0].AddGradient(i, outputGradient[i] * scale[feature]);
                sum.AddRow(outputGradient[i]);
                products.AddProductOfRow(outputGradient[i], x[i] - mean[feature]);
            }

            inputs[1].AddGradient(feature, -(sum.Total * scale[feature]));
            inputs[2].AddGradient(feature, products.Total);
            if (HasShift(operation))
            {
                inputs[3].AddGradient(feature, sum.Total);
            }
        }
    }

    private static bool HasShift(Operation operation) => (operation is BatchNorm trained ? trained.Map : (Pointwise)operation).Operands.Count == 4;
}
