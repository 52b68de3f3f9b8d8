namespace NetGen;

/// <summary>How the elements of a parameter lie in storage.</summary>
public enum StorageOrder
{
    /// <summary>Row-major, as in the logical view.</summary>
    Plain,

    /// <summary>For a weight [out, in, ...]: outputs in panels of 16, the last one padded with zeros; within a panel one row of its outputs for each input.
    /// Kernels read a panel from front to back.</summary>
    OutputPanels,
}
