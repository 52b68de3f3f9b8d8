using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator.Declarations.Functions;

/// <summary>What a method must be so that it can be a function of numbers. The reasons are ends of sentences.</summary>
internal static class Signature
{
    /// <summary>Why a method that another one calls cannot be read; null if it can.</summary>
    public static string? Unreadable(IMethodSymbol method, FunctionContext context) =>
        OfMethod(method, context)
        ?? method.Parameters.Select(parameter => OfParameter(parameter, mayBeCondition: true)).FirstOrDefault(reason => reason is not null)
        ?? (IsNumber(method.ReturnType) || IsCondition(method.ReturnType) ? null : "it returns " + Name(method.ReturnType) + ", and only floats and bools are read");

    /// <summary>Why a method that an attribute names cannot be a function, and the node that is to blame; null if it can.</summary>
    /// <param name="method">The method.</param>
    /// <param name="count">How many parameters it must have at least.</param>
    /// <param name="context">Knows the project.</param>
    public static (string Reason, SyntaxNode? Node)? Unfit(IMethodSymbol method, int count, FunctionContext context)
    {
        if (OfMethod(method, context) is { } reason)
        {
            return (reason, MethodSites.Source(method, context.Cancellation));
        }

        MethodDeclarationSyntax source = MethodSites.Source(method, context.Cancellation)!;
        if (!IsNumber(method.ReturnType))
        {
            return ("it returns " + Name(method.ReturnType) + " and not float", source.ReturnType);
        }

        if (method.Parameters.Length < count)
        {
            return ("it has too few parameters", source.ParameterList);
        }

        for (int i = 0; i < method.Parameters.Length; i++)
        {
            if (OfParameter(method.Parameters[i], mayBeCondition: false) is { } wrong)
            {
                return (wrong, source.ParameterList.Parameters[i]);
            }
        }

        return null;
    }

    private static string? OfMethod(IMethodSymbol method, FunctionContext context) =>
        method.MethodKind == MethodKind.LocalFunction ? "it is a local function; make it a method"
        : method.MethodKind != MethodKind.Ordinary ? "it is no method"
        : MethodSites.Source(method, context.Cancellation) is not { } source || !context.Compilation.ContainsSyntaxTree(source.SyntaxTree) ? "its source is not in this project"
        : !method.IsStatic ? "it is not static"
        : method.IsGenericMethod || IsInGeneric(method.ContainingType) ? "it is generic"
        : method.IsAsync ? "it is async"
        : source.Body is null && source.ExpressionBody is null ? "it has no body"
        : null;

    private static string? OfParameter(IParameterSymbol parameter, bool mayBeCondition) =>
        parameter.RefKind != RefKind.None ? "it takes " + parameter.Name + " by reference"
        : parameter.IsParams ? "it takes any number of arguments"
        : IsNumber(parameter.Type) || (mayBeCondition && IsCondition(parameter.Type)) ? null
        : "it takes " + parameter.Name + " as " + Name(parameter.Type) + " and not as float";

    private static bool IsInGeneric(INamedTypeSymbol? type) => type is not null && (type.Arity > 0 || IsInGeneric(type.ContainingType));

    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private static bool IsCondition(ITypeSymbol type) => type.SpecialType == SpecialType.System_Boolean;

    private static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
