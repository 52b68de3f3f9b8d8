using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>NG3001 and NG3002: removes the activation before the loss. Comments stay.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RemoveActivationCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["NG3001", "NG3002"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute && model is not null && HasOtherLayer(attribute, model, context.CancellationToken))
        {
            var action = CodeAction.Create($"Remove [{attribute.Name}]", cancellation => RemoveAsync(context.Document, attribute, cancellation), nameof(RemoveActivationCodeFix));
            context.RegisterCodeFix(action, context.Diagnostics);
        }
    }

    /// <summary>A network without a layer would be no better.</summary>
    private static bool HasOtherLayer(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation) =>
        attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
        && model.GetDeclaredSymbol(type, cancellation) is { } symbol
        && symbol.GetAttributes().Count(each => each.AttributeClass?.BaseType?.ToDisplayString() == "NetGen.LayerAttribute") > 1;

    private static async Task<Document> RemoveAsync(Document document, AttributeSyntax attribute, CancellationToken cancellation)
    {
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(Removed(text, attribute).Select(span => new TextChange(span, ""))));
    }

    private static IEnumerable<TextSpan> Removed(SourceText text, AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        int index = list.Attributes.IndexOf(attribute);
        if (list.Attributes.Count == 1)
        {
            return [WithSpace(text, list.Span)];
        }

        // The comma after the attribute goes with it, for the last one the comma before.
        bool isLast = index == list.Attributes.Count - 1;
        TextSpan comma = list.Attributes.GetSeparator(isLast ? index - 1 : index).Span;
        TextSpan between = isLast ? TextSpan.FromBounds(comma.End, attribute.SpanStart) : TextSpan.FromBounds(attribute.Span.End, comma.Start);
        bool hasComment = text.ToString(between).Trim().Length > 0;
        if (hasComment)
        {
            return isLast ? [comma, WithSpace(text, attribute.Span)] : [WithSpace(text, attribute.Span), comma];
        }

        return isLast ? [TextSpan.FromBounds(comma.Start, attribute.Span.End)] : [WithSpace(text, TextSpan.FromBounds(attribute.SpanStart, comma.End))];
    }

    /// <summary>With the line that the span fills, or else with the space after it, and at the end of something with that before it.</summary>
    private static TextSpan WithSpace(SourceText text, TextSpan span)
    {
        int start = span.Start;
        int end = span.End;
        while (end < text.Length && text[end] is ' ' or '\t')
        {
            end++;
        }

        bool endsLine = end == text.Length || text[end] is '\r' or '\n';
        if (endsLine || text[end] == ']')
        {
            while (start > 0 && text[start - 1] is ' ' or '\t')
            {
                start--;
            }
        }

        TextLine line = text.Lines.GetLineFromPosition(span.Start);
        return endsLine && start == line.Start ? TextSpan.FromBounds(start, text.Lines.GetLineFromPosition(end).EndIncludingLineBreak) : TextSpan.FromBounds(start, end);
    }
}
