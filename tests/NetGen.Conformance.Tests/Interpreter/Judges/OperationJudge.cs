using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>What an operation of the graph is by its mathematical definition, forward and in reverse; it takes nothing from the generator but the operation's settings.</summary>
internal abstract class OperationJudge
{
    /// <summary>The attribute that declares it, as the generator's catalogue names it.</summary>
    public abstract string Attribute { get; }

    /// <summary>The operation's name: a pointwise function's own, that of the record for all others.</summary>
    public abstract string Operation { get; }

    /// <summary>Computes the output from the inputs.</summary>
    /// <returns>True if float32 might decide otherwise somewhere, as next to a kink.</returns>
    public abstract bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output);

    /// <summary>Adds to the gradients of the inputs, given that of the output: the product of its vector and the Jacobian matrix.</summary>
    public abstract void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient);
}
