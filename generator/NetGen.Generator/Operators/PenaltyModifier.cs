using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary><c>[L1(strength)]</c> adds strength sum |w| to the loss, <c>[L2(strength)]</c> strength / 2 sum w^2, over the weights of a layer or of all layers that have none of their own.</summary>
internal sealed class PenaltyModifier(bool isL1) : ModifierOperator
{
    private static readonly IReadOnlyList<Option> Options = [new("strength", 0, OptionRange.NotNegative)];

    private string Name => isL1 ? "l1" : "l2";

    public override string Attribute => "NetGen." + LayerNames.Property(Name);

    public override bool FitsNetwork => true;

    public override void Apply(ModifierDeclaration modifier, string owner, Layer? layer, IReadOnlyList<Parameter> parameters, GraphBuilder graph)
    {
        // Nothing trains a frozen weight, so there is nothing to regularize.
        Parameter[] weights = [.. parameters.Where(parameter => parameter.Role == ParameterRole.Weight && parameter.IsTrained)];
        if (weights.Length == 0 && parameters.All(parameter => parameter.Role != ParameterRole.Weight))
        {
            graph.Report(Rules.NoSuchParameter, modifier, null, modifier.Kind, owner, "weight");
            return;
        }

        if (Option.Read(Options, modifier, graph) is not { } options || (graph.IsOfNetwork(modifier) && !graph.CheckMember(modifier, LayerNames.Property(Name))))
        {
            return;
        }

        Parameter strength = graph.AddSetting(graph.IsOfNetwork(modifier) ? Name : owner + "." + Name, options[0], "Strength", layer);
        foreach (Parameter weight in weights)
        {
            if (isL1)
            {
                weight.L1 ??= strength;
            }
            else
            {
                weight.L2 ??= strength;
            }
        }
    }
}
