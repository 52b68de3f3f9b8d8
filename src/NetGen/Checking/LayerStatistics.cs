namespace NetGen;

/// <summary>What the outputs of a layer, or an input of the network, look like over examples.</summary>
/// <param name="Name">The name as in a <see cref="Trace"/>, such as <c>relu1</c>.</param>
/// <param name="Operation">What the layer computes, as declared; empty for an input.</param>
/// <param name="Values">The values of all units for all examples.</param>
/// <param name="Units">The number of units: the length of the output's last axis.</param>
public sealed record LayerStatistics(string Name, string Operation, Histogram Values, int Units)
{
    /// <summary>The share of values, over units and examples, within 1 % of a bound of a bounded activation (1 % of the distance between its bounds; for HardTanh: beyond its limits), from 0
    /// to 1: few gradients pass there. Null for layers without bounds.</summary>
    public double? SaturatedShare { get; init; }

    /// <summary>The number of units of a rectifier that are off for every example: 0, or for the smooth ones with at most 1 % of what they pass on for large arguments. Such a unit does not
    /// learn. Null for what is no rectifier.</summary>
    public int? DeadUnits { get; init; }

    /// <summary>The share of dead units, from 0 to 1; null for what is no rectifier.</summary>
    public double? DeadShare => DeadUnits is int dead ? (double)dead / Units : null;
}
