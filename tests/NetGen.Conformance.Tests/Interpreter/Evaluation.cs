using System.Collections.Generic;
using NetGen.Generator.Graph;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>What the interpreter knows of a graph's values after an evaluation.</summary>
internal sealed class Evaluation(IReadOnlyDictionary<Value, Operand> operands, Modes mode, Rounded? loss, bool isUncertain)
{
    /// <summary>The value, or what stands for it in the mode of the evaluation.</summary>
    public Operand this[Value value] => operands[mode.Of(value)];

    /// <summary>The loss; null without an objective.</summary>
    public Rounded? Loss { get; } = loss;

    /// <summary>True if float32 might decide otherwise somewhere, as next to a kink, so that it cannot be held against these numbers.</summary>
    public bool IsUncertain { get; } = isUncertain;
}
