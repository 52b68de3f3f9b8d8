using NetGen.Conformance.Tests.Compilation;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>A random network and the kind of batch that it is held against the interpreter with.</summary>
/// <param name="Source">The declaration.</param>
/// <param name="Rows">The number of examples.</param>
/// <param name="HasWeights">Whether the examples have weights.</param>
/// <param name="InputScale">The deviation of the inputs; 0 for inputs between 0 and 1, which are probabilities already.</param>
internal sealed record RandomNetwork(NetworkSource Source, int Rows, bool HasWeights, double InputScale);
