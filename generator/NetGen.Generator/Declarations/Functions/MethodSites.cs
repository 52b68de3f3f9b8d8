using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Common;
using NetGen.Generator.Diagnostics;

namespace NetGen.Generator.Declarations.Functions;

/// <summary>Places in users' methods: from a node to a <see cref="Site"/>, which holds no syntax, and back.</summary>
internal static class MethodSites
{
    /// <summary>The part of a method that has the body; null if it has no source.</summary>
    public static MethodDeclarationSyntax? Source(IMethodSymbol method, CancellationToken cancellation) =>
        (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as MethodDeclarationSyntax;

    /// <summary>The place of <paramref name="node"/>, which is <paramref name="source"/> or stands in it.</summary>
    public static Site Of(IMethodSymbol method, MethodDeclarationSyntax source, SyntaxNode node)
    {
        var path = new List<int>();
        for (SyntaxNode current = node; current != source; current = current.Parent!)
        {
            path.Insert(0, current.Parent!.ChildNodes().ToList().IndexOf(current));
        }

        return Site.Class with { Method = method.GetDocumentationCommentId(), Path = path.ToEquatableArray() };
    }

    /// <summary>Where the place is now; null if there is no such method.</summary>
    public static Location? Find(Site site, Compilation compilation, CancellationToken cancellation)
    {
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(site.Method!, compilation) is not IMethodSymbol method || Source(method, cancellation) is not { } source)
        {
            return null;
        }

        SyntaxNode node = source;
        foreach (int child in site.Path)
        {
            if (node.ChildNodes().ElementAtOrDefault(child) is not { } next)
            {
                break;
            }

            node = next;
        }

        return node == source ? source.Identifier.GetLocation() : node.GetLocation();
    }
}
