using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>One row of a <see cref="ProductKernel"/>: as many independent sums as hide the latency of a multiply-add, over several panels at once.</summary>
internal static class SingleRow
{
    /// <summary>Sums under way at once.</summary>
    private const int IndependentSums = 8;

    /// <summary>Up to so many multiply-adds of vectors there is no loop.</summary>
    private const int Unrolled = 32;

    /// <summary>Lanes that one call of the shared method takes.</summary>
    public static int SharedLanes(InstructionSet set, int sums) => Vectors(sums) * set.Lanes;

    /// <summary>For large kernels of one kind: one row against a run of lanes, with sizes as arguments.</summary>
    public static Tile Shared(InstructionSet set, ProductKernel kernel) => new(
        SharedName(kernel) + EpilogueTypes.Parameters,
        $"result[j] = {ProductTiles.SharedSum} for one row and up to {Text.Number(SharedLanes(set, kernel.Sums))} lanes j from column on, which is position in the result; {ProductTiles.Order(kernel.Sums)}",
        $"ref float x, ref float panel, {ProductTiles.SharedParameters(kernel)}, int length, nint position, nint column, int count",
        writer => EmitShared(writer, set, kernel),
        Constraints: EpilogueTypes.Constraints(kernel.Epilogue));

    /// <summary>The name of <see cref="Shared"/>.</summary>
    public static string SharedName(ProductKernel kernel) => "Row" + kernel.SumKind + EpilogueTypes.Suffix(kernel.Epilogue);

    /// <summary>For a small kernel: the body of a loop over <c>row</c>, with literal sizes.</summary>
    public static void Emit(CodeWriter writer, InstructionSet set, ProductKernel kernel)
    {
        writer.Line($"ref float input = ref Unsafe.Add(ref x, {IndexText.Times("row", kernel.Length)});");
        int most = Vectors(kernel.Sums) * set.Lanes;
        for (int from = 0; from < kernel.Results; from += most)
        {
            int lanes = Math.Min(most, kernel.Results - from);
            if (lanes == kernel.Results)
            {
                EmitLanes(writer, set, kernel, from, lanes);
                continue;
            }

            writer.Line(lanes == 1 ? $"// Lane {Text.Number(from)}" : $"// Lanes {Text.Number(from)} to {Text.Number(from + lanes - 1)}");
            using (writer.Block())
            {
                EmitLanes(writer, set, kernel, from, lanes);
            }
        }
    }

    private static int Vectors(int sums) => Math.Max(1, IndependentSums / sums);

    private static void EmitLanes(CodeWriter writer, InstructionSet set, ProductKernel kernel, int column, int lanes)
    {
        int vectors = set.Vectors(lanes);
        writer.Line($"ref float panel0 = {InstructionSet.At("weights", ProductTemplate.PanelOf(Text.Number(column), lanes, Text.Number(kernel.Length)))};");
        for (int panel = 1; panel < Panels(lanes); panel++)
        {
            writer.Line($"ref float panel{Text.Number(panel)} = ref Unsafe.Add(ref panel{Text.Number(panel - 1)}, {Text.Number(PanelLayout.PanelLanes * kernel.Length)});");
        }

        Declare(writer, set, kernel, vectors, vector => kernel.HasBias ? set.Load("biases", column + (vector * set.Lanes)) : set.Floats + ".Zero");
        EmitTerms(writer, set, kernel, vectors, Text.Number(kernel.Length), unrolls: kernel.Length * vectors <= Unrolled);
        EmitTotals(writer, set, kernel, vectors);
        writer.Line($"int position = {IndexText.Plus(IndexText.Times("row", kernel.Results), Text.Number(column))};");
        for (int vector = 0; vector < vectors; vector++)
        {
            int count = Math.Min(set.Lanes, lanes - (vector * set.Lanes));
            string offset = Text.Number(vector * set.Lanes);
            EpilogueText.Store(writer, set, kernel.Epilogue, Total(vector, kernel.Sums), IndexText.Plus("position", offset), Text.Number(column + (vector * set.Lanes)), count == set.Lanes ? null : Text.Number(count));
        }
    }

    private static void EmitShared(CodeWriter writer, InstructionSet set, ProductKernel kernel)
    {
        int vectors = Vectors(kernel.Sums);
        int panels = Panels(vectors * set.Lanes);
        writer.Line("ref float input = ref x;");
        writer.Line("ref float panel0 = ref panel;");
        if (panels > 1)
        {
            writer.Line("// Past the last lane stands the first panel: its sums are not stored.");
        }

        for (int panel = 1; panel < panels; panel++)
        {
            string lane = Text.Number(panel * PanelLayout.PanelLanes);
            writer.Line($"int lane{Text.Number(panel)} = count > {lane} ? {lane} : 0;");
            writer.Line($"ref float panel{Text.Number(panel)} = ref Unsafe.Add(ref panel, lane{Text.Number(panel)} * length);");
        }

        string Column(int vector)
        {
            (int panel, int lane) = Place(set, vector);
            return IndexText.Plus(panel == 0 ? "column" : "column + lane" + Text.Number(panel), Text.Number(lane));
        }

        Declare(writer, set, kernel, vectors, vector => EpilogueTypes.StartOf(Column(vector)));
        EmitTerms(writer, set, kernel, vectors, "length", unrolls: false);
        EmitTotals(writer, set, kernel, vectors);
        for (int vector = 0; vector < vectors; vector++)
        {
            string offset = Text.Number(vector * set.Lanes);
            string at = IndexText.Plus("position", offset);
            string count = vector == 0 ? "count" : "count - " + offset;
            string value = EpilogueTypes.Applied(kernel.Epilogue, Total(vector, kernel.Sums), at, Column(vector), count);
            writer.Line(set.Store(value, "result", at, count, isOpen: true));
        }
    }

    /// <summary>The sums, of which the first of each interleaved group begins with what there is at the start.</summary>
    private static void Declare(CodeWriter writer, InstructionSet set, ProductKernel kernel, int vectors, Func<int, string> start)
    {
        for (int vector = 0; vector < vectors; vector++)
        {
            string declared = string.Join(", ", Enumerable.Range(0, kernel.Sums).Select(by => $"{Sum(vector, by, kernel.Sums)} = {(by == 0 ? start(vector) : set.Floats + ".Zero")}"));
            writer.Line($"{set.Floats} {declared};");
        }
    }

    private static void EmitTerms(CodeWriter writer, InstructionSet set, ProductKernel kernel, int vectors, string length, bool unrolls)
    {
        int sums = kernel.Sums;
        if (unrolls)
        {
            for (int k = 0; k < kernel.Length; k++)
            {
                EmitTerm(writer, set, vectors, Text.Number(k), k % sums, sums, "Of" + Text.Number(k));
            }

            return;
        }

        string end = kernel.Rest == 0 ? length : int.TryParse(length, out int literal) ? Text.Number(literal - kernel.Rest) : $"{length} - {Text.Number(kernel.Rest)}";
        using (writer.Block($"for (int k = 0; k < {end}; {(sums == 1 ? "k++" : "k += " + Text.Number(sums))})"))
        {
            for (int by = 0; by < sums; by++)
            {
                EmitTerm(writer, set, vectors, IndexText.Plus("k", Text.Number(by)), by, sums, sums == 1 ? "" : Text.Number(by));
            }
        }

        for (int by = 0; by < kernel.Rest; by++)
        {
            string k = int.TryParse(length, out int number) ? Text.Number(number - kernel.Rest + by) : $"{length} - {Text.Number(kernel.Rest - by)}";
            EmitTerm(writer, set, vectors, k, by, sums, "Last" + Text.Number(by));
        }
    }

    private static void EmitTerm(CodeWriter writer, InstructionSet set, int vectors, string k, int by, int sums, string suffix)
    {
        string value = "value" + suffix;
        writer.Line($"{set.Floats} {value} = {set.Broadcast(k == "0" ? "input" : $"Unsafe.Add(ref input, {k})")};");
        for (int vector = 0; vector < vectors; vector++)
        {
            string sum = Sum(vector, by, sums);
            (int panel, int lane) = Place(set, vector);
            string weight = set.LoadAt("panel" + Text.Number(panel), IndexText.Plus(IndexText.Times(k, PanelLayout.PanelLanes), Text.Number(lane)));
            writer.Line($"{sum} = {set.MultiplyAdd}({value}, {weight}, {sum});");
        }
    }

    private static void EmitTotals(CodeWriter writer, InstructionSet set, ProductKernel kernel, int vectors)
    {
        for (int vector = 0; kernel.Sums > 1 && vector < vectors; vector++)
        {
            writer.Line($"{set.Floats} {Total(vector, kernel.Sums)} = {ProductTiles.Combined(by => Sum(vector, by, kernel.Sums), kernel.Sums)};");
        }
    }

    private static int Panels(int lanes) => (lanes + PanelLayout.PanelLanes - 1) / PanelLayout.PanelLanes;

    private static (int Panel, int Lane) Place(InstructionSet set, int vector) => (vector * set.Lanes / PanelLayout.PanelLanes, vector * set.Lanes % PanelLayout.PanelLanes);

    private static string Sum(int vector, int by, int sums) => "sum" + Text.Number(vector) + (sums == 1 ? "" : "By" + Text.Number(by));

    private static string Total(int vector, int sums) => sums == 1 ? Sum(vector, 0, 1) : "total" + Text.Number(vector);
}
