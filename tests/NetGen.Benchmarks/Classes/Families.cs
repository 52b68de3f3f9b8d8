namespace NetGen.Benchmarks.Classes;

/// <summary>Matrix product, bias and relu.</summary>
public class Gemm : WorkloadBenchmarks
{
    /// <inheritdoc/>
    protected override string Family => "gemm ";
}

/// <summary>Predictions.</summary>
public class Predict : WorkloadBenchmarks
{
    /// <inheritdoc/>
    protected override string Family => "predict ";
}

/// <summary>Training steps.</summary>
public class Train : WorkloadBenchmarks
{
    /// <inheritdoc/>
    protected override string Family => "train ";
}

/// <summary>Batches.</summary>
public class Gather : WorkloadBenchmarks
{
    /// <inheritdoc/>
    protected override string Family => "gather ";
}
