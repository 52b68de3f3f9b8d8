namespace NetGen.Benchmarks.Workloads;

/// <summary>What one call cannot do without.</summary>
/// <param name="Flops">Floating-point operations of the matrix products; a multiply-add counts as two. Biases, activations, losses and optimizers are not counted.</param>
/// <param name="BytesRead">Bytes that have to be read once: the weights of a prediction, the rows of a gathered batch.</param>
/// <param name="Footprint">Bytes of the memory they are read from, which decides the cache that they lie in.</param>
internal readonly record struct Cost(long Flops, long BytesRead = 0, long Footprint = 0);
