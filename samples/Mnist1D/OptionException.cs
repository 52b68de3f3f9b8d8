using System;

namespace NetGen.Samples.Mnist1D;

/// <summary>The command line is not understood; the message says why.</summary>
internal sealed class OptionException(string message) : Exception(message);
