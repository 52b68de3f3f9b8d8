using System;
using System.Linq;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>One row of a <see cref="ProductKernel"/> with literal sizes: as many independent sums as hide the latency of a multiply-add, over several panels at once.</summary>
internal static class SingleRow
{
    /// <summary>Sums under way at once.</summary>
    private const int IndependentSums = 8;

    /// <summary>Up to so many multiply-adds there is no loop.</summary>
    private const int Unrolled = 32;

    /// <summary>Writes the body of a loop over <c>row</c>.</summary>
    public static void Emit(CodeWriter writer, InstructionSet set, ProductKernel kernel)
    {
        writer.Line($"ref float input = ref Unsafe.Add(ref x, {IndexText.Times("row", kernel.Length)});");
        int vectors = set.Vectors(kernel.Results);
        int most = Math.Max(1, IndependentSums / kernel.Sums);
        int whole = kernel.Results / (most * set.Lanes);
        if (whole > 1)
        {
            using (writer.Block($"for (int j = 0; j < {Text.Number(whole * most * set.Lanes)}; j += {Text.Number(most * set.Lanes)})"))
            {
                EmitLanes(writer, set, kernel, "j", most * set.Lanes);
            }
        }

        for (int first = whole > 1 ? whole * most : 0; first < vectors; first += most)
        {
            int from = first * set.Lanes;
            int lanes = Math.Min(most * set.Lanes, kernel.Results - from);
            if (lanes == kernel.Results)
            {
                EmitLanes(writer, set, kernel, "0", lanes);
                continue;
            }

            writer.Line(lanes == 1 ? $"// Lane {Text.Number(from)}" : $"// Lanes {Text.Number(from)} to {Text.Number(from + lanes - 1)}");
            using (writer.Block())
            {
                EmitLanes(writer, set, kernel, Text.Number(from), lanes);
            }
        }
    }

    private static void EmitLanes(CodeWriter writer, InstructionSet set, ProductKernel kernel, string column, int lanes)
    {
        int vectors = set.Vectors(lanes);
        int panels = (lanes + PanelLayout.PanelLanes - 1) / PanelLayout.PanelLanes;
        writer.Line($"ref float panel0 = {InstructionSet.At("weights", ProductTemplate.PanelOf(column, lanes, kernel.Length))};");
        for (int panel = 1; panel < panels; panel++)
        {
            writer.Line($"ref float panel{Text.Number(panel)} = ref Unsafe.Add(ref panel{Text.Number(panel - 1)}, {Text.Number(PanelLayout.PanelLanes * kernel.Length)});");
        }

        for (int vector = 0; vector < vectors; vector++)
        {
            string bias = kernel.HasBias ? set.LoadAt("biases", IndexText.Plus(column, Text.Number(vector * set.Lanes))) : set.Floats + ".Zero";
            string declared = string.Join(", ", Enumerable.Range(0, kernel.Sums).Select(by => $"{Sum(vector, by, kernel.Sums)} = {(by == 0 ? bias : set.Floats + ".Zero")}"));
            writer.Line($"{set.Floats} {declared};");
        }

        EmitTerms(writer, set, kernel, vectors);
        writer.Line($"int position = {IndexText.Plus(IndexText.Times("row", kernel.Results), column)};");
        for (int vector = 0; vector < vectors; vector++)
        {
            string total = ProductTiles.Combined(by => Sum(vector, by, kernel.Sums), kernel.Sums);
            if (kernel.Sums > 1)
            {
                writer.Line($"{set.Floats} total{Text.Number(vector)} = {total};");
                total = "total" + Text.Number(vector);
            }

            int count = Math.Min(set.Lanes, lanes - (vector * set.Lanes));
            EpilogueText.Store(writer, set, kernel.Epilogue, total, vector * set.Lanes, count == set.Lanes ? null : Text.Number(count));
        }
    }

    private static void EmitTerms(CodeWriter writer, InstructionSet set, ProductKernel kernel, int vectors)
    {
        int sums = kernel.Sums;
        int whole = kernel.Length * vectors <= Unrolled ? 0 : kernel.Length / sums * sums;
        if (whole > 0)
        {
            using (writer.Block($"for (int k = 0; k < {Text.Number(whole)}; {(sums == 1 ? "k++" : "k += " + Text.Number(sums))})"))
            {
                for (int by = 0; by < sums; by++)
                {
                    EmitTerm(writer, set, vectors, IndexText.Plus("k", Text.Number(by)), by, sums, sums == 1 ? "" : Text.Number(by));
                }
            }

            if (whole < kernel.Length)
            {
                writer.Gap();
            }
        }

        for (int k = whole; k < kernel.Length; k++)
        {
            EmitTerm(writer, set, vectors, Text.Number(k), k % sums, sums, "Of" + Text.Number(k));
        }
    }

    private static void EmitTerm(CodeWriter writer, InstructionSet set, int vectors, string k, int by, int sums, string suffix)
    {
        string value = "value" + suffix;
        writer.Line($"{set.Floats} {value} = {set.Broadcast(k == "0" ? "input" : $"Unsafe.Add(ref input, {k})")};");
        for (int vector = 0; vector < vectors; vector++)
        {
            string sum = Sum(vector, by, sums);
            (int panel, int lane) = (vector * set.Lanes / PanelLayout.PanelLanes, vector * set.Lanes % PanelLayout.PanelLanes);
            string weight = set.LoadAt("panel" + Text.Number(panel), IndexText.Plus(IndexText.Times(k, PanelLayout.PanelLanes), Text.Number(lane)));
            writer.Line($"{sum} = {set.MultiplyAdd}({value}, {weight}, {sum});");
        }
    }

    private static string Sum(int vector, int by, int sums) => "sum" + Text.Number(vector) + (sums == 1 ? "" : "By" + Text.Number(by));
}
