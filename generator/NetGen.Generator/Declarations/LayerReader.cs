using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations.Functions;

namespace NetGen.Generator.Declarations;

/// <summary>Reads the attributes of a network's class or of a block's into layers, outputs and objectives.</summary>
/// <param name="type">The class.</param>
/// <param name="attributes">NetGen's attributes on it, which an index counts.</param>
/// <param name="start">The attribute on whose declaration the layers must stand: <c>[Network]</c> or <c>[Block]</c>.</param>
/// <param name="owner">The documentation id of a block's class; null for a network's.</param>
/// <param name="sizes">The numbers for which names may be written in place of sizes.</param>
/// <param name="compilation">The project.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class LayerReader(
    INamedTypeSymbol type,
    ImmutableArray<AttributeData> attributes,
    AttributeData start,
    string? owner,
    IReadOnlyDictionary<string, double> sizes,
    Compilation compilation,
    CancellationToken cancellation)
{
    private const string LayerAttribute = "NetGen.LayerAttribute";
    private const string ObjectiveAttribute = "NetGen.ObjectiveAttribute";
    private const string ModifierAttribute = "NetGen.ModifierAttribute";
    private const string MergeAttribute = "NetGen.MergeAttribute";
    private const string InputAttribute = "NetGen.InputAttribute";
    private const string OutputAttribute = "NetGen.OutputAttribute";

    private static readonly SymbolDisplayFormat NameWithoutTypeArguments = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    // Names that differ only by case collide, so kinds that do count together.
    private readonly Dictionary<string, int> _counts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>True if the C# compiler already reports an error in a block.</summary>
    public bool HasCompilerErrors { get; private set; }

    /// <summary>The classes of the blocks around this one, to find a block in itself.</summary>
    public ImmutableArray<INamedTypeSymbol> Around { get; init; } = ImmutableArray<INamedTypeSymbol>.Empty;

    /// <summary>True for an attribute that is part of a network or block: a layer, an input, an output, a loss, a modifier.</summary>
    public static bool IsPart(AttributeData attribute) => IsLayer(attribute) || IsInput(attribute) || IsA(attribute, ModifierAttribute) || BlockReader.IsMark(attribute) || VariantReader.IsVariants(attribute);

    /// <summary>Layers, outputs and objectives in the order of the declaration.</summary>
    public EquatableArray<LayerDeclaration> Read()
    {
        var layers = new List<LayerDeclaration>();
        for (int i = 0; i < attributes.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsLayer(attributes[i]))
            {
                LayerDeclaration layer = ReadLayer(i);
                layers.Add(layer.HasFunction ? layer with { Function = FunctionReader.Read(attributes[i], i, owner, layer, type, compilation, cancellation) } : layer);
            }
        }

        return layers.ToEquatableArray();
    }

    public EquatableArray<InputDeclaration> ReadInputs() => Enumerable.Range(0, attributes.Length).Where(i => IsInput(attributes[i])).Select(i => new InputDeclaration
    {
        Attribute = AttributeName(attributes[i]),
        Index = i,
        Owner = owner,
        OnOtherPart = IsOnOtherPart(attributes[i]),
        Arguments = Arguments(attributes[i]),
    }).ToEquatableArray();

    /// <summary>The modifiers from <paramref name="from"/> up to the next layer.</summary>
    public EquatableArray<ModifierDeclaration> ReadModifiers(int from)
    {
        var modifiers = new List<ModifierDeclaration>();
        for (int i = from; i < attributes.Length && !IsLayer(attributes[i]); i++)
        {
            if (IsA(attributes[i], ModifierAttribute))
            {
                modifiers.Add(new ModifierDeclaration
                {
                    Attribute = AttributeName(attributes[i]),
                    Index = i,
                    Owner = owner,
                    OnOtherPart = IsOnOtherPart(attributes[i]),
                    Arguments = Arguments(attributes[i]),
                });
            }
        }

        return modifiers.ToEquatableArray();
    }

    private LayerDeclaration ReadLayer(int index)
    {
        AttributeData attribute = attributes[index];
        string name = AttributeName(attribute);
        string kind = name.Substring(name.LastIndexOf('.') + 1);
        kind = name == LayerDeclaration.Elementwise && FunctionReader.NameOf(attribute) is { Length: > 0 } function ? function : kind;
        EquatableArray<Argument> arguments = Arguments(attribute);
        BlockDeclaration? block = BlockReader.IsBlock(attribute) ? ReadBlock(attribute) : null;
        int repeat = block is null ? 1 : Math.Max((int)(arguments.FirstOrDefault(argument => argument.Name == "Repeat")?.Number ?? 1), 1);
        _counts.TryGetValue(kind, out int before);
        _counts[kind] = before + repeat;
        string? given = name == LayerDeclaration.Output ? null : arguments.FirstOrDefault(argument => argument.Name == "Name")?.Text;
        return new LayerDeclaration
        {
            Attribute = name,
            IsObjective = IsA(attribute, ObjectiveAttribute),
            Name = given is null ? LayerNames.Default(kind, before + 1) : repeat > 1 ? given + "1" : given,
            Numbering = given is null ? (LayerNames.Default(kind), before + 1) : (given, 1),
            Index = index,
            Owner = owner,
            OnOtherPart = IsOnOtherPart(attribute),
            Arguments = arguments,
            Modifiers = ReadModifiers(index + 1),
            Block = block,
            NamesInputs = IsA(attribute, MergeAttribute) || arguments.Any(argument => argument.Name == "inputs" && argument.Text is { Length: > 0 }),
        };
    }

    private BlockDeclaration ReadBlock(AttributeData attribute)
    {
        var reader = new BlockReader(attribute, Around.Add(type), compilation, cancellation) { Arguments = Arguments(attribute) };
        BlockDeclaration block = reader.Read();
        HasCompilerErrors |= reader.HasCompilerErrors;
        return block;
    }

    private EquatableArray<Argument> Arguments(AttributeData attribute) => ArgumentReader.Read(attribute, sizes).ToEquatableArray();

    private bool IsOnOtherPart(AttributeData attribute) => DeclarationOf(attribute) != DeclarationOf(start);

    private static string AttributeName(AttributeData attribute)
    {
        string name = attribute.AttributeClass!.ToDisplayString(NameWithoutTypeArguments);
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    private static (SyntaxTree?, int) DeclarationOf(AttributeData attribute) => attribute.ApplicationSyntaxReference is { } reference
        ? (reference.SyntaxTree, reference.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>()?.SpanStart ?? 0)
        : default;

    private static bool IsLayer(AttributeData attribute) => (IsA(attribute, LayerAttribute) && !BlockReader.IsMark(attribute)) || IsA(attribute, ObjectiveAttribute) || Is(attribute, OutputAttribute);

    private static bool IsInput(AttributeData attribute) => Is(attribute, InputAttribute);

    private static bool Is(AttributeData attribute, string name) => attribute.AttributeClass?.ToDisplayString() == name;

    private static bool IsA(AttributeData attribute, string baseName) => BlockReader.BasesOf(attribute.AttributeClass).Any(@base => @base.ToDisplayString() == baseName);
}
