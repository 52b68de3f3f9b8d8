using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;

namespace NetGen.Generator.Emission;

/// <summary>Writes the penalties of regularizers, which depend on parameters alone: their sum, and with it their gradient.</summary>
internal sealed class PenaltyEmitter(CodeWriter writer, NetworkPlan plan, ValueNames names)
{
    public static bool IsNeeded(ForwardGraph graph) => graph.Parameters.Any(parameter => parameter.IsPenalized);

    public void Emit()
    {
        if (!IsNeeded(plan.Graph))
        {
            return;
        }

        writer.Gap();
        writer.Line("/// <summary>The penalties of all regularized weights: l2 / 2 sum W^2 + l1 sum |W|.</summary>");
        WriteMethod("private static double Penalty(ref float parameters)", "Penalty", gradients: false);
        writer.Gap();
        writer.Line("/// <summary>The same, and adds their derivatives l2 W + l1 sign(W) to the gradients.</summary>");
        WriteMethod("private static double AddPenalty(ref float parameters, ref float gradients)", "AddPenalty", gradients: true);
    }

    private void WriteMethod(string opening, string method, bool gradients)
    {
        using (writer.Block(opening))
        {
            bool needsNone = Penalized.Any(parameter => parameter.L1 is null || parameter.L2 is null);
            if (needsNone)
            {
                writer.Line("float none = 0;");
            }

            writer.Line("double sum = 0;");
            foreach (Parameter parameter in Penalized)
            {
                string length = Text.Number(PanelLayout.RoundUp(PanelLayout.Of(parameter.Value).Length));
                string call = $"sum += NetGenKernels.{method}({PassMethods.Parameter("parameters", names, parameter.Value)}, {(gradients ? PassMethods.Parameter("gradients", names, parameter.Value) + ", " : "")}{Strength(parameter.L1)}, {Strength(parameter.L2)}, {length});";
                if (parameter.Loop is { } loop)
                {
                    using (writer.Block($"for (int {LoopWriter.Index} = 0; {LoopWriter.Index} < {Text.Number(loop.Count)}; {LoopWriter.Index}++)"))
                    {
                        writer.Line(call);
                    }
                }
                else
                {
                    writer.Line(call);
                }
            }

            writer.Line("return sum;");
        }
    }

    private IEnumerable<Parameter> Penalized => plan.Graph.Parameters.Where(parameter => parameter.IsPenalized);

    private string Strength(Parameter? setting) => setting is null ? "ref none" : PassMethods.Parameter("parameters", names, setting.Value);
}
