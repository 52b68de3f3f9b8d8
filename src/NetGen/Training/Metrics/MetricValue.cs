namespace NetGen;

/// <summary>The value of one metric.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Value">Its value; NaN where it is not defined.</param>
/// <param name="Goal">Which of two values is the better one.</param>
public sealed record MetricValue(string Name, double Value, Goal Goal);
