namespace NetGen;

/// <summary>How the elements of a parameter lie in storage.</summary>
public enum StorageOrder
{
    /// <summary>Row-major, as in the logical view.</summary>
    Plain,

    /// <summary>For a weight [out, in, ...]: outputs in panels of 64, the last as narrow as a multiple of 16 allows; within a panel one row of its outputs for
    /// each input. Kernels read it from front to back.</summary>
    OutputPanels,
}
