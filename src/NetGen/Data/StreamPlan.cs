using System;

namespace NetGen;

/// <summary>What every epoch of a stream has in common.</summary>
/// <param name="Open">Opens the reader of an epoch.</param>
/// <param name="BatchSize">The number of examples of a batch.</param>
/// <param name="Options">How to read.</param>
internal sealed record StreamPlan(Func<int, ExampleReader> Open, int BatchSize, ExampleStreamOptions Options);
