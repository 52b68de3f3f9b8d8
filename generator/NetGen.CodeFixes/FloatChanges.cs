using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>Finds what to change in a method so that it computes in float: literals, types, the functions of <c>Math</c>, and casts that are no longer needed.</summary>
internal sealed class FloatChanges(SemanticModel model, MethodDeclarationSyntax method, CancellationToken cancellation) : CSharpSyntaxWalker
{
    public List<TextChange> Found { get; } = [];

    public override void VisitAttributeList(AttributeListSyntax node)
    {
        // An attribute takes doubles.
    }

    public override void VisitPredefinedType(PredefinedTypeSyntax node)
    {
        if (node.Keyword.IsKind(SyntaxKind.DoubleKeyword))
        {
            Replace(node.Span, "float");
        }
    }

    public override void VisitLiteralExpression(LiteralExpressionSyntax node)
    {
        if (IsWritableAsFloat(node))
        {
            Replace(node.Span, node.Token.Text.TrimEnd('d', 'D') + "f");
        }
    }

    public override void VisitMemberAccessExpression(MemberAccessExpressionSyntax node)
    {
        if (IsMath(node))
        {
            Replace(node.Expression.Span, MathF(node.SpanStart));
        }
        else if (StaysDouble(node))
        {
            Cast(node);
        }
        else
        {
            base.VisitMemberAccessExpression(node);
        }
    }

    public override void VisitIdentifierName(IdentifierNameSyntax node)
    {
        if (IsMath(node))
        {
            // Of 'using static System.Math'.
            Replace(new TextSpan(node.SpanStart, 0), MathF(node.SpanStart) + ".");
        }
        else if (StaysDouble(node))
        {
            Cast(node);
        }
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (StaysDouble(node))
        {
            Cast(node);
            Visit(node.ArgumentList);
            return;
        }

        base.VisitInvocationExpression(node);
    }

    public override void VisitCastExpression(CastExpressionSyntax node)
    {
        bool isToFloat = TypeOf(node)?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;
        ITypeSymbol? before = TypeOf(node.Expression);
        if (!isToFloat || before?.SpecialType is not (SpecialType.System_Single or SpecialType.System_Double) || StaysDouble(Bare(node.Expression)))
        {
            base.VisitCastExpression(node);
            return;
        }

        // From float to float: without the cast, and without its brackets where nothing stands beside them.
        bool dropsBrackets = node.Expression is ParenthesizedExpressionSyntax && node.Parent is ArrowExpressionClauseSyntax or ReturnStatementSyntax or EqualsValueClauseSyntax or ArgumentSyntax;
        ExpressionSyntax inner = dropsBrackets ? ((ParenthesizedExpressionSyntax)node.Expression).Expression : node.Expression;
        Replace(TextSpan.FromBounds(node.SpanStart, inner.SpanStart), "");
        Replace(TextSpan.FromBounds(inner.Span.End, node.Span.End), "");
        Visit(inner);
    }

    private static ExpressionSyntax Bare(ExpressionSyntax expression) => expression is ParenthesizedExpressionSyntax brackets ? Bare(brackets.Expression) : expression;

    private ITypeSymbol? TypeOf(ExpressionSyntax expression) => model.GetTypeInfo(expression, cancellation).Type;

    /// <summary>A literal of type double that is a float with f behind it.</summary>
    private bool IsWritableAsFloat(LiteralExpressionSyntax node) =>
        node.Token.Value is double value && !float.IsInfinity((float)value) && (value == 0 || (float)value != 0) && node.IsKind(SyntaxKind.NumericLiteralExpression) && TypeOf(node) is not null;

    /// <summary>True for what comes from elsewhere as a double: a constant of another member, a method of the user's.</summary>
    private bool StaysDouble(ExpressionSyntax node)
    {
        if (TypeOf(node)?.SpecialType != SpecialType.System_Double || node.Parent is NameColonSyntax || IsNameOfMember(node))
        {
            return false;
        }

        return node switch
        {
            LiteralExpressionSyntax literal => !IsWritableAsFloat(literal),
            InvocationExpressionSyntax call => !IsMath(call.Expression) && !IsFloating(Symbol(call)?.ContainingType),
            IdentifierNameSyntax or MemberAccessExpressionSyntax => Symbol(node) is IFieldSymbol or IPropertySymbol && !IsMath(node),
            _ => false,
        };
    }

    /// <summary>True for a function or number of <c>Math</c> that <c>MathF</c> has too.</summary>
    private bool IsMath(ExpressionSyntax node)
    {
        ISymbol? symbol = !IsNameOfMember(node) && node is IdentifierNameSyntax or MemberAccessExpressionSyntax ? Symbol(node) : null;
        return symbol is IMethodSymbol or IFieldSymbol
            && symbol.ContainingType?.ToDisplayString() == "System.Math"
            && model.Compilation.GetTypeByMetadataName("System.MathF")?.GetMembers(symbol.Name).IsEmpty == false;
    }

    /// <summary>True for the part behind the dot, which is seen to with the whole.</summary>
    private static bool IsNameOfMember(ExpressionSyntax node) => node.Parent is MemberAccessExpressionSyntax member && member.Name == node;

    private static bool IsFloating(INamedTypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private ISymbol? Symbol(ExpressionSyntax node) => model.GetSymbolInfo(node, cancellation).Symbol;

    private string MathF(int position) => model.LookupNamespacesAndTypes(position, name: "MathF").Any(type => type.ToDisplayString() == "System.MathF") ? "MathF" : "global::System.MathF";

    private void Cast(ExpressionSyntax node)
    {
        if (node.Parent is not CastExpressionSyntax)
        {
            Replace(new TextSpan(node.SpanStart, 0), "(float)");
        }
    }

    private void Replace(TextSpan span, string text)
    {
        if ((span.Length > 0 || text.Length > 0) && method.FullSpan.Contains(span))
        {
            Found.Add(new TextChange(span, text));
        }
    }
}
