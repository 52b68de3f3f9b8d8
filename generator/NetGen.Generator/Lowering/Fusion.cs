using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Lowering;

/// <summary>
/// The named rewrite "map into epilogue": a step that applies one expression to every element of a sum that only it reads
/// becomes part of the kernel that makes the sum. Forward this fuses bias and activation, backward the activation's derivative into dx.
/// </summary>
internal static class Fusion
{
    /// <param name="steps">Steps in order.</param>
    /// <param name="kept">Values that something outside the steps reads, which must therefore be stored.</param>
    public static IReadOnlyList<Step> FuseMapsIntoEpilogues(IReadOnlyList<Step> steps, IReadOnlyCollection<Value> kept)
    {
        List<Step> fused = steps.ToList();
        for (int i = 0; i < fused.Count; i++)
        {
            if (fused[i].Kernel is EpilogueKernel && SoleReader(fused, i, kept) is { } reader && Fuse(fused[i], fused[reader]) is { } both)
            {
                // The fused step stands where the reader stood: only there are all its operands known.
                fused[reader] = both;
                fused.RemoveAt(i);
                i--;
            }
        }

        return fused.ToArray();
    }

    private static int? SoleReader(List<Step> steps, int maker, IReadOnlyCollection<Value> kept)
    {
        Value made = steps[maker].Write!;
        if (kept.Contains(made))
        {
            return null;
        }

        int[] readers = Enumerable.Range(maker + 1, steps.Count - maker - 1).Where(i => steps[i].Reads.Contains(made)).ToArray();
        return readers.Length == 1 ? readers[0] : null;
    }

    private static Step? Fuse(Step maker, Step reader)
    {
        if (reader.Kernel is not RowKernel { Map: { } map } row || reader.Write!.Shape != maker.Write!.Shape)
        {
            return null;
        }

        var kernel = (EpilogueKernel)maker.Kernel;
        if (!FitsEpilogue(row, kernel))
        {
            return null;
        }

        var renamed = new Dictionary<string, Expression>();
        var operands = new List<RowOperand>(kernel.Epilogue.Operands);
        var reads = new List<Value>(maker.Reads);
        for (int i = 0; i < reader.Reads.Count; i++)
        {
            RowOperand read = row.Operands[i];
            string operand = read.Name;
            if (reader.Reads[i] == maker.Write)
            {
                renamed[operand] = kernel.Epilogue.Expression;
                continue;
            }

            string name = Free(operand, kernel, operands);
            renamed[operand] = new Variable(name);
            operands.Add(read with { Name = name });
            reads.Add(reader.Reads[i]);
        }

        // All at once: one after the other would rename variables of the maker's expression that bear a reader's name.
        Expression expression = Substitution.Rename(map, renamed);

        EpilogueKernel with = kernel with { Name = kernel.Name + row.Function, Epilogue = new Epilogue(kernel.Epilogue.Name + row.Function, expression, operands.ToEquatableArray()) };
        string layer = maker.Layer == reader.Layer ? maker.Layer : maker.Layer + ", " + reader.Layer;
        return new Step(with, reads.ToArray(), reader.Write, maker.RowsPerExample, layer, maker.Equation + "\n" + reader.Equation);
    }

    /// <summary>Numbers of features must lie along the results; a user's method is called for each number that there is, not for the spare lanes of a tile.</summary>
    private static bool FitsEpilogue(RowKernel map, EpilogueKernel kernel) =>
        !Substitution.HasInvocation(map.Map!)
        && (map.IsRun || (kernel is ProductKernel product && product.Results == map.Length));

    /// <summary>The operand's own name, with a number if the kernel has one of that name.</summary>
    private static string Free(string name, EpilogueKernel kernel, List<RowOperand> operands)
    {
        bool Taken(string candidate) => operands.Any(operand => operand.Name == candidate) || kernel.Reads.Any(read => read.Name == candidate) || candidate == kernel.Writes || candidate == Epilogue.Sum.Name;
        string free = name;
        for (int number = 2; Taken(free); number++)
        {
            free = name + StepBuilder.Digits(number);
        }

        return free;
    }
}
