using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>y_u = max_k x[u K + k], k &lt; K, on the last axis; dy_u goes to the largest, the first of equals.</summary>
internal sealed class MaxoutJudge : OperationJudge
{
    public override string Attribute => "NetGen.Maxout";

    public override string Operation => "Maxout";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        Tensor x = inputs[0].Value;
        int pieces = ((Maxout)operation).Pieces;
        bool uncertain = false;
        for (int unit = 0; unit < output.Count; unit++)
        {
            int largest = Largest(x, unit, pieces);
            output[unit] = x[largest];
            for (int piece = unit * pieces; piece < (unit + 1) * pieces; piece++)
            {
                uncertain |= piece != largest && (x[largest] - x[piece]).IsAt(0);
            }
        }

        return uncertain;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        Tensor x = inputs[0].Value;
        int pieces = ((Maxout)operation).Pieces;
        for (int piece = 0; piece < x.Count; piece++)
        {
            inputs[0].AddGradient(piece, piece == Largest(x, piece / pieces, pieces) ? outputGradient[piece / pieces] : Rounded.Zero);
        }
    }

    private static int Largest(Tensor x, int unit, int pieces)
    {
        int largest = unit * pieces;
        for (int piece = largest + 1; piece < (unit + 1) * pieces; piece++)
        {
            largest = x[piece].Value > x[largest].Value ? piece : largest;
        }

        return largest;
    }
}
