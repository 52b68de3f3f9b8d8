using System;

namespace NetGen;

/// <summary>A measure of how well a network does on examples, such as the accuracy. Metrics of one's own derive from this class.</summary>
public abstract class Metric
{
    /// <summary>Its name in records, tables and files, such as <c>accuracy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Which of two values is the better one.</summary>
    public abstract Goal Goal { get; }

    /// <summary>Begins to measure.</summary>
    /// <param name="network">What is known of the network.</param>
    /// <exception cref="ArgumentException">The metric has no meaning for such a network; the message says why.</exception>
    public abstract MetricSum Start(NetworkInfo network);
}
