using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Declarations;
using NetGen.Generator.Declarations.Functions;
using NetGen.Generator.Diagnostics;

namespace NetGen.Generator;

/// <summary>
/// Reports what is wrong with declarations, at the very argument. It runs the generator's own front end; as an analyzer it has real
/// locations, obeys <c>#pragma warning</c>, and costs the generator's cache nothing.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Rules.OfDeclarations;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            // Several networks may name one method, or contain one block.
            var reported = new ConcurrentDictionary<(string, Location), bool>();
            start.RegisterSymbolAction(symbol => Analyze(symbol, reported), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, ConcurrentDictionary<(string, Location), bool> reported)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        ImmutableArray<AttributeData> attributes = DeclarationReader.NetGenAttributes(type);
        if (!attributes.Any(DeclarationReader.IsNetwork))
        {
            return;
        }

        NetworkDeclaration declaration = DeclarationReader.Read(type, context.Compilation, context.CancellationToken);
        if (declaration.HasCompilerErrors)
        {
            return;
        }

        foreach (Problem problem in NetworkCompiler.Check(declaration))
        {
            Location location = Locate(problem.Site, type, attributes, context);
            if ((problem.Site.Method is not null || problem.Site.Owner is not null) && !reported.TryAdd((problem.RuleId, location), true))
            {
                continue;
            }

            context.ReportDiagnostic(Diagnostic.Create(Rules.Find(problem.RuleId), location, problem.Arguments.ToArray<object>()));
        }
    }

    private static Location Locate(Site site, INamedTypeSymbol type, ImmutableArray<AttributeData> attributes, SymbolAnalysisContext context)
    {
        if (site.Method is not null && MethodSites.Find(site, context.Compilation, context.CancellationToken) is { } place)
        {
            return place;
        }

        if (site.Owner is not null)
        {
            if (DocumentationCommentId.GetFirstSymbolForDeclarationId(site.Owner, context.Compilation) is not INamedTypeSymbol block)
            {
                return type.Locations[0];
            }

            attributes = DeclarationReader.NetGenAttributes(block);
        }

        AttributeData attribute = site.Attribute < 0 ? attributes.First(DeclarationReader.IsNetwork) : attributes[site.Attribute];
        if (attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is not AttributeSyntax syntax)
        {
            return type.Locations[0];
        }

        if (site.Attribute < 0)
        {
            // The part of the class that carries [Network].
            return syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.GetLocation() ?? type.Locations[0];
        }

        return (site.Argument is null ? null : FindArgument(site, attribute, syntax))?.GetLocation() ?? syntax.GetLocation();
    }

    /// <summary>The argument by its property's or parameter's name; null if it was left to its default.</summary>
    private static AttributeArgumentSyntax? FindArgument(Site site, AttributeData attribute, AttributeSyntax syntax)
    {
        string name = site.Argument!;
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = syntax.ArgumentList?.Arguments ?? default;
        AttributeArgumentSyntax? named = arguments.FirstOrDefault(argument => (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText == name);
        if (named is not null)
        {
            return named;
        }

        int position = attribute.AttributeConstructor?.Parameters.ToList().FindIndex(parameter => parameter.Name == name) ?? -1;
        AttributeArgumentSyntax[] positional = arguments.Where(argument => argument.NameEquals is null && argument.NameColon is null).ToArray();
        if (position < 0 || position >= positional.Length)
        {
            return null;
        }

        return positional[position + site.Element < positional.Length ? position + site.Element : position];
    }
}
