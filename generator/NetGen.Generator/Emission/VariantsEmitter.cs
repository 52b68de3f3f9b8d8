using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Declarations;

namespace NetGen.Generator.Emission;

/// <summary>Writes what a class with variants has itself: the values, and the factory of the networks, which are nested classes.</summary>
internal sealed class VariantsEmitter(NetworkDeclaration declaration)
{
    // Of names that differ only by case the first; what is wrong with the others is reported.
    private readonly VariantDeclaration[] _variants =
    [
        .. declaration.Variants
            .GroupBy(variant => variant.Name, System.StringComparer.OrdinalIgnoreCase)
            .Select(same => same.First())
            .Where(variant => LayerNames.IsIdentifier(variant.Name) && Parameter(variant) != "seed" && variant.Sound.Any()),
    ];

    private readonly string _contract = "global::NetGen." + (declaration.Layers.Any(layer => layer.IsObjective) ? "ITrainableNetwork" : "INetwork");

    public SourceFile Emit() => Emit($"The factory of the networks that {declaration.Name} is compiled to, of which each has files of its own.");

    /// <summary>The same where the networks have nothing behind their members.</summary>
    public SourceFile EmitStub() => Emit($"{declaration.Name} was not generated: its declaration has problems. These members are here so that the code that uses them compiles.");

    private SourceFile Emit(string heading) => FileFrame.Write(
        declaration,
        "",
        [heading],
        ["ReadOnlyIntSpan = global::System.ReadOnlySpan<int>"],
        writer =>
        {
            using (writer.Block("partial class " + declaration.Name))
            {
                foreach (VariantDeclaration variant in _variants)
                {
                    WriteValues(writer, variant);
                }

                WriteCreate(writer);
                foreach (NetworkDeclaration network in declaration.Networks)
                {
                    writer.Gap();
                    writer.Line($"/// <summary>{declaration.Name} with {string.Join(", ", Sizes(network).Select(size => size.Name + " = " + Text.Number(size.Value)))}.</summary>");
                    writer.Line(FileFrame.GeneratedConstant);
                    writer.Line($"public sealed partial class {network.Name};");
                }
            }
        });

    /// <summary>The names of the members, beside those of the networks.</summary>
    public static IEnumerable<string> Members(IEnumerable<VariantDeclaration> variants) => variants.Where(variant => variant.Name.Length > 0).Select(ValuesName).Append("Create");

    private static string List(VariantDeclaration variant, string between) => string.Join(between, variant.Sound.Select(value => Text.Number(value)));

    private static string ValuesName(VariantDeclaration variant) => LayerNames.Property(variant.Name) + "Values";

    private static string Parameter(VariantDeclaration variant) => LayerNames.IsIdentifier(LayerNames.Default(variant.Name)) ? LayerNames.Default(variant.Name) : variant.Name;

    private IEnumerable<(string Name, int Value)> Sizes(NetworkDeclaration network) => _variants.Select(variant => (variant.Name, (int)network.Sizes.First(size => size.Name == variant.Name).Number));

    private static void WriteValues(CodeWriter writer, VariantDeclaration variant)
    {
        writer.Line($"/// <summary>The values of {variant.Name} that there are networks for, in the order of the declaration.</summary>");
        writer.Line(FileFrame.GeneratedCode);
        writer.Line($"public static ReadOnlyIntSpan {ValuesName(variant)} => [{List(variant, ", ")}];");
        writer.Gap();
    }

    private void WriteCreate(CodeWriter writer)
    {
        new MemberDocumentation(writer).Write(
            "A network with initial parameters, compiled for these sizes.",
            [.. _variants.Select(variant => $"<param name=\"{Parameter(variant)}\">One of <see cref=\"{ValuesName(variant)}\"/>.</param>"),
            "<param name=\"seed\">Decides every initial value: the same seed gives the same network on every machine.</param>",
            "<returns>The network, an object of the nested class of these sizes.</returns>",
            "<exception cref=\"global::System.ArgumentOutOfRangeException\">There is no network for a size; the message lists those that there are.</exception>"]);
        string parameters = string.Concat(_variants.Select(variant => $"int {Parameter(variant)}, "));
        using (writer.Block($"public static {_contract} Create({parameters}long seed = 0)"))
        {
            foreach (VariantDeclaration variant in _variants)
            {
                using (writer.Block($"if ({Parameter(variant)} is not ({List(variant, " or ")}))"))
                {
                    writer.Line($"throw new global::System.ArgumentOutOfRangeException(nameof({Parameter(variant)}), {Parameter(variant)}, {Text.Quoted($"{declaration.Name} is compiled for {variant.Name} = {List(variant, ", ")}.")});");
                }

                writer.Gap();
            }

            WriteChoice(writer);
        }
    }

    /// <summary>The last network is what is left, since every size has been checked.</summary>
    private void WriteChoice(CodeWriter writer)
    {
        NetworkDeclaration last = declaration.Networks[declaration.Networks.Count - 1];
        foreach (NetworkDeclaration network in declaration.Networks.Take(declaration.Networks.Count - 1))
        {
            string condition = string.Join(" && ", _variants.Zip(Sizes(network), (variant, size) => $"{Parameter(variant)} == {Text.Number(size.Value)}"));
            using (writer.Block($"if ({condition})"))
            {
                writer.Line($"return new {network.Name}(seed);");
            }

            writer.Gap();
        }

        writer.Line($"return new {last.Name}(seed);");
    }
}
