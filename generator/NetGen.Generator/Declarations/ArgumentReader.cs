using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Common;

namespace NetGen.Generator.Declarations;

/// <summary>Reads the arguments of an attribute. A text that stands where a number may stand is the name of a size.</summary>
internal static class ArgumentReader
{
    /// <param name="attribute">The attribute.</param>
    /// <param name="sizes">The numbers for which names may be written.</param>
    public static IEnumerable<Argument> Read(AttributeData attribute, IReadOnlyDictionary<string, double> sizes)
    {
        for (int i = 0; i < attribute.ConstructorArguments.Length; i++)
        {
            Argument argument = Read(attribute.AttributeConstructor!.Parameters[i].Name, attribute.ConstructorArguments[i]);
            yield return argument.Text is { } name && IsSize(attribute.AttributeConstructor, i) ? OfSize(argument.Name, name, sizes) : argument;
        }

        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            yield return Read(named.Key, named.Value);
        }
    }

    /// <summary>The names that stand where a number may stand.</summary>
    public static IEnumerable<string> SizeNames(AttributeData attribute) => attribute.ConstructorArguments
        .Where((argument, i) => argument.Kind == TypedConstantKind.Primitive && IsSize(attribute.AttributeConstructor!, i))
        .Select(argument => argument.Value)
        .OfType<string>();

    private static Argument OfSize(string argument, string name, IReadOnlyDictionary<string, double> sizes) =>
        sizes.TryGetValue(name, out double size) ? new Argument(argument, size, null) : new Argument(argument, 0, null)
        {
            UnknownSize = name,
            Hint = Spelling.Nearest(name, sizes.Keys) is { } nearest ? "; did you mean '" + nearest + "'" : "",
        };

    /// <summary>True for a parameter that another constructor takes as a number: <c>Dense(int units)</c> beside <c>Dense(string units)</c>.</summary>
    private static bool IsSize(IMethodSymbol constructor, int position) =>
        constructor.Parameters[position].Type.SpecialType == SpecialType.System_String
        && constructor.ContainingType.InstanceConstructors.Any(other => other.Parameters.Length == constructor.Parameters.Length
            && other.Parameters[position].Name == constructor.Parameters[position].Name
            && other.Parameters[position].Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Double);

    private static Argument Read(string name, TypedConstant constant) => constant.Kind == TypedConstantKind.Array
        ? new Argument(name, 0, constant.IsNull ? "" : string.Join(",", constant.Values.Select(ElementText)))
        : constant.Value switch
        {
            string text => new Argument(name, 0, text),
            ITypeSymbol type => new Argument(name, 0, type.ToDisplayString()),
            bool flag => new Argument(name, flag ? 1 : 0, null),
            IConvertible number => new Argument(name, number.ToDouble(CultureInfo.InvariantCulture), null),
            _ => new Argument(name, 0, null),
        };

    private static string? ElementText(TypedConstant element) => element.Value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        var other => other?.ToString(),
    };
}
