using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Graph;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Lowering;

/// <summary>What goes from turn to turn of a loop. No step moves it: where a turn reads and writes is said by references.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Initial">What the first turn reads.</param>
/// <param name="Input">What each turn reads.</param>
/// <param name="Output">What each turn makes: the input of the next.</param>
/// <param name="Result">What the last turn makes.</param>
internal sealed record LoopPlan(Loop Loop, Value Initial, Value Input, Value Output, Value Result)
{
    /// <summary>The loops of some nodes.</summary>
    public static IReadOnlyList<LoopPlan> Of(IEnumerable<Node> nodes, Views views)
    {
        var begun = new Dictionary<Loop, Node>();
        var plans = new List<LoopPlan>();
        foreach (Node node in nodes)
        {
            if (node.Operation is LoopInput)
            {
                begun.Add(node.Loop!, node);
            }
            else if (node.Operation is LoopOutput && views.Of(node.Output) == node.Output)
            {
                Node start = begun[node.Loop!];
                plans.Add(new LoopPlan(node.Loop!, views.Of(start.Inputs[0]), start.Output, views.Of(node.Inputs[0]), node.Output));
            }
        }

        return plans;
    }

    /// <summary>What must be stored although no step outside reads it.</summary>
    public static IEnumerable<Value> Kept(IEnumerable<LoopPlan> plans) => plans.SelectMany(plan => new[] { plan.Initial, plan.Output });

    /// <summary>What steps may read though none writes it.</summary>
    public static IEnumerable<Value> Carried(IEnumerable<LoopPlan> plans) => plans.SelectMany(plan => new[] { plan.Input, plan.Result });
}
