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
    private const string LayerAttribute = "NetGen.LayerAttribute";
    private const string ObjectiveAttribute = "NetGen.ObjectiveAttribute";
    private const string ModifierAttribute = "NetGen.ModifierAttribute";

    private static readonly SymbolDisplayFormat NameWithoutTypeArguments = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    public static NetworkDeclaration Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        ImmutableArray<AttributeData> attributes = NetGenAttributes(type);
        int index = attributes.ToList().FindIndex(IsNetwork);
        AttributeData network = attributes[index];
        var layers = new List<LayerDeclaration>();
        // Names that differ only by case collide, so kinds that do count together.
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < attributes.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsLayer(attributes[i]))
            {
                LayerDeclaration layer = ReadLayer(attributes, i, counts, network);
                layers.Add(layer.HasFunction ? layer with { Function = FunctionReader.Read(attributes[i], i, layer.IsObjective, type, compilation, cancellation) } : layer);
            }
        }

        return new NetworkDeclaration
        {
            Namespace = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            Name = type.Name,
            Index = index,
            Containers = Containers(type),
            IsPartial = IsPartial(type),
            Obstacle = Obstacles.Find(type),
            InputShape = InputShape(network),
            InputGradient = network.NamedArguments.Any(argument => argument.Key == "InputGradient" && argument.Value.Value is true),
            Modifiers = ReadModifiers(attributes, 0, network),
            Layers = layers.ToEquatableArray(),
            Collisions = Collisions(type, layers),
            HasCompilerErrors = type.TypeKind != TypeKind.Class
                || attributes.Count(IsNetwork) > 1
                || attributes.Any(HasErrors)
                || type.GetAttributes().Any(attribute => attribute.AttributeClass is null or { TypeKind: TypeKind.Error }),
        };
    }

    /// <summary>NetGen's attributes of a class in the order of the declaration; a layer's index counts in this list.</summary>
    public static ImmutableArray<AttributeData> NetGenAttributes(INamedTypeSymbol type) =>
        type.GetAttributes().Where(attribute => IsNetwork(attribute) || IsLayer(attribute) || IsA(attribute, ModifierAttribute)).ToImmutableArray();

    public static bool IsNetwork(AttributeData attribute) => attribute.AttributeClass?.ToDisplayString() == NetworkAttribute;

    private static bool IsLayer(AttributeData attribute) => IsA(attribute, LayerAttribute) || IsA(attribute, ObjectiveAttribute);

    private static LayerDeclaration ReadLayer(ImmutableArray<AttributeData> attributes, int index, Dictionary<string, int> counts, AttributeData network)
    {
        AttributeData attribute = attributes[index];
        string name = AttributeName(attribute);
        string kind = name.Substring(name.LastIndexOf('.') + 1);
        kind = name == LayerDeclaration.Elementwise && attribute.ConstructorArguments.LastOrDefault().Value is string { Length: > 0 } function ? function : kind;
        counts.TryGetValue(kind, out int before);
        counts[kind] = before + 1;
        EquatableArray<Argument> arguments = Arguments(attribute).ToEquatableArray();
        return new LayerDeclaration
        {
            Attribute = name,
            IsObjective = IsA(attribute, ObjectiveAttribute),
            Name = arguments.FirstOrDefault(argument => argument.Name == "Name")?.Text ?? LayerNames.Default(kind, before + 1),
            Index = index,
            OnOtherPart = DeclarationOf(attribute) != DeclarationOf(network),
            Arguments = arguments,
            Modifiers = ReadModifiers(attributes, index + 1, network),
        };
    }

    /// <summary>The modifiers from <paramref name="start"/> up to the next layer.</summary>
    private static EquatableArray<ModifierDeclaration> ReadModifiers(ImmutableArray<AttributeData> attributes, int start, AttributeData network)
    {
        var modifiers = new List<ModifierDeclaration>();
        for (int i = start; i < attributes.Length && !IsLayer(attributes[i]); i++)
        {
            if (!IsNetwork(attributes[i]))
            {
                modifiers.Add(new ModifierDeclaration
                {
                    Attribute = AttributeName(attributes[i]),
                    Index = i,
                    OnOtherPart = DeclarationOf(attributes[i]) != DeclarationOf(network),
                    Arguments = Arguments(attributes[i]).ToEquatableArray(),
                });
            }
        }

        return modifiers.ToEquatableArray();
    }

    private static string AttributeName(AttributeData attribute)
    {
        string name = attribute.AttributeClass!.ToDisplayString(NameWithoutTypeArguments);
        if (name.EndsWith("Attribute", StringComparison.Ordinal))
        {
            name = name.Substring(0, name.Length - "Attribute".Length);
        }

        return name;
    }

    private static IEnumerable<Argument> Arguments(AttributeData attribute)
    {
        for (int i = 0; i < attribute.ConstructorArguments.Length; i++)
        {
            yield return ReadArgument(attribute.AttributeConstructor!.Parameters[i].Name, attribute.ConstructorArguments[i]);
        }

        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            yield return ReadArgument(named.Key, named.Value);
        }
    }

    private static Argument ReadArgument(string name, TypedConstant constant) => constant.Kind == TypedConstantKind.Array
        ? new Argument(name, 0, constant.IsNull ? "" : string.Join(",", constant.Values.Select(ElementText)))
        : constant.Value switch
        {
            string text => new Argument(name, 0, text),
            ITypeSymbol type => new Argument(name, 0, type.ToDisplayString()),
            bool flag => new Argument(name, flag ? 1 : 0, null),
            IConvertible number => new Argument(name, number.ToDouble(System.Globalization.CultureInfo.InvariantCulture), null),
            _ => new Argument(name, 0, null),
        };

    private static string? ElementText(TypedConstant element) => element.Value switch
    {
        double number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        var other => other?.ToString(),
    };

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
    private static EquatableArray<string> Collisions(INamedTypeSymbol type, List<LayerDeclaration> layers)
    {
        var emitted = new HashSet<string>(LayerNames.Reserved, StringComparer.Ordinal);
        emitted.UnionWith(LayerNames.Used);
        emitted.UnionWith(layers.Where(layer => !layer.IsObjective).Select(layer => LayerNames.Property(layer.Name)));
        emitted.UnionWith(layers.Where(layer => !layer.IsObjective && layer.Function is { Parameters.Count: > 1 }).Select(layer => LayerNames.View(layer.Name)));
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

    private static bool HasErrors(AttributeData attribute) =>
        attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Any(IsError)
        || attribute.NamedArguments.Any(argument => IsError(argument.Value));

    private static bool IsError(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Error || (constant.Kind == TypedConstantKind.Array && !constant.IsNull && constant.Values.Any(IsError));

    private static (SyntaxTree?, int) DeclarationOf(AttributeData attribute) => attribute.ApplicationSyntaxReference is { } reference
        ? (reference.SyntaxTree, reference.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>()?.SpanStart ?? 0)
        : default;

    private static bool IsA(AttributeData attribute, string baseName)
    {
        for (INamedTypeSymbol? current = attribute.AttributeClass?.BaseType; current is not null; current = current.BaseType)
        {
            if (current.ToDisplayString() == baseName)
            {
                return true;
            }
        }

        return false;
    }
}
