using NetGen.Generator.Common;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Declarations;

/// <summary>A user's method that a layer or a loss names, read from its source: an expression without symbols, syntax and locations.</summary>
internal sealed record FunctionDeclaration
{
    /// <summary>The method's name: <c>Gabor</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its parameters in order; the first is the element (of a loss the first two are prediction and target).</summary>
    public required EquatableArray<FunctionParameter> Parameters { get; init; }

    /// <summary>
    /// What it returns, in variables of the parameters' names. An <see cref="Invocation"/> of the method itself where its body cannot be read but its derivative is given.
    /// Null if it cannot be used; <see cref="Problems"/> then say why, unless the C# compiler does.
    /// </summary>
    public required Expression? Body { get; init; }

    /// <summary>The derivatives that a <c>[Derivative]</c> gives; the others are derived from the body.</summary>
    public required EquatableArray<GivenDerivative> Derivatives { get; init; }

    /// <summary>The names that its parts bear in emitted code, which expressions do not compare.</summary>
    public EquatableArray<string> Locals { get; init; } = [];

    /// <summary>What is wrong with it, or worth saying.</summary>
    public required EquatableArray<Problem> Problems { get; init; }
}

/// <summary>A parameter of a user's method.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Initial">Of a trained one, the number with which it begins; of a loss's option its fixed value.</param>
internal sealed record FunctionParameter(string Name, double Initial);

/// <summary>A derivative written by hand.</summary>
/// <param name="By">The parameter by which it is the derivative.</param>
/// <param name="Body">The derivative in variables of the parameters' names.</param>
internal sealed record GivenDerivative(string By, Expression Body);
