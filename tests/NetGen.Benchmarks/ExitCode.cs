namespace NetGen.Benchmarks;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>All was done.</summary>
    public const int Success = 0;

    /// <summary>The arguments cannot be, a file of peers cannot be read, or this is a Debug build.</summary>
    public const int WrongUsage = 2;

    /// <summary>Ended by Ctrl+C.</summary>
    public const int Interrupted = 130;
}
