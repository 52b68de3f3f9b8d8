using System;

namespace NetGen.Benchmarks;

/// <summary>The user asked for something that cannot be; the message says what.</summary>
internal sealed class UsageException(string message) : Exception(message);
