using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator.Declarations;

/// <summary>Kinds of classes to which C# lets nobody add what NetGen adds: a part in another file, a constructor, interfaces.</summary>
internal static class Obstacles
{
    /// <summary>Why the class cannot be a network, and what to do about it, as the end of a sentence; null if it can.</summary>
    public static string? Find(INamedTypeSymbol type) => OfCompiler(type) ?? OfKind(type) ?? OfConstruction(type) ?? OfName(type);

    /// <summary>What the C# compiler reports: nobody reads these words, but such a class can have no part in another file, or one for each [Network].</summary>
    private static string? OfCompiler(INamedTypeSymbol type) =>
        type.TypeKind != TypeKind.Class ? "it is no class"
        : type.GetAttributes().Count(DeclarationReader.IsNetwork) > 1 ? "it has several [Network]"
        : null;

    private static string? OfKind(INamedTypeSymbol type)
    {
        if (type.IsRecord)
        {
            return "it is a record; declare it as 'partial class'";
        }

        if (type.IsStatic)
        {
            return "it is static, and every network is an object with parameters of its own; take 'static' away";
        }

        if (type.IsAbstract)
        {
            return "it is abstract, and NetGen adds members that make objects of it; take 'abstract' away";
        }

        if (type.Arity > 0)
        {
            return "it is generic; a network's code is written for literal sizes, so take the type parameters away";
        }

        INamedTypeSymbol[] around = Around(type).ToArray();
        if (around.FirstOrDefault(outer => outer.Arity > 0) is { } generic)
        {
            return "it stands inside the generic type " + generic.Name + "; move it out";
        }

        return around.Prepend(type).Any(each => each.IsFileLocal) ? "it is local to its file, and its code comes from another; take 'file' away" : null;
    }

    private static string? OfConstruction(INamedTypeSymbol type)
    {
        if (type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null }))
        {
            return "it has a primary constructor, which the constructor that NetGen adds would have to call; write an ordinary method or property";
        }

        if (type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 1
            && constructor.Parameters[0] is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int64 } && !DeclarationReader.IsEmitted(constructor)))
        {
            return "it declares the constructor that NetGen adds, " + type.Name + "(long seed); give yours other parameters";
        }

        if (RequiredMember(type) is { } required)
        {
            return "it has the required member " + required.Name + ", which the objects that NetGen's members make would lack; take 'required' away";
        }

        if (type.BaseType is not { SpecialType: not SpecialType.System_Object } ancestor)
        {
            return null;
        }

        return ancestor.GetAttributes().Any(DeclarationReader.IsNetwork) ? "its base class " + ancestor.Name + " is a network itself; let it hold one instead"
            : ancestor.InstanceConstructors.Any(constructor => CanBeCalled(constructor, type)) ? null
            : "its base class " + ancestor.Name + " has no constructor without parameters, which the constructor that NetGen adds would call; add one";
    }

    private static string? OfName(INamedTypeSymbol type)
    {
        if (SyntaxFacts.GetKeywordKind(type.Name) != SyntaxKind.None)
        {
            return "its name is a keyword; rename it";
        }

        // Within the compiler the names of emitted files must differ by more than case, or generation ends for every network.
        IEnumerable<INamedTypeSymbol> siblings = type.ContainingType?.GetTypeMembers() ?? type.ContainingNamespace.GetTypeMembers();
        INamedTypeSymbol? twin = siblings.FirstOrDefault(other =>
            other.Name != type.Name && string.Equals(other.Name, type.Name, StringComparison.OrdinalIgnoreCase) && other.GetAttributes().Any(DeclarationReader.IsNetwork));
        return twin is null ? null : "its name differs only by case from that of the network " + twin.Name + "; rename one of them";
    }

    private static ISymbol? RequiredMember(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers().FirstOrDefault(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            yield return outer;
        }
    }

    private static bool CanBeCalled(IMethodSymbol constructor, INamedTypeSymbol from) =>
        constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)
        && constructor.DeclaredAccessibility switch
        {
            Accessibility.Private => false,
            Accessibility.Internal or Accessibility.ProtectedAndInternal => SymbolEqualityComparer.Default.Equals(constructor.ContainingAssembly, from.ContainingAssembly),
            _ => true,
        };
}
