namespace NetGen;

/// <summary>What one validation in the course of training measured.</summary>
/// <param name="Step">The number of steps made before it, counted over all calls of one trainer.</param>
/// <param name="Epoch">The number of the epoch that it followed or interrupted, from 1.</param>
/// <param name="Evaluation">Loss and metrics.</param>
public sealed record ValidationRecord(long Step, int Epoch, Evaluation Evaluation);
