using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Common;

namespace NetGen.Generator.Declarations;

/// <summary>
/// What a user declared, free of symbols, syntax and locations.
/// It is the key of the incremental cache: it must compare equal whenever the emitted code would be the same,
/// so it holds strings, numbers and <see cref="EquatableArray{T}"/> only, and nothing that another file, a comment or
/// a member beside the attributes can change.
/// </summary>
internal sealed record NetworkDeclaration
{
    /// <summary>The namespace, empty for the global one.</summary>
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>The declarations of the types around the class, outermost first: <c>partial class Outer</c>.</summary>
    public required EquatableArray<string> Containers { get; init; }

    /// <summary>The number of <c>[Network]</c> among NetGen's attributes on the class.</summary>
    public required int Index { get; init; }

    public required bool IsPartial { get; init; }

    /// <summary>Why no network can be added to a class like this, and what to do about it; null if one can.</summary>
    public required string? Obstacle { get; init; }

    /// <summary>The axes of one example of <c>x</c> as written, possibly none or impossible.</summary>
    public required EquatableArray<int> InputShape { get; init; }

    /// <summary>True if <c>x</c> holds ints.</summary>
    public required bool HasIntInput { get; init; }

    /// <summary>The inputs beside <c>x</c>, in the order of the declaration.</summary>
    public required EquatableArray<InputDeclaration> Inputs { get; init; }

    public required bool InputGradient { get; init; }

    /// <summary>What stands before the first layer and changes the whole network.</summary>
    public required EquatableArray<ModifierDeclaration> Modifiers { get; init; }

    /// <summary>Layers, outputs and objectives in the order of the declaration.</summary>
    public required EquatableArray<LayerDeclaration> Layers { get; init; }

    /// <summary>The sizes that the class is compiled for; none for an ordinary network.</summary>
    public EquatableArray<VariantDeclaration> Variants { get; init; } = [];

    /// <summary>The network of each combination of the variants' values, a class nested in this one; none for an ordinary network.</summary>
    public EquatableArray<NetworkDeclaration> Networks { get; init; } = [];

    /// <summary>Of the network of a variant its sizes.</summary>
    public EquatableArray<Argument> Sizes { get; init; } = [];

    /// <summary>Members of the user's that stand where NetGen would put one of its own, in ordinal order.</summary>
    public required EquatableArray<string> Collisions { get; init; }

    /// <summary>True when the C# compiler already reports an error in one of the attributes.</summary>
    public required bool HasCompilerErrors { get; init; }

    /// <summary>
    /// The file name without extension of everything emitted for this network. A nested class is told by + from a file that is part of a network,
    /// and the @ of a namespace's name has no place in a file's.
    /// </summary>
    public string HintName
    {
        get
        {
            string name = Name;
            for (int i = Containers.Count - 1; i >= 0; i--)
            {
                name = Containers[i].Substring(Containers[i].LastIndexOf(' ') + 1) + "+" + name;
            }

            return (Namespace.Length == 0 ? name : Namespace + "." + name).Replace("@", "");
        }
    }
}

/// <summary>One of NetGen's attributes on the class.</summary>
internal abstract record AttributeDeclaration
{
    /// <summary>The attribute's full name without the suffix Attribute: <c>NetGen.Dense</c>.</summary>
    public required string Attribute { get; init; }

    /// <summary>Its number among NetGen's attributes on the class, by which a problem finds its place again.</summary>
    public required int Index { get; init; }

    /// <summary>The documentation id of the block's class that it stands on; null for the network's class.</summary>
    public required string? Owner { get; init; }

    /// <summary>True if it stands on another part of the class than <c>[Network]</c>.</summary>
    public required bool OnOtherPart { get; init; }

    public required EquatableArray<Argument> Arguments { get; init; }

    /// <summary>The attribute's name without its namespace: <c>Dense</c>.</summary>
    public string Kind => Attribute.Substring(Attribute.LastIndexOf('.') + 1);

    public int Integer(string argument, int otherwise = 0) => (int)(Find(argument)?.Number ?? otherwise);

    public bool Flag(string argument, bool otherwise) => Find(argument) is { } found ? found.Number != 0 : otherwise;

    public bool Has(string argument) => Find(argument) is not null;

    public double Number(string argument, double otherwise) => Find(argument)?.Number ?? otherwise;

    /// <summary>An argument that is a text; null if it is not written.</summary>
    public string? Text(string argument) => Find(argument)?.Text;

    /// <summary>An argument that is a list of names; empty if it is not written or has none.</summary>
    public EquatableArray<string> Texts(string argument) => Find(argument)?.Text is { Length: > 0 } list ? list.Split(',').ToEquatableArray() : [];

    /// <summary>An argument that is a list of numbers; null if it is not written or has none.</summary>
    public EquatableArray<double>? Numbers(string argument) => Find(argument)?.Text is { Length: > 0 } list
        ? list.Split(',').Select(number => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture)).ToEquatableArray()
        : null;

    private Argument? Find(string argument)
    {
        foreach (Argument candidate in Arguments)
        {
            if (string.Equals(candidate.Name, argument, StringComparison.OrdinalIgnoreCase))
            {
                return candidate;
            }
        }

        return null;
    }
}

/// <summary>An input beside <c>x</c>.</summary>
internal sealed record InputDeclaration : AttributeDeclaration
{
    public string Name => Text("name") ?? "";

    public EquatableArray<int> Shape => Numbers("shape") is { } axes ? axes.Select(axis => (int)axis).ToEquatableArray() : [];

    public bool IsInt => Integer("Kind") != 0;
}

/// <summary>A size that a network is compiled for several values of.</summary>
internal sealed record VariantDeclaration : AttributeDeclaration
{
    public string Name => Text("name") ?? "";

    /// <summary>As written.</summary>
    public EquatableArray<int> Values => Numbers("values") is { } values ? values.Select(value => (int)value).ToEquatableArray() : [];

    /// <summary>Those of the values that can be compiled.</summary>
    public IEnumerable<int> Sound => Values.Where(value => value > 0).Distinct();

    /// <summary>True if a layer names it.</summary>
    public required bool IsUsed { get; init; }
}

/// <summary>One layer, output or objective attribute.</summary>
internal sealed record LayerDeclaration : AttributeDeclaration
{
    public const string Elementwise = "NetGen.Elementwise";
    public const string Loss = "NetGen.Loss";
    public const string Output = "NetGen.Output";

    /// <summary>Blocks that may stand in a row; more are reported.</summary>
    public const int MostRepeats = 10_000;

    /// <summary>True for a loss or another objective, false for a layer.</summary>
    public required bool IsObjective { get; init; }

    /// <summary>True for an attribute that names an output.</summary>
    public bool IsOutput => Attribute == Output;

    /// <summary>True for what computes a value.</summary>
    public bool IsLayer => !IsObjective && !IsOutput;

    /// <summary>The name given, or the default: the kind and its number in order of appearance. Of a repeated block that of the first.</summary>
    public required string Name { get; init; }

    /// <summary>The value that it reads; null for the one above.</summary>
    public string? From => Text("From");

    /// <summary>The layer whose parameters it applies; null if it has its own.</summary>
    public string? Shares => Text("Shares");

    public bool IsFrozen => Flag("Frozen", otherwise: false);

    /// <summary>What a block of the user's consists of; null for all other layers.</summary>
    public BlockDeclaration? Block { get; init; }

    /// <summary>How many blocks stand in a row; 1 for all other layers.</summary>
    public int Repeat => Block is null ? 1 : Integer("Repeat", 1);

    /// <summary>True if it lists what it reads.</summary>
    public required bool NamesInputs { get; init; }

    /// <summary>The names of all blocks in a row; of other layers the one name.</summary>
    public IEnumerable<string> Names => Repeat <= 1
        ? [Name]
        : Enumerable.Range(Numbering.First, Math.Min(Repeat, MostRepeats)).Select(number => Name.Substring(0, Name.LastIndexOf('.') + 1) + Numbering.Base + number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The name of the property under which its parameters are reached: of repeated blocks that of the method which takes the number.</summary>
    public string MemberName => Repeat <= 1 ? Name : Numbering.Base;

    /// <summary>The name under which its value is read: of a repeated block that of the last.</summary>
    public string OutputName => Repeat <= 1 ? Name : Name.Substring(0, Name.LastIndexOf('.') + 1) + Numbering.Base + (Numbering.First + Repeat - 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>The name of a repeated block without its number, and the first number.</summary>
    public (string Base, int First) Numbering { get; init; }

    /// <summary>True if the attribute names a method of the user's.</summary>
    public bool HasFunction => Attribute is Elementwise or Loss;

    /// <summary>The user's method that the attribute names; null for all other layers.</summary>
    public FunctionDeclaration? Function { get; init; }

    /// <summary>The modifiers between this layer and the next, in order.</summary>
    public required EquatableArray<ModifierDeclaration> Modifiers { get; init; }
}

/// <summary>One attribute that changes the layer above it, or the network if there is none.</summary>
internal sealed record ModifierDeclaration : AttributeDeclaration;

/// <summary>
/// An argument of an attribute that was written or has a value by default of its constructor.
/// <paramref name="Number"/> holds integers, floating-point numbers, booleans (0 or 1) and enumeration values.
/// </summary>
/// <param name="Name">The parameter's or property's name.</param>
/// <param name="Number">Its value as a number.</param>
/// <param name="Text">Its value as a text; elements of a list are separated by commas.</param>
internal sealed record Argument(string Name, double Number, string? Text)
{
    /// <summary>The name by which a size was written that is no size here; null for all other arguments.</summary>
    public string? UnknownSize { get; init; }

    /// <summary>What that name may have been meant to be, as the end of a sentence; empty if nothing is near.</summary>
    public string Hint { get; init; } = "";
}

/// <summary>A class of the user's that stands for several layers.</summary>
internal sealed record BlockDeclaration
{
    /// <summary>The name of its attribute: <c>Mlp</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its layers with the sizes of this use.</summary>
    public required EquatableArray<LayerDeclaration> Layers { get; init; }

    /// <summary>Inputs and modifiers before the first layer, which have no place there.</summary>
    public EquatableArray<AttributeDeclaration> Misplaced { get; init; } = [];

    /// <summary>Why it cannot be used, as the end of a sentence; null if it can.</summary>
    public string? Obstacle { get; init; }
}
