using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>y[r] = 1/n sum_k E[i[r, k]] of the rows of a table E that n ints name; n is 1 or with bags the length of the last axis. dE[i[r, k]] is the sum of dy[r] / n over r and k.</summary>
/// <param name="isBag">Whether ints are averaged.</param>
internal sealed class EmbeddingJudge(bool isBag) : OperationJudge
{
    public override string Attribute => isBag ? "NetGen.EmbeddingBag" : "NetGen.Embedding";

    public override string Operation => isBag ? "EmbeddingBag" : "Embedding";

    public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
    {
        (Tensor indices, Tensor table) = (inputs[0].Value, inputs[1].Value);
        var sums = new RoundedSum[output.Count];
        foreach ((int row, int read) in Reads(indices))
        {
            for (int j = 0; j < table.Last; j++)
            {
                sums[(row * table.Last) + j].Add(table[(read * table.Last) + j]);
            }
        }

        for (int i = 0; i < output.Count; i++)
        {
            output[i] = sums[i].Total * Share(indices);
        }

        return false;
    }

    public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
    {
        (Tensor indices, Tensor table) = (inputs[0].Value, inputs[1].Value);
        var sums = new RoundedSum[table.Count];
        foreach ((int row, int read) in Reads(indices))
        {
            for (int j = 0; j < table.Last; j++)
            {
                sums[(read * table.Last) + j].AddRow(outputGradient[(row * table.Last) + j] * Share(indices));
            }
        }

        for (int i = 0; i < table.Count; i++)
        {
            inputs[1].AddGradient(i, sums[i].Total);
        }
    }

    private int Bag(Tensor indices) => isBag ? indices.Last : 1;

    private Rounded Share(Tensor indices) => Rounded.Constant(1.0 / Bag(indices));

    /// <summary>For every int the row of the output that it takes part in, and the row of the table that it names.</summary>
    private IEnumerable<(int Row, int Read)> Reads(Tensor indices)
    {
        for (int i = 0; i < indices.Count; i++)
        {
            yield return (i / Bag(indices), (int)indices[i].Value);
        }
    }
}
