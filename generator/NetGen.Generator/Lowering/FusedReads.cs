using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Lowering;

/// <summary>What a fused kernel reads: what the first of the two reads, then what the second reads beside it.</summary>
/// <param name="operands">The operands of the first.</param>
/// <param name="values">What it reads through them.</param>
/// <param name="own">So many at the front are read in ways of the first's own, which the second cannot share.</param>
/// <param name="taken">Further names that no operand may have.</param>
internal sealed class FusedReads(IReadOnlyList<RowOperand> operands, IReadOnlyList<Value> values, int own, IReadOnlyList<string> taken)
{
    private readonly List<RowOperand> _operands = [.. operands];
    private readonly List<Value> _values = [.. values];

    public IReadOnlyList<RowOperand> Operands => _operands;

    public IReadOnlyList<Value> Values => _values.ToArray();

    /// <summary>Adds what a map reads. The result says what stands for each of its variables: <paramref name="expression"/> for <paramref name="made"/>, else an operand.</summary>
    public IReadOnlyDictionary<string, Expression> Add(Step map, Value made, Expression expression)
    {
        var kernel = (RowKernel)map.Kernel;
        var variables = new Dictionary<string, Expression>();
        for (int i = 0; i < map.Reads.Count; i++)
        {
            RowOperand read = kernel.Operands[i];
            variables.Add(read.Name, map.Reads[i] == made ? expression : new Variable(Operand(read, map.Reads[i])));
        }

        return variables;
    }

    /// <summary>
    /// The operand through which the value is read already, or a further one of its own name, with a number if there is another of that name. The number does not follow
    /// the name directly: the rows of a tile are called x0, x1, x2.
    /// </summary>
    private string Operand(RowOperand read, Value value)
    {
        int known = _values.IndexOf(value, own);
        if (known >= 0)
        {
            return _operands[known].Name;
        }

        string name = read.Name;
        for (int number = 2; taken.Contains(name) || _operands.Any(operand => operand.Name == name); number++)
        {
            name = read.Name + "Of" + StepBuilder.Digits(number);
        }

        _operands.Add(read with { Name = name });
        _values.Add(value);
        return name;
    }
}
