using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Common;

namespace NetGen.Generator.Declarations;

/// <summary>Reads one use of a block: the layers on its class, with the sizes of the use.</summary>
/// <param name="use">The block's attribute.</param>
/// <param name="around">The classes of the network and of the blocks around this one.</param>
/// <param name="compilation">The project.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class BlockReader(AttributeData use, ImmutableArray<INamedTypeSymbol> around, Compilation compilation, CancellationToken cancellation)
{
    private const string BlockAttribute = "NetGen.BlockAttribute";

    private readonly INamedTypeSymbol _type = use.AttributeClass!;

    /// <summary>The arguments of the use, with the sizes that its surroundings name.</summary>
    public EquatableArray<Argument> Arguments { get; init; } = [];

    /// <summary>True if the C# compiler already reports an error in the block.</summary>
    public bool HasCompilerErrors { get; private set; }

    /// <summary><c>[Block]</c> itself, which marks a class as a block.</summary>
    public static bool IsMark(AttributeData attribute) => attribute.AttributeClass?.ToDisplayString() == BlockAttribute;

    /// <summary>An attribute of the user's that stands for layers.</summary>
    public static bool IsBlock(AttributeData attribute) => BasesOf(attribute.AttributeClass).Any(@base => @base.ToDisplayString() == BlockAttribute);

    public static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol? type)
    {
        for (INamedTypeSymbol? current = type?.BaseType; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    public BlockDeclaration Read()
    {
        string name = _type.Name.EndsWith("Attribute", StringComparison.Ordinal) ? _type.Name.Substring(0, _type.Name.Length - "Attribute".Length) : _type.Name;
        ImmutableArray<AttributeData> attributes = DeclarationReader.NetGenAttributes(_type);
        AttributeData? mark = attributes.FirstOrDefault(IsMark);
        if (Obstacle(mark) is { } obstacle)
        {
            return new BlockDeclaration { Name = name, Layers = [], Obstacle = obstacle };
        }

        var reader = new LayerReader(_type, attributes, mark!, _type.OriginalDefinition.GetDocumentationCommentId(), Sizes(), compilation, cancellation) { Around = around };
        EquatableArray<LayerDeclaration> layers = reader.Read();
        HasCompilerErrors = reader.HasCompilerErrors || attributes.Any(DeclarationReader.HasErrors);
        return new BlockDeclaration
        {
            Name = name,
            Layers = layers,
            Misplaced = [.. reader.ReadInputs(), .. reader.ReadModifiers(0)],
            Obstacle = layers.Any(layer => layer.IsLayer) ? null : "it has no layer; write at least one after [Block]",
        };
    }

    private string? Obstacle(AttributeData? mark) =>
        !SymbolEqualityComparer.Default.Equals(_type.ContainingAssembly, compilation.Assembly) ? "it is of another assembly, whose compiled attributes have no order; copy its source into this project"
        : mark is null ? "its class has no [Block]; write [Block] before its first layer"
        : around.Contains(_type, SymbolEqualityComparer.Default) ? "it contains itself"
        : null;

    /// <summary>The numbers of the use's int and double properties: as written, by a constructor, or from the property's initializer.</summary>
    private Dictionary<string, double> Sizes()
    {
        var sizes = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (IPropertySymbol property in BasesOf(_type).Prepend(_type).TakeWhile(type => type.ToDisplayString() != BlockAttribute).SelectMany(type => type.GetMembers().OfType<IPropertySymbol>()))
        {
            if (property.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Double && !sizes.ContainsKey(property.Name))
            {
                sizes.Add(property.Name, Written(property.Name) ?? Initial(property) ?? 0);
            }
        }

        return sizes;
    }

    private double? Written(string name) => Arguments.FirstOrDefault(argument => argument.Name == name)?.Number;

    /// <summary>What the property's initializer says: a constant, or a parameter of the constructor.</summary>
    private double? Initial(IPropertySymbol property)
    {
        if (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not PropertyDeclarationSyntax { Initializer.Value: { } value })
        {
            return null;
        }

        SemanticModel model = compilation.GetSemanticModel(value.SyntaxTree);
        return model.GetConstantValue(value, cancellation) is { HasValue: true, Value: IConvertible number } ? number.ToDouble(CultureInfo.InvariantCulture)
            : model.GetSymbolInfo(value, cancellation).Symbol is IParameterSymbol parameter ? Written(parameter.Name)
            : null;
    }
}
