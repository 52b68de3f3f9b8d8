using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Common;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Declarations.Functions;

/// <summary>Reads the <c>[Derivative(nameof(G), By = "phase")]</c> of a function. A method that cannot be read is called as it is.</summary>
internal sealed class DerivativeReader(FunctionContext context, INamedTypeSymbol network, IMethodSymbol function)
{
    private const string DerivativeAttribute = "NetGen.DerivativeAttribute";

    private readonly List<Problem> _wrong = [];
    private readonly List<GivenDerivative> _given = [];

    public EquatableArray<GivenDerivative> Read(out IReadOnlyList<Problem> wrong)
    {
        foreach (AttributeData attribute in function.GetAttributes().Where(attribute => attribute.AttributeClass?.ToDisplayString() == DerivativeAttribute))
        {
            if (attribute.AttributeConstructor is null || attribute.ConstructorArguments[0].Value is not string name)
            {
                context.HasCompilerErrors = true;
                continue;
            }

            if (Read(attribute, name) is { } derivative)
            {
                _given.Add(derivative);
            }
        }

        wrong = _wrong;
        return _given.ToEquatableArray();
    }

    /// <summary>A call of <paramref name="method"/> with the parameters of <paramref name="function"/>.</summary>
    public static Expression? Invoke(IMethodSymbol method, IMethodSymbol function, INamedTypeSymbol network, FunctionContext context) => CanCall(method, network, context)
        ? new Invocation(
            method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "." + Escaped(method.Name),
            function.Parameters.Select(parameter => (Expression)new Variable(parameter.Name)).ToEquatableArray())
        : null;

    private GivenDerivative? Read(AttributeData attribute, string name)
    {
        string by = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "By").Value.Value as string ?? function.Parameters[0].Name;
        if (function.Parameters.All(parameter => parameter.Name != by))
        {
            return Report(attribute, name, by, function.Name + " has no parameter " + by + Suggestion(by, function.Parameters.Select(parameter => parameter.Name)));
        }

        if (_given.Any(other => other.By == by))
        {
            return Report(attribute, name, by, "another [Derivative] gives that already");
        }

        IMethodSymbol[] found = function.ContainingType.GetMembers(name).OfType<IMethodSymbol>().ToArray();
        if (found.Length != 1)
        {
            string reason = found.Length > 1 ? "there are several methods of that name; rename it"
                : function.ContainingType.Name + " has no such method" + Suggestion(name, function.ContainingType.GetMembers().OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary).Select(method => method.Name));
            return Report(attribute, name, by, reason);
        }

        if (Signature.Unfit(found[0], function.Parameters.Length, context) is (var unfit, _))
        {
            return Report(attribute, name, by, unfit);
        }

        return found[0].Parameters.Length > function.Parameters.Length
            ? Report(attribute, name, by, "it has more parameters than " + function.Name)
            : Body(attribute, found[0], by);
    }

    private GivenDerivative? Body(AttributeData attribute, IMethodSymbol derivative, string by)
    {
        var inner = new FunctionContext(context.Compilation, derivative.Name, context.Cancellation);
        Expression? body = FunctionReader.ReadBody(inner, derivative, function);
        context.HasCompilerErrors |= inner.HasCompilerErrors;
        context.Locals.AddRange(inner.Locals);
        if (body is not null)
        {
            if (inner.FirstDouble is { } place)
            {
                context.Problems.Add(place);
            }

            return new GivenDerivative(by, body);
        }

        return inner.HasCompilerErrors || inner.Problems.Count == 0 ? null
            : Invoke(derivative, function, network, context) is { } call ? new GivenDerivative(by, call)
            : Report(attribute, derivative.Name, by, "its body cannot be read, and it cannot be called from " + network.Name + "; make it internal");
    }

    /// <summary>Emitted code stands inside the network's class, in a file of its own.</summary>
    private static bool CanCall(IMethodSymbol method, INamedTypeSymbol network, FunctionContext context)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsFileLocal)
            {
                return false;
            }
        }

        return context.Compilation.IsSymbolAccessibleWithin(method, network);
    }

    private static string Suggestion(string name, IEnumerable<string> names) => Spelling.Nearest(name, names) is { } nearest ? "; did you mean " + nearest : "";

    private static string Escaped(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? name : "@" + name;

    private GivenDerivative? Report(AttributeData attribute, string name, string by, string reason)
    {
        MethodDeclarationSyntax? source = MethodSites.Source(function, context.Cancellation);
        SyntaxNode? node = attribute.ApplicationSyntaxReference?.GetSyntax(context.Cancellation);
        // The attribute may stand on the other part of a partial method.
        Site site = source is not null && node is not null && source.Contains(node) ? MethodSites.Of(function, source, node) : MethodSites.Of(function, source!, source!);
        _wrong.Add(new Problem(Rules.DerivativeDoesNotFit.Id, site, [name, function.Name, by, reason]));
        return null;
    }
}
