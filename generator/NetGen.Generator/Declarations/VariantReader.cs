using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Common;

namespace NetGen.Generator.Declarations;

/// <summary>Reads <c>[Variants]</c>: the sizes that a network is compiled for, and the combinations of them.</summary>
internal static class VariantReader
{
    /// <summary>More networks than this on one class would be a build of minutes and files without end.</summary>
    public const int MostNetworks = 100;

    private const string VariantsAttribute = "NetGen.VariantsAttribute";

    public static bool IsVariants(AttributeData attribute) => attribute.AttributeClass?.ToDisplayString() == VariantsAttribute;

    /// <summary>The variants of a class, in the order of the declaration.</summary>
    public static EquatableArray<VariantDeclaration> Read(ImmutableArray<AttributeData> attributes)
    {
        var variants = new List<VariantDeclaration>();
        for (int i = 0; i < attributes.Length; i++)
        {
            if (IsVariants(attributes[i]))
            {
                variants.Add(new VariantDeclaration
                {
                    Attribute = "NetGen.Variants",
                    Index = i,
                    Owner = null,
                    OnOtherPart = false,
                    Arguments = ArgumentReader.Read(attributes[i], new Dictionary<string, double>()).ToEquatableArray(),
                    IsUsed = attributes.SelectMany(ArgumentReader.SizeNames).Contains(attributes[i].ConstructorArguments.FirstOrDefault().Value as string, StringComparer.Ordinal),
                });
            }
        }

        return variants.ToEquatableArray();
    }

    /// <summary>All combinations of the values that can be compiled; one without sizes for a class without variants.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, double>> Combinations(EquatableArray<VariantDeclaration> variants)
    {
        List<Dictionary<string, double>> combinations = [new(StringComparer.Ordinal)];
        foreach (VariantDeclaration variant in variants)
        {
            if (LayerNames.IsIdentifier(variant.Name) && variant.Sound.Any())
            {
                combinations = [.. combinations.SelectMany(_ => variant.Sound, (sizes, value) => new Dictionary<string, double>(sizes, StringComparer.Ordinal) { [variant.Name] = value }).Take(MostNetworks)];
            }
        }

        return combinations;
    }

    /// <summary>The name of the network of these sizes: <c>Hidden16Depth2</c>.</summary>
    public static string NameOf(EquatableArray<VariantDeclaration> variants, IReadOnlyDictionary<string, double> sizes) => string.Concat(variants
        .Select(variant => variant.Name)
        .Distinct(StringComparer.Ordinal)
        .Where(sizes.ContainsKey)
        .Select(name => LayerNames.Property(name) + sizes[name].ToString(CultureInfo.InvariantCulture)));
}
