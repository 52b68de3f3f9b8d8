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
    /// Null if it cannot be used; <see cref="Problems"/> then say why.
    /// </summary>
    public required Expression? Body { get; init; }

    /// <summary>The derivative by each parameter, in the parameters, where a <c>[Derivative]</c> gives it; none to derive them from the body.</summary>
    public required EquatableArray<Expression> Derivatives { get; init; }

    /// <summary>What is wrong with it, or worth saying.</summary>
    public required EquatableArray<Problem> Problems { get; init; }
}

/// <summary>A parameter of a user's method.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Initial">Of a trained one, the number with which it begins; of a loss's option its fixed value.</param>
internal sealed record FunctionParameter(string Name, double Initial);
