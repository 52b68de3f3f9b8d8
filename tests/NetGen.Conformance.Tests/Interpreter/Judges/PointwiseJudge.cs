using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>A function of one number by its mathematical definition.</summary>
/// <param name="Value">f(x).</param>
/// <param name="Slope">f'(x), given also y = f(x); at a kink the one-sided derivative that the attribute's documentation names.</param>
/// <param name="Kinks">Where f or its derivative jumps.</param>
internal sealed record PointwiseDefinition(Func<Rounded, Rounded> Value, Func<Rounded, Rounded, Rounded> Slope, params Rounded[] Kinks);

/// <summary>y_i = f(x_i) for every element, dx_i = f'(x_i) dy_i.</summary>
/// <param name="name">The attribute's name.</param>
/// <param name="define">The function, given the attribute's options in their order.</param>
internal sealed class PointwiseJudge(string name, Func<Rounded[], PointwiseDefinition> define) : OperationJudge
{
    public PointwiseJudge(string name, Func<Rounded, Rounded> value, Func<Rounded, Rounded, Rounded> slope, params Rounded[] kinks)
        : this(name, _ => new(value, slope, kinks))
    {
    }

    public override string Attribute => "NetGen." + name;

    public override string Operation => name;

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        PointwiseDefinition function = Define(operation);
        Tensor x = inputs[0].Value;
        bool uncertain = false;
        for (int i = 0; i < x.Count; i++)
        {
            output[i] = function.Value(x[i]);
            uncertain |= function.Kinks.Any(x[i].IsAt);
        }

        return uncertain;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        PointwiseDefinition function = Define(operation);
        Tensor x = inputs[0].Value;
        for (int i = 0; i < x.Count; i++)
        {
            inputs[0].AddGradient(i, function.Slope(x[i], output[i]) * outputGradient[i]);
        }
    }

    /// <summary>The function with the options of an operation.</summary>
    public PointwiseDefinition Define(Operation operation) => define([.. ((Pointwise)operation).Options.Select(Rounded.Constant)]);
}
