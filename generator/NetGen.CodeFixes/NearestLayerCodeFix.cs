using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.CodeFixes;

/// <summary>CS0246 on an attribute of a class with <c>[Network]</c> or <c>[Block]</c>: offers the layer or loss whose name is nearest to what was written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class NearestLayerCodeFix : CodeFixProvider
{
    private const string Suffix = "Attribute";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["CS0246"];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        // The innermost node: an attribute without arguments has the span of its name.
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is not IdentifierNameSyntax { Parent: AttributeSyntax attribute } name || model is null || !IsOnNetworkOrBlock(attribute))
        {
            return;
        }

        if (Nearest(name.Identifier.ValueText, Names(model.Compilation)) is { } nearest)
        {
            var action = CodeAction.Create(
                $"Change to [{nearest}]",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(name, SyntaxFactory.IdentifierName(nearest).WithTriviaFrom(name)))),
                nameof(NearestLayerCodeFix));
            context.RegisterCodeFix(action, context.Diagnostics);
        }
    }

    private static bool IsOnNetworkOrBlock(AttributeSyntax attribute) =>
        attribute.Parent?.Parent is TypeDeclarationSyntax type
        && type.AttributeLists.SelectMany(list => list.Attributes).Any(each => each.Name.ToString().Split('.').Last() is "Network" or "NetworkAttribute" or "Block" or "BlockAttribute");

    /// <summary>The names of all layers, losses and modifiers of the runtime, without the suffix.</summary>
    private static IEnumerable<string> Names(Compilation compilation)
    {
        INamespaceSymbol? runtime = compilation.GetTypeByMetadataName("NetGen.NetworkAttribute")?.ContainingNamespace;
        return runtime is null ? [] : runtime.GetTypeMembers()
            .Where(type => !type.IsAbstract && type.Name.EndsWith(Suffix, StringComparison.Ordinal) && type.BaseType is not null)
            .Select(type => type.Name.Substring(0, type.Name.Length - Suffix.Length))
            .OrderBy(name => name, StringComparer.Ordinal);
    }

    /// <summary>The name at the smallest distance, if that is at most a third of what was written; null also for a right name, which lacks a using directive.</summary>
    private static string? Nearest(string written, IEnumerable<string> names)
    {
        written = written.EndsWith(Suffix, StringComparison.Ordinal) ? written.Substring(0, written.Length - Suffix.Length) : written;
        (string Name, int Distance) best = names.Select(name => (name, Distance(written.ToLowerInvariant(), name.ToLowerInvariant()))).OrderBy(pair => pair.Item2).FirstOrDefault();
        return best.Name is not null && best.Name != written && best.Distance <= Math.Max(1, written.Length / 3) ? best.Name : null;
    }

    /// <summary>Insertions, deletions and replacements that turn one word into the other (V. I. Levenshtein, 1966).</summary>
    private static int Distance(string from, string to)
    {
        int[] row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[to.Length];
    }
}
