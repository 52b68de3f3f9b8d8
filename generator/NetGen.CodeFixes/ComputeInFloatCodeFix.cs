using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>NG1046: writes a method that computes in double between floats in float, which is what the network does.</summary>
[ExportCodeFixProvider(Microsoft.CodeAnalysis.LanguageNames.CSharp)]
[Shared]
public sealed class ComputeInFloatCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG1046"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method || model is null)
        {
            return;
        }

        var changes = new FloatChanges(model, method, context.CancellationToken);
        changes.Visit(method);
        if (changes.Found.Count > 0)
        {
            ImmutableArray<TextChange> found = [.. changes.Found];
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Compute in float",
                    async cancellation => context.Document.WithText((await context.Document.GetTextAsync(cancellation).ConfigureAwait(false)).WithChanges(found)),
                    nameof(ComputeInFloatCodeFix)),
                context.Diagnostics);
        }
    }
}
