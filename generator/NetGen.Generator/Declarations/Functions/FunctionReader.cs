using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Common;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Expressions;

namespace NetGen.Generator.Declarations.Functions;

/// <summary>Reads the method that <c>[Elementwise]</c> or <c>[Loss]</c> names, with its derivatives by hand, into a <see cref="FunctionDeclaration"/>.</summary>
internal sealed class FunctionReader
{
    private readonly INamedTypeSymbol _network;
    private readonly FunctionContext _context;
    private readonly string _name;
    private readonly Site _site;
    private readonly bool _isLoss;

    private FunctionReader(AttributeData attribute, Site site, LayerDeclaration layer, INamedTypeSymbol network, Compilation compilation, CancellationToken cancellation)
    {
        _network = network;
        _isLoss = layer.IsObjective;
        Elements = _isLoss ? 2 : Math.Max(layer.Texts("inputs").Count, 1);
        _name = NameOf(attribute) ?? "";
        _site = site;
        _context = new FunctionContext(compilation, _name, cancellation);
    }

    /// <summary>The parameters that come with each element: x, or one for each value that is read, or prediction and target.</summary>
    private int Elements { get; }

    /// <summary>The name of the method that an attribute names.</summary>
    public static string? NameOf(AttributeData attribute) => attribute.AttributeConstructor?.Parameters.Select((parameter, i) => (parameter, i)).FirstOrDefault(pair => pair.parameter.Name == "method") is (not null, var place)
        ? attribute.ConstructorArguments[place].Value as string
        : null;

    /// <summary>Reads the method that an attribute names.</summary>
    /// <param name="attribute"><c>[Elementwise]</c> or <c>[Loss]</c>.</param>
    /// <param name="index">Its number among NetGen's attributes.</param>
    /// <param name="owner">The documentation id of the block's class that it stands on; null for a network's.</param>
    /// <param name="layer">What it declares.</param>
    /// <param name="network">The class that it stands on.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static FunctionDeclaration Read(AttributeData attribute, int index, string? owner, LayerDeclaration layer, INamedTypeSymbol network, Compilation compilation, CancellationToken cancellation)
    {
        var reader = new FunctionReader(attribute, new Site(index, "method") { Owner = owner }, layer, network, compilation, cancellation);
        INamedTypeSymbol? type = attribute.AttributeConstructor?.Parameters[0].Name == "method" ? network : attribute.ConstructorArguments[0].Value as INamedTypeSymbol;
        return reader.Read(type);
    }

    private FunctionDeclaration Read(INamedTypeSymbol? type)
    {
        if (type is null || Find(type, _name) is not { } method)
        {
            return Failed();
        }

        if (Signature.Unfit(method, Elements, _context) is (var reason, var node))
        {
            Report(Rules.FunctionDoesNotFit, method, node, _name, Role, reason, Example);
            return Failed();
        }

        EquatableArray<FunctionParameter> parameters = new FunctionParameters(_context, method, Elements, _isLoss).Read();
        Expression? body = ReadBody(_context, method, method);
        EquatableArray<GivenDerivative> derivatives = new DerivativeReader(_context, _network, method).Read(out IReadOnlyList<Problem> wrong);
        IEnumerable<string> needed = (_isLoss ? method.Parameters.Take(1) : method.Parameters).Select(parameter => parameter.Name);
        if (body is null && !_context.HasCompilerErrors && wrong.Count == 0 && needed.All(name => derivatives.Any(given => given.By == name)))
        {
            body = CallInstead(method);
        }
        else if (body is not null && _context.FirstDouble is { } place)
        {
            _context.Problems.Add(place);
        }

        _context.Problems.AddRange(wrong);
        bool isUsable = body is not null && !_context.HasCompilerErrors && !_context.Problems.Any(problem => problem.IsError);
        return new FunctionDeclaration
        {
            Name = _name,
            Parameters = parameters,
            Body = isUsable ? body : null,
            Derivatives = derivatives,
            Locals = _context.Locals.ToEquatableArray(),
            Problems = _context.Problems.ToEquatableArray(),
        };
    }

    /// <summary>With its derivatives given, a method need not be read.</summary>
    private Expression? CallInstead(IMethodSymbol method)
    {
        _context.Problems.RemoveAll(problem => problem.RuleId == Rules.FunctionNotRead.Id || problem.RuleId == Rules.FunctionTooLarge.Id);
        if (DerivativeReader.Invoke(method, method, _network, _context) is { } call)
        {
            return call;
        }

        Report(Rules.FunctionDoesNotFit, null, null, _name, Role, "its body cannot be read and " + _network.Name + " cannot call it; make it internal", Example);
        return null;
    }

    /// <summary>What <paramref name="method"/> returns, in variables of the names of the parameters of <paramref name="function"/>.</summary>
    public static Expression? ReadBody(FunctionContext context, IMethodSymbol method, IMethodSymbol function) =>
        (MethodReader.Read(context, method, [.. function.Parameters.Select(parameter => new Term.Number(new Variable(parameter.Name)))]) as Term.Number)?.Value;

    private string Role => _isLoss ? "a loss" : "an elementwise function";

    private string Example => _isLoss ? "static float " + _name + "(float prediction, float target)" : "static float " + _name + "(" + string.Join(", ", Enumerable.Range(0, Elements).Select(i => "float " + (Elements == 1 ? "x" : ((char)('a' + i)).ToString()))) + ")";

    /// <summary>The method of this name; null after reporting that there is none, or more than one.</summary>
    private IMethodSymbol? Find(INamedTypeSymbol type, string name)
    {
        IMethodSymbol[] found = Methods(type).Where(method => method.Name == name).ToArray();
        if (found.Length == 1)
        {
            return found[0];
        }

        if (found.Length > 1)
        {
            Report(Rules.FunctionDoesNotFit, null, null, name, Role, "there are several methods of that name; rename it", Example);
        }
        else
        {
            string? nearest = Spelling.Nearest(name, Methods(type).Where(method => method.IsStatic).Select(method => method.Name));
            Report(Rules.FunctionNotFound, null, null, type.Name, name, nearest is null ? "write one, " + Example : "did you mean " + nearest);
        }

        return null;
    }

    /// <summary>Of the type, or of the nearest base that has one of the name.</summary>
    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type)
    {
        var seen = new HashSet<string>();
        for (INamedTypeSymbol? current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            IMethodSymbol[] own = [.. current.GetMembers().OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary && !DeclarationReader.IsEmitted(method) && !seen.Contains(method.Name))];
            seen.UnionWith(own.Select(method => method.Name));
            foreach (IMethodSymbol method in own)
            {
                yield return method;
            }
        }
    }

    /// <summary>At a node of the method if there is one, else at the attribute's argument.</summary>
    private void Report(DiagnosticDescriptor rule, IMethodSymbol? method, SyntaxNode? node, params string[] arguments)
    {
        Site site = method is not null && node is not null && MethodSites.Source(method, _context.Cancellation) is { } source && _context.Compilation.ContainsSyntaxTree(source.SyntaxTree)
            ? MethodSites.Of(method, source, node)
            : _site;
        _context.Problems.Add(new Problem(rule.Id, site, arguments.ToEquatableArray()));
    }

    private FunctionDeclaration Failed() => new() { Name = _name, Parameters = [], Body = null, Derivatives = [], Problems = _context.Problems.ToEquatableArray() };
}
