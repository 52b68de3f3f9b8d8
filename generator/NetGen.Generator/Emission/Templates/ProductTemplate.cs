using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Emission.Templates;

/// <summary>Emits <see cref="ProductKernel"/>: a row against panels of weights, lanes over the results.</summary>
internal sealed class ProductTemplate : KernelTemplate<ProductKernel>
{
    public override string Formula(ProductKernel kernel)
    {
        string sum = "sum_k x[r, k] * weights[k, j]" + (kernel.HasBias ? " + biases[j]" : "");
        string order = SummationOrder.OfProduct(kernel.Results, kernel.Length) == 1 ? "sums in order of k" : "interleaved sums by k mod 4";
        return $"result[r, j] = {EpilogueText.Formula(kernel.Epilogue, sum)}, k < {Text.Number(kernel.Length)}, j < {Text.Number(kernel.Results)}; {order}";
    }

    public override void Emit(CodeWriter writer, InstructionSet set, ProductKernel kernel)
    {
        int sums = SummationOrder.OfProduct(kernel.Results, kernel.Length);
        // In order: enough independent vectors to hide the latency of a multiply-add. Interleaved: four sums each, so fewer vectors.
        int chunk = kernel.Results >= PanelLayout.PanelLanes ? System.Math.Min(PanelLayout.PanelLanes, 8 * set.Lanes) : 2 * set.Lanes;
        LaneChunks.ForEach(writer, new PanelLayout(kernel.Length, kernel.Results), chunk, lanes =>
        {
            writer.Line($"ref float panel = {InstructionSet.At("weights", lanes.Panel)};");
            using (writer.Block("for (int row = 0; row < rows; row++)"))
            {
                writer.Line($"ref float input = ref Unsafe.Add(ref x, {LaneChunks.Times("row", kernel.Length)});");
                EmitSums(writer, set, kernel, lanes, sums);
                writer.Line($"int position = {LaneChunks.Plus(LaneChunks.Times("row", kernel.Results), lanes.Column)};");
                for (int vector = 0; vector < set.Vectors(lanes.Lanes); vector++)
                {
                    EpilogueText.Store(writer, set, kernel.Epilogue, Total(vector, sums), vector * set.Lanes, System.Math.Min(set.Lanes, lanes.Lanes - (vector * set.Lanes)));
                }
            }
        });
    }

    private static void EmitSums(CodeWriter writer, InstructionSet set, ProductKernel kernel, LaneChunk lanes, int sums)
    {
        int vectors = set.Vectors(lanes.Lanes);
        for (int vector = 0; vector < vectors; vector++)
        {
            string start = kernel.HasBias ? set.LoadAt("biases", LaneChunks.Plus(lanes.Column, Text.Number(vector * set.Lanes))) : set.Floats + ".Zero";
            for (int sum = 0; sum < sums; sum++)
            {
                writer.Line($"{set.Floats} {Sum(vector, sum, sums)} = {(sum == 0 ? start : set.Floats + ".Zero")};");
            }
        }

        int whole = kernel.Length / sums * sums;
        // A single trip needs no loop.
        whole = whole == sums ? 0 : whole;
        if (whole > 0)
        {
            using (writer.Block($"for (int k = 0; k < {Text.Number(whole)}; {(sums == 1 ? "k++" : "k += " + Text.Number(sums))})"))
            {
                for (int sum = 0; sum < sums; sum++)
                {
                    EmitProduct(writer, set, lanes, vectors, LaneChunks.Plus("k", Text.Number(sum)), sum, sums, sums == 1 ? "" : Text.Number(sum), "");
                }
            }
        }

        for (int k = whole; k < kernel.Length; k++)
        {
            EmitProduct(writer, set, lanes, vectors, Text.Number(k), k % sums, sums, Text.Number(k - whole), whole > 0 ? "last" : "");
        }

        for (int vector = 0; sums > 1 && vector < vectors; vector++)
        {
            string first = $"{Sum(vector, 0, sums)} + {Sum(vector, 1, sums)}";
            string total = sums switch
            {
                2 => first,
                3 => $"({first}) + {Sum(vector, 2, sums)}",
                _ => $"({first}) + ({Sum(vector, 2, sums)} + {Sum(vector, 3, sums)})",
            };
            writer.Line($"{set.Floats} {Total(vector, sums)} = {total};");
        }
    }

    private static void EmitProduct(CodeWriter writer, InstructionSet set, LaneChunk lanes, int vectors, string k, int sum, int sums, string suffix, string prefix)
    {
        // Past a loop, names of their own: the scope is the row's, which encloses that of the loop.
        (string value, string weight) = prefix.Length == 0 ? ("value" + suffix, "weight" + suffix) : (prefix + "Value" + suffix, prefix + "Weight" + suffix);
        writer.Line($"{set.Floats} {value} = {set.Broadcast(k == "0" ? "input" : $"Unsafe.Add(ref input, {k})")};");
        string row = int.TryParse(k, out int number) ? Text.Number(number * lanes.Stride) : LaneChunks.Times(k.Contains(" ") ? "(" + k + ")" : k, lanes.Stride);
        writer.Line($"ref float {weight} = {InstructionSet.At("panel", row)};");
        for (int vector = 0; vector < vectors; vector++)
        {
            string name = Sum(vector, sum, sums);
            writer.Line($"{name} = {set.MultiplyAdd}({value}, {set.Load(weight, vector * set.Lanes)}, {name});");
        }
    }

    private static string Sum(int vector, int sum, int sums) => "sum" + Text.Number(vector) + (sums == 1 ? "" : "By" + Text.Number(sum));

    private static string Total(int vector, int sums) => sums == 1 ? Sum(vector, 0, sums) : "total" + Text.Number(vector);
}
