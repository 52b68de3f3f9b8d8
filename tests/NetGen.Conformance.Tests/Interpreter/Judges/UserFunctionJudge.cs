using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>y_i = f(x_i, p) for every element, dx_i = df/dx dy_i, and for each trained number dp = sum_i df/dp dy_i over all elements of all rows.</summary>
internal sealed class UserFunctionJudge(UserFunction function) : OperationJudge
{
    public override string Attribute => "NetGen.Elementwise";

    public override string Operation => $"Elementwise({function.Name})";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        (Tensor x, Rounded[] numbers) = Arguments(inputs);
        bool uncertain = false;
        for (int i = 0; i < x.Count; i++)
        {
            output[i] = function.Value(x[i], numbers);
            uncertain |= function.Kinks.Any(kink => x[i].IsAt(kink));
        }

        return uncertain;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        (Tensor x, Rounded[] numbers) = Arguments(inputs);
        for (int i = 0; i < x.Count; i++)
        {
            inputs[0].AddGradient(i, function.Slope(x[i], numbers) * outputGradient[i]);
        }

        for (int number = 0; number < numbers.Length; number++)
        {
            RoundedSum sum = default;
            for (int i = 0; i < x.Count; i++)
            {
                sum.AddRow(function.SlopesByNumbers[number](x[i], numbers) * outputGradient[i]);
            }

            inputs[number + 1].AddGradient(0, sum.Total);
        }
    }

    private static (Tensor X, Rounded[] Numbers) Arguments(IReadOnlyList<Operand> inputs) => (inputs[0].Value, [.. inputs.Skip(1).Select(number => number.Value[0])]);
}
