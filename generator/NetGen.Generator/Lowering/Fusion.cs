using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Lowering;

/// <summary>
/// The named rewrites "map into map" and "map into sums". A map over what only it reads becomes one expression with the map before it, or part of the kernel that
/// makes the sums it goes over: their epilogue if it is cheap, else a second pass over some rows. Forward this fuses bias and activations, backward the derivatives
/// of activations into dx.
/// </summary>
internal static class Fusion
{
    /// <summary>Fused steps. The same two maps may be fused in several ways, as when one reads the other's result first or last: each has a name of its own.</summary>
    /// <param name="steps">Steps in order.</param>
    /// <param name="kept">Values that something outside the steps reads, which must therefore be stored.</param>
    /// <param name="names">The names of all kernels of the network.</param>
    public static IReadOnlyList<Step> Fuse(IReadOnlyList<Step> steps, IReadOnlyCollection<Value> kept, KernelNames names) =>
        [.. Fuse(steps, kept).Select(step => step.Kernel.RuntimeMethod is null ? step with { Kernel = Named(step.Kernel, names) } : step)];

    private static Kernel Named(Kernel kernel, KernelNames names)
    {
        // An epilogue may be called as a kernel is.
        const string Kind = "epilogue ";
        Kernel inner = kernel switch
        {
            EpilogueKernel { Epilogue.Name.Length: > 0 } sums => sums with { Epilogue = sums.Epilogue with { Name = names.Of(Kind + sums.Epilogue.Name, name => sums.Epilogue with { Name = name.Substring(Kind.Length) }).Substring(Kind.Length) } },
            MappedKernel mapped => mapped with { Sums = (EpilogueKernel)Named(mapped.Sums, names), Map = (RowKernel)Named(mapped.Map, names) },
            _ => kernel,
        };
        return inner with { Name = names.Of(inner.Name, name => inner.Text with { Name = name }) };
    }

    /// <summary>Fused steps, whose kernels may have the names of other steps'.</summary>
    /// <param name="steps">Steps in order.</param>
    /// <param name="kept">Values that something outside the steps reads, which must therefore be stored.</param>
    public static IReadOnlyList<Step> Fuse(IReadOnlyList<Step> steps, IReadOnlyCollection<Value> kept)
    {
        // Chains first: one expression is then cheap or not as a whole.
        List<Step> fused = steps.ToList();
        FuseAll(fused, kept, (maker, reader) => maker.Kernel is RowKernel { Map: not null } ? MapIntoMap(maker, reader) : null);
        FuseAll(fused, kept, (maker, reader) => maker.Kernel is EpilogueKernel ? MapIntoSums(maker, reader) : null);
        return fused.ToArray();
    }

    private static void FuseAll(List<Step> steps, IReadOnlyCollection<Value> kept, Func<Step, Step, Step?> fuse)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            if (SoleReader(steps, i, kept) is { } reader && Shares(steps[i], steps[reader]) && fuse(steps[i], steps[reader]) is { } both)
            {
                // The fused step stands where the reader stood: only there are all its operands known.
                steps[reader] = both;
                steps.RemoveAt(i);
                i--;
            }
        }
    }

    private static int? SoleReader(List<Step> steps, int maker, IReadOnlyCollection<Value> kept)
    {
        Value? made = steps[maker].Write;
        // What another step writes too, as a sum that goes on, is not known where the first one ends.
        if (made is null || kept.Contains(made) || steps.Where((_, i) => i != maker).Any(step => step.Write == made))
        {
            return null;
        }

        int[] readers = Enumerable.Range(maker + 1, steps.Count - maker - 1).Where(i => steps[i].Reads.Contains(made)).ToArray();
        return readers.Length == 1 ? readers[0] : null;
    }

    /// <summary>True for a map that gives as many elements as it reads, each of its own row. A user's method that cannot be read is called element by element, in a step of its own.</summary>
    private static bool Shares(Step maker, Step reader) =>
        maker.Loop == reader.Loop && maker.IsOnce == reader.IsOnce && reader.Kernel is RowKernel { Map: { } map } && reader.Write!.Shape == maker.Write!.Shape && !Substitution.HasInvocation(map);

    private static Step? MapIntoMap(Step maker, Step reader)
    {
        var (first, second) = ((RowKernel)maker.Kernel, (RowKernel)reader.Kernel);
        if (Substitution.HasInvocation(first.Map!) || (!first.IsRun && !second.IsRun && first.Length != second.Length))
        {
            return null;
        }

        var reads = new FusedReads([.. first.Operands.Where(operand => operand.Kind != RowOperandKind.Output)], maker.Reads, 0, [first.Writes!]);
        Expression expression = Substitution.Rename(second.Map!, reads.Add(reader, maker.Write!, first.Map!));
        // A row is the last axis if a number of a feature is read.
        RowKernel rows = first.IsRun ? second : first;
        RowKernel kernel = rows with
        {
            Name = first.Name + second.Name,
            Operands = [.. reads.Operands, new RowOperand(first.Writes!, RowOperandKind.Output)],
            Steps = [new StoreStep(first.Writes!, expression)],
        };
        return Both(kernel, reads, maker, reader, first.IsRun ? reader.RowsPerExample : maker.RowsPerExample);
    }

    private static Step? MapIntoSums(Step maker, Step reader)
    {
        var (sums, map) = ((EpilogueKernel)maker.Kernel, (RowKernel)reader.Kernel);
        // Numbers of features must lie along the results.
        int results = (sums as ProductKernel)?.Results ?? 1;
        if (!map.IsRun && map.Length != results)
        {
            return null;
        }

        RowOperand[] own = [.. sums.Reads.Take(sums.Reads.Count - sums.Epilogue.Operands.Count).Select(read => new RowOperand(read.Name, RowOperandKind.Input))];
        var reads = new FusedReads([.. own, .. sums.Epilogue.Operands], maker.Reads, own.Length, [sums.Writes, Epilogue.Sum.Name]);
        if (ExpressionCost.IsHigh(map.Map!))
        {
            IReadOnlyDictionary<string, Expression> variables = reads.Add(reader, maker.Write!, new Variable(sums.Writes));
            EquatableArray<string> operands = map.Reads.Select(read => ((Variable)variables[read.Name]).Name).ToEquatableArray();
            return Both(new MappedKernel(sums, map with { Length = results }, operands), reads, maker, reader, maker.RowsPerExample);
        }

        Expression expression = Substitution.Rename(map.Map!, reads.Add(reader, maker.Write!, sums.Epilogue.Expression));
        var epilogue = new Epilogue(sums.Epilogue.Name + map.Name, expression, reads.Operands.Skip(own.Length).ToEquatableArray());
        return Both(sums with { Name = sums.Name + map.Name, Epilogue = epilogue }, reads, maker, reader, maker.RowsPerExample);
    }

    private static Step Both(Kernel kernel, FusedReads reads, Step maker, Step reader, int rowsPerExample)
    {
        string layer = maker.Layer == reader.Layer ? maker.Layer : maker.Layer + ", " + reader.Layer;
        return new Step(kernel, reads.Values, reader.Write, rowsPerExample, layer, maker.Equation + "\n" + reader.Equation) { Loop = reader.Loop, IsOnce = reader.IsOnce };
    }
}
