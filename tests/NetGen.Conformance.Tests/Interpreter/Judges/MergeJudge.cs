using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>y_i = f(a_i, b_i, ...) for every element of values of one shape.</summary>
/// <param name="name">The attribute's name.</param>
/// <param name="value">f of the operands.</param>
/// <param name="slopes">The derivatives of f by each operand, in turn; where a maximum has equals, those of the one that it takes.</param>
internal sealed class MergeJudge(string name, Func<Rounded[], Rounded> value, Func<Rounded[], Rounded[]> slopes) : OperationJudge
{
    public static readonly MergeJudge[] All =
    [
        new("Add", terms => terms.Aggregate((sum, term) => sum + term), terms => [.. terms.Select(_ => (Rounded)1)]),
        new("Subtract", terms => terms[0] - terms[1], _ => [1, -1]),
        new("Multiply", factors => factors.Aggregate((product, factor) => product * factor), factors => [.. factors.Select((_, i) => Others(factors, i))]),
        new("Divide", terms => terms[0] / terms[1], terms => [1 / terms[1], -(terms[0] / (terms[1] * terms[1]))]),
        new("Average", terms => Rounded.Constant(1.0 / terms.Length) * terms.Aggregate((sum, term) => sum + term), terms => [.. terms.Select(_ => Rounded.Constant(1.0 / terms.Length))]),
        new("Max", terms => terms.Aggregate(Rounded.Max), terms => Taken(terms, terms.Aggregate(Rounded.Max))) { Ties = (term, taken) => term.IsAt(taken) },
        new("Min", terms => terms.Aggregate(Rounded.Min), terms => Taken(terms, terms.Aggregate(Rounded.Min))) { Ties = (term, taken) => term.IsAt(taken) },
    ];

    public override string Attribute => "NetGen." + name;

    public override string Operation => name;

    /// <summary>Of one that takes one of its operands: whether float32 might take this one in place of the one taken.</summary>
    private Func<Rounded, Rounded, bool>? Ties { get; init; }

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        bool uncertain = false;
        for (int i = 0; i < output.Count; i++)
        {
            Rounded[] operands = Operands(inputs, i);
            output[i] = value(operands);
            uncertain |= Ties is not null && MayTakeAnother(inputs, operands, output[i]);
        }

        return uncertain;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        for (int i = 0; i < output.Count; i++)
        {
            Rounded[] derivatives = slopes(Operands(inputs, i));
            for (int k = 0; k < derivatives.Length; k++)
            {
                inputs[k].AddGradient(i, derivatives[k] * outputGradient[i]);
            }
        }
    }

    /// <summary>True if another value than the first that equals the result might be taken; one value named twice is one.</summary>
    private bool MayTakeAnother(IReadOnlyList<Operand> inputs, Rounded[] operands, Rounded taken)
    {
        int first = Array.IndexOf(operands, taken);
        return Enumerable.Range(0, operands.Length).Any(k => k != first && inputs[k] != inputs[first] && Ties!(operands[k], taken));
    }

    private static Rounded[] Operands(IReadOnlyList<Operand> inputs, int element) => [.. inputs.Select(input => input.Value[element])];

    private static Rounded Others(Rounded[] factors, int left) => factors.Where((_, i) => i != left).Aggregate((Rounded)1, (product, factor) => product * factor);

    private static Rounded[] Taken(Rounded[] terms, Rounded taken)
    {
        int first = Array.FindIndex(terms, term => term.Value == taken.Value);
        return [.. terms.Select((_, i) => (Rounded)(i == first ? 1 : 0))];
    }
}
