using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Declarations.Functions;

/// <content>Calls, and what is said of that which cannot be read.</content>
internal sealed partial class MethodReader
{
    private Term? ReadCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (IsMath(method.ContainingType))
        {
            return ReadMath(call, method);
        }

        if (Signature.Unreadable(method, _context) is { } reason)
        {
            return Refuse(call, "the call of " + method.Name, reason);
        }

        if (_context.Calls.Any(caller => SymbolEqualityComparer.Default.Equals(caller.OriginalDefinition, (method.PartialImplementationPart ?? method).OriginalDefinition)))
        {
            return Refuse(call, "the call of " + method.Name, "it calls itself");
        }

        // In the order of the parameters: arguments may be named.
        Term?[] arguments = [.. method.Parameters.Select(parameter => Read(call.Arguments.First(argument => argument.Parameter!.Ordinal == parameter.Ordinal).Value))];
        return arguments.Contains(null) ? null : Read(_context, method, arguments);
    }

    private Term? ReadMath(IInvocationOperation call, IMethodSymbol method)
    {
        if (!IsBoolean(method.ReturnType) && !IsFloating(method.ReturnType) && !IsSign(call))
        {
            return IsInteger(method.ReturnType) ? RefuseInteger(call) : Refuse(call);
        }

        if (!method.Parameters.All(parameter => IsFloating(parameter.Type)))
        {
            return Refuse(call, "the call of " + method.Name, "there is no form of it that keeps its digits");
        }

        Expression?[] arguments = [.. call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => ReadNumber(argument.Value))];
        if (arguments.Contains(null))
        {
            return null;
        }

        return MathFunctions.Call(method.Name, arguments!, out string reason) ?? Refuse(call, "the call of " + method.ContainingType.Name + "." + method.Name, reason);
    }

    /// <summary>A sign is an int, but stands for a float wherever it becomes one.</summary>
    private static bool IsSign(IInvocationOperation call) => call.TargetMethod.Name == "Sign" && IsMath(call.TargetMethod.ContainingType);

    private static bool IsMath(INamedTypeSymbol type) =>
        type.SpecialType is SpecialType.System_Single or SpecialType.System_Double
        || (type.Name is "MathF" or "Math" && type.ContainingType is null && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true } && type.DeclaringSyntaxReferences.IsEmpty);

    private Term? RefuseSize(IOperation operation)
    {
        _context.RefuseSize(SiteOf(operation), _method.Name);
        return null;
    }

    private Term? RefuseInteger(IOperation operation) => Refuse(operation, "integer arithmetic", "only constants may be integers; write a float, or const for a local that never changes");

    private Term? Refuse(IOperation operation, string construct, string reason)
    {
        _context.Refuse(SiteOf(operation), construct, _method.Name, reason);
        return null;
    }

    private Term? Refuse(IOperation operation)
    {
        if (operation is IInvalidOperation || operation.Descendants().Any(part => part is IInvalidOperation))
        {
            _context.HasCompilerErrors = true;
            return null;
        }

        (string construct, string reason) = Describe(operation);
        return Refuse(operation, construct, reason);
    }

    private static (string Construct, string Reason) Describe(IOperation operation)
    {
        const string Changes = "its value can change after the code was made; make it const, or a parameter";
        const string NoFormula = "it is no formula of floats";
        return operation switch
        {
            ILoopOperation => ("the loop", "how often it runs is not known; write its steps one by one"),
            IFieldReferenceOperation field => ("the field " + field.Field.Name, Changes),
            IPropertyReferenceOperation property => ("the property " + property.Property.Name, Changes),
            ISwitchOperation => ("the switch statement", "write a switch expression, or if"),
            IInvocationOperation => ("the call", NoFormula),
            IAssignmentOperation or IIncrementOrDecrementOperation => ("the assignment", "it must be a statement of its own, to a local"),
            IThrowOperation => ("the exception", "a network has no way out in the middle; return float.NaN"),
            ITryOperation => ("try", "a network has no way out in the middle"),
            IAnonymousFunctionOperation or IDelegateCreationOperation => ("the lambda", "write a static method"),
            IObjectCreationOperation or IArrayCreationOperation or IArrayElementReferenceOperation => ("the object", "only floats and bools are read"),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } => ("the remainder", "there is no form of it that keeps its digits"),
            IConversionOperation conversion => ("the conversion to " + conversion.Type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), "only floats are read"),
            ILiteralOperation => ("the constant", "only numbers and bools are read"),
            _ => ("the " + Kind(operation.Syntax), NoFormula),
        };
    }

    /// <summary>The kind of syntax in words: SimpleLambdaExpression becomes simple lambda expression.</summary>
    private static string Kind(SyntaxNode node) =>
        string.Concat(node.Kind().ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));
}
