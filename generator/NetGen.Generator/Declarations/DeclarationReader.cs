using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations.Functions;

namespace NetGen.Generator.Declarations;

/// <summary>Reads a class with <c>[Network]</c> into a <see cref="NetworkDeclaration"/>: the only code that sees a symbol.</summary>
internal static class DeclarationReader
{
    public const string NetworkAttribute = "NetGen.NetworkAttribute";

    public static NetworkDeclaration Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        ImmutableArray<AttributeData> attributes = NetGenAttributes(type);
        int index = attributes.ToList().FindIndex(IsNetwork);
        AttributeData network = attributes[index];
        EquatableArray<VariantDeclaration> variants = VariantReader.Read(attributes);
        IReadOnlyList<IReadOnlyDictionary<string, double>> sizes = VariantReader.Combinations(variants);
        LayerReader Reader(IReadOnlyDictionary<string, double> chosen) => new(type, attributes, network, owner: null, chosen, compilation, cancellation);
        LayerReader reader = Reader(sizes[0]);
        EquatableArray<LayerDeclaration> layers = reader.Read();
        NetworkDeclaration declaration = new NetworkDeclaration
        {
            Namespace = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            Name = type.Name,
            Index = index,
            Containers = Containers(type),
            IsPartial = IsPartial(type),
            Obstacle = Obstacles.Find(type),
            InputShape = InputShape(network),
            HasIntInput = network.NamedArguments.Any(argument => argument.Key == "Kind" && argument.Value.Value is 1),
            Inputs = reader.ReadInputs(),
            InputGradient = network.NamedArguments.Any(argument => argument.Key == "InputGradient" && argument.Value.Value is true),
            Modifiers = reader.ReadModifiers(0),
            Layers = layers,
            Collisions = Collisions(type, layers),
            HasCompilerErrors = type.TypeKind != TypeKind.Class
                || attributes.Count(IsNetwork) > 1
                || attributes.Any(HasErrors)
                || reader.HasCompilerErrors
                || type.GetAttributes().Any(attribute => attribute.AttributeClass is null or { TypeKind: TypeKind.Error }),
        };
        return variants.Count == 0 ? declaration : declaration with
        {
            Variants = variants,
            Collisions = VariantCollisions(type, variants, sizes),
            Networks = sizes.Where(chosen => chosen.Count > 0).Select(chosen => Variant(declaration, variants, chosen, Reader(chosen).Read())).ToEquatableArray(),
        };
    }

    /// <summary>The network of some sizes: the class's declaration as that of a class nested in it.</summary>
    private static NetworkDeclaration Variant(
        NetworkDeclaration declaration, EquatableArray<VariantDeclaration> variants, IReadOnlyDictionary<string, double> sizes, EquatableArray<LayerDeclaration> layers) => declaration with
        {
            Name = VariantReader.NameOf(variants, sizes),
            Containers = [.. declaration.Containers, "partial class " + declaration.Name],
            Layers = layers,
            // What is wrong with the class is said once, of the class.
            IsPartial = true,
            Obstacle = null,
            Collisions = declaration.Collisions.Where(LayerNames.Used.Contains).ToEquatableArray(),
            Sizes = sizes.Select(size => new Argument(size.Key, size.Value, null)).ToEquatableArray(),
        };

    /// <summary>Members of the user's that bear a name of the factory's, or of a network's and are no other part of it.</summary>
    private static EquatableArray<string> VariantCollisions(INamedTypeSymbol type, EquatableArray<VariantDeclaration> variants, IReadOnlyList<IReadOnlyDictionary<string, double>> sizes)
    {
        var emitted = new HashSet<string>(Emission.VariantsEmitter.Members(variants), StringComparer.Ordinal);
        var networks = new HashSet<string>(sizes.Select(chosen => VariantReader.NameOf(variants, chosen)), StringComparer.Ordinal);
        return MembersInSight(type)
            .Where(member => emitted.Contains(member.Name) || (networks.Contains(member.Name) && member is not INamedTypeSymbol { TypeKind: TypeKind.Class }))
            .Where(member => !member.IsImplicitlyDeclared && !IsEmitted(member))
            .Select(member => member.Name)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToEquatableArray();
    }

    /// <summary>NetGen's attributes of a class in the order of the declaration; a layer's index counts in this list.</summary>
    public static ImmutableArray<AttributeData> NetGenAttributes(INamedTypeSymbol type) =>
        type.GetAttributes().Where(attribute => IsNetwork(attribute) || LayerReader.IsPart(attribute)).ToImmutableArray();

    public static bool IsNetwork(AttributeData attribute) => attribute.AttributeClass?.ToDisplayString() == NetworkAttribute;

    private static EquatableArray<int> InputShape(AttributeData network) =>
        network.ConstructorArguments.Length == 1 && network.ConstructorArguments[0] is { Kind: TypedConstantKind.Array, IsNull: false } shape
            ? shape.Values.Select(axis => axis.Value is int size ? size : 0).ToEquatableArray()
            : [];

    private static EquatableArray<string> Containers(INamedTypeSymbol type)
    {
        var containers = new List<string>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            string keyword = (outer.IsRecord, outer.TypeKind) switch
            {
                (true, TypeKind.Struct) => "record struct",
                (true, _) => "record",
                (false, TypeKind.Struct) => "struct",
                (false, TypeKind.Interface) => "interface",
                _ => "class",
            };
            containers.Insert(0, "partial " + keyword + " " + (SyntaxFacts.GetKeywordKind(outer.Name) == SyntaxKind.None ? "" : "@") + outer.Name);
        }

        return containers.ToEquatableArray();
    }

    /// <summary>True if the class and every type around it can have another part.</summary>
    private static bool IsPartial(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (!current.DeclaringSyntaxReferences.All(reference => reference.GetSyntax() is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Only members that would collide are part of the declaration, so that adding any other member leaves the cache valid.
    /// </summary>
    private static EquatableArray<string> Collisions(INamedTypeSymbol type, EquatableArray<LayerDeclaration> layers)
    {
        var emitted = new HashSet<string>(LayerNames.Reserved, StringComparer.Ordinal);
        emitted.UnionWith(LayerNames.Occasional);
        emitted.UnionWith(LayerNames.Used);
        emitted.UnionWith(layers.Where(layer => layer.IsLayer).Select(layer => LayerNames.Property(layer.MemberName)));
        emitted.UnionWith(layers.Where(layer => layer.IsLayer).Select(layer => LayerNames.View(layer.MemberName)));
        return MembersInSight(type).Where(member => emitted.Contains(member.Name))
            .Concat(MembersAround(type).Where(member => LayerNames.Used.Contains(member.Name)))
            .Where(member => !member.IsImplicitlyDeclared && !IsEmitted(member))
            .Select(member => member.Name)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToEquatableArray();
    }

    /// <summary>The members of the class and those it inherits, which a member of the same name would hide. Those of object are <see cref="LayerNames.OfObject"/>.</summary>
    private static IEnumerable<ISymbol> MembersInSight(INamedTypeSymbol type)
    {
        IEnumerable<ISymbol> members = type.GetMembers();
        for (INamedTypeSymbol? current = type.BaseType; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            members = members.Concat(current.GetMembers().Where(member => member.DeclaredAccessibility != Accessibility.Private));
        }

        return members;
    }

    /// <summary>What stands nearer than the aliases at the top of an emitted file: members of the types around the class, types and namespaces of its namespace and those around it.</summary>
    private static IEnumerable<ISymbol> MembersAround(INamedTypeSymbol type)
    {
        IEnumerable<ISymbol> members = [];
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            members = members.Concat(MembersInSight(outer));
        }

        for (INamespaceSymbol? current = type.ContainingNamespace; current is not null; current = current.ContainingNamespace)
        {
            INamespaceSymbol names = current;
            members = members.Concat(LayerNames.Used.SelectMany(name => names.GetMembers(name)));
        }

        return members;
    }

    /// <summary>The analyzer runs after the generator and sees what it emitted.</summary>
    public static bool IsEmitted(ISymbol member) => member.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name == "GeneratedCodeAttribute" && attribute.ConstructorArguments.Length == 2 && attribute.ConstructorArguments[0].Value is "NetGen");

    public static bool HasErrors(AttributeData attribute) =>
        attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Any(IsError)
        || attribute.NamedArguments.Any(argument => IsError(argument.Value));

    private static bool IsError(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Error || (constant.Kind == TypedConstantKind.Array && !constant.IsNull && constant.Values.Any(IsError));
}
