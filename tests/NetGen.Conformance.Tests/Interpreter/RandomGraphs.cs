using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>
/// Random networks that are no chains: up to twelve layers deep, with merges, shared and frozen layers, blocks, several inputs, outputs and losses. The same seed gives the same networks.
/// </summary>
internal static class RandomGraphs
{
    /// <summary>The first networks of a seed.</summary>
    public static RandomNetwork[] Create(int seed, int count) => [.. Enumerable.Range(0, count).Select(index => new RandomGraph(seed, index).Network())];
}

/// <summary>One random graph while it is drawn.</summary>
internal sealed class RandomGraph
{
    private const int MostSteps = 12;
    private const int MostLosses = 3;

    private static readonly int[] Sizes = [1, 2, 3, 5, 7, 8, 16, 17, 33];

    private static readonly string[] Activations = ["Tanh", "Sigmoid", "Softplus", "Silu", "Softsign", "Relu", "Sin", "Gelu", "Linear", "Prelu"];

    private readonly Random _random;
    private readonly int _index;
    private readonly RandomParts _parts;
    private readonly List<Drawn> _values = [];
    private readonly List<string> _attributes = [];
    private readonly List<string> _ends = [];
    private readonly List<Owner> _owners = [];
    private int _names;

    public RandomGraph(int seed, int index)
    {
        _random = new Random(unchecked(seed * 7_368_787 + index));
        _index = index;
        _parts = new RandomParts(_random, index);
    }

    public RandomNetwork Network()
    {
        AddInputs();
        for (int steps = _random.Next(2, MostSteps + 1); steps > 0; steps--)
        {
            AddStep();
        }

        AddHeads();
        string className = FormattableString.Invariant($"Graph{_index}");
        string declaration = string.Concat(_attributes.Concat(_ends).Select(attribute => $"[{attribute}]\n")) + $"public sealed partial class {className};\n\n{_parts.Blocks}";
        int rows = _random.Next(8) switch { 0 => 33, 1 => 70, _ => _random.Next(2, 10) };
        return new RandomNetwork(new NetworkSource(className, declaration), rows, _random.Next(3) == 0, 1);
    }

    private void AddInputs()
    {
        int size = Draw(Sizes);
        _attributes.Add(FormattableString.Invariant($"Network({size}{(_random.Next(4) > 0 ? ", InputGradient = true" : "")})"));
        _values.Add(new Drawn("x", [size]));
        if (_random.Next(3) == 0)
        {
            int other = Draw(Sizes);
            _attributes.Add(FormattableString.Invariant($"Input(\"second\", {other})"));
            _values.Add(new Drawn("second", [other]));
        }

        bool hasInts = _random.Next(3) == 0 && RandomParts.Has("Embedding");
        if (hasInts)
        {
            _attributes.Add("Input(\"ids\", 3, Kind = ElementKind.Int)");
        }

        _attributes.AddRange(new[] { "L1(0.002)", "L2(0.01)" }.Where(_ => _random.Next(6) == 0).Where(RandomParts.IsModifier));
        if (hasInts)
        {
            int width = Draw(Sizes);
            string kind = _random.Next(2) == 0 && RandomParts.Has("EmbeddingBag") ? "EmbeddingBag" : "Embedding";
            Add(FormattableString.Invariant($"{kind}(6, {width}"), "ids", kind == "Embedding" ? [3, width] : [width]);
            AddPart(_values[^1]);
        }
    }

    /// <summary>A layer on one of the last values, or several.</summary>
    private void AddStep()
    {
        Drawn from = Recent();
        switch (_random.Next(12))
        {
            case 0 or 1:
                AddDense(from, Draw(Sizes));
                break;
            case 2:
                Share(from);
                break;
            case 3 or 4 or 5:
                Merge(from);
                break;
            case 6:
                Concat(from);
                break;
            case 7:
                AddBlock(from);
                break;
            case 8 or 9:
                AddPart(from);
                break;
            default:
                Add(Draw(Activations) + "(", from.Name, from.Shape);
                break;
        }
    }

    private Drawn AddDense(Drawn from, int units)
    {
        bool hasBias = _random.Next(3) > 0;
        string frozen = _random.Next(10) == 0 ? ", Frozen = true" : "";
        Drawn output = Add(FormattableString.Invariant($"Dense({units}{(hasBias ? "" : ", Bias = false")}{frozen}"), from.Name, [.. from.Shape[..^1], units]);
        _owners.Add(new Owner(output.Name, from.Shape[^1], units, FormattableString.Invariant($"Dense({units}{(hasBias ? "" : ", Bias = false")}")));
        from.IsRead = true;
        return output;
    }

    /// <summary>A layer of parameters that another one has, if one fits.</summary>
    private void Share(Drawn from)
    {
        Owner[] fitting = [.. _owners.Where(owner => owner.Inputs == from.Shape[^1])];
        if (fitting.Length == 0)
        {
            AddDense(from, Draw(Sizes));
            return;
        }

        Owner owner = Draw(fitting);
        from.IsRead = true;
        Add(owner.Attribute + $", Shares = \"{owner.Name}\"", from.Name, [.. from.Shape[..^1], owner.Outputs]);
    }

    private void Merge(Drawn from)
    {
        List<Drawn> others = [.. _values.Where(value => value.Shape.SequenceEqual(from.Shape))];
        if (others.Count < 2)
        {
            Drawn source = Draw(_values.Where(value => value.Shape.Length == from.Shape.Length && value.Shape.SkipLast(1).SequenceEqual(from.Shape.SkipLast(1))).ToArray());
            others.Add(AddDense(source, from.Shape[^1]));
        }

        Drawn other = Draw(others.ToArray());
        string kind = Draw("Add", "Subtract", "Multiply", "Divide", "Average", "Max", "Min", "Dot");
        kind = RandomParts.Has(kind) && (kind is not ("Max" or "Min") || other != from) ? kind : "Add";
        Drawn[] read = kind switch
        {
            "Divide" => [from, Positive(other)],
            "Dot" or "Subtract" => [from, other],
            "Max" or "Min" => [from, other],
            _ => [from, other, .. others.Where(_ => _random.Next(6) == 0)],
        };
        Drawn merged = AddMerge(kind + "(", read, kind == "Dot" ? from.Shape[..^1] : from.Shape);
        if (kind is "Multiply" or "Divide" or "Dot")
        {
            // Products of products would leave float32.
            merged = Add("Tanh(", merged.Name, merged.Shape);
        }

        if (merged.Shape.Length == 0)
        {
            // Most layers want an axis.
            Add("Reshape(1", merged.Name, [1]);
            _values.RemoveAll(value => value.Shape.Length == 0);
        }
    }

    /// <summary>A value that is no divisor near 0.</summary>
    private Drawn Positive(Drawn value)
    {
        value.IsRead = true;
        return Add("Exp(", Add("Tanh(", value.Name, value.Shape).Name, value.Shape);
    }

    private void Concat(Drawn from)
    {
        int axis = _random.Next(from.Shape.Length);
        Drawn[] fitting = [.. _values.Where(value => value.Shape.Length == from.Shape.Length && Enumerable.Range(0, from.Shape.Length).All(i => i == axis || value.Shape[i] == from.Shape[i]))];
        if (!RandomParts.Has("Concat"))
        {
            return;
        }

        Drawn[] read = [from, .. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Draw(fitting))];
        int[] shape = [.. from.Shape];
        shape[axis] = read.Sum(value => value.Shape[axis]);
        AddMerge("Concat(", read, shape, FormattableString.Invariant($", Axis = {axis}"));
    }

    private void AddBlock(Drawn from)
    {
        (string attribute, bool mayRepeat) = _parts.Block(from.Shape[^1]);
        int repeat = mayRepeat ? _random.Next(1, 4) : 1;
        from.IsRead = true;
        if (repeat > 1)
        {
            Add(attribute + FormattableString.Invariant($"Repeat = {repeat}"), from.Name, from.Shape);
            // What leaves the row is the last of its blocks.
            _values[^1] = new Drawn(_values[^1].Name + repeat.ToString(CultureInfo.InvariantCulture), from.Shape);
            return;
        }

        Drawn output = Add(attribute, from.Name, from.Shape);
        if (_random.Next(3) == 0)
        {
            Add($"{attribute}Shares = \"{output.Name}\"", Recent(from.Shape).Name, from.Shape);
        }
    }

    private void AddPart(Drawn from)
    {
        if (_parts.Draw(from.Shape, isInput: from.Name is "x" or "second") is { } part)
        {
            from.IsRead = true;
            Drawn output = Add(part.Attribute, from.Name, part.Shape);
            if (output.Shape.Length > from.Shape.Length)
            {
                // Few layers make axes, for those that move or take them.
                AddPart(output);
            }
        }
    }

    /// <summary>What no layer reads yet goes to one of the losses, so that no layer is without use.</summary>
    private void AddHeads()
    {
        Drawn[] unread = [.. _values.Where(value => !value.IsRead)];
        int losses = Math.Min(unread.Length, _random.Next(1, MostLosses + 1));
        for (int i = 0; i < losses; i++)
        {
            Drawn[] own = [.. unread.Where((_, k) => k % losses == i).Select(AsVector)];
            int units = _random.Next(2, 6);
            Drawn[] heads = [.. own.Select(value => AddDense(value, units))];
            Drawn head = heads.Length == 1 ? heads[0] : AddMerge("Add(", heads, [units]);
            head.IsRead = true;
            _ends.AddRange(losses > 1 || _random.Next(3) == 0 ? [$"Output(\"{head.Name}\")"] : (string[])[]);
            string weight = _random.Next(2) == 0 ? "" : FormattableString.Invariant($", Weight = {0.25 + _random.Next(4)}");
            _ends.Add(_parts.Loss(head.Name, () => AddDense(own[0], units).Name, () => AddSeveral(own[0], units).Name) + weight + ")");
        }

        // Outputs stand before losses, whose targets bear their names.
        _ends.Sort((one, other) => other.StartsWith("Output", StringComparison.Ordinal).CompareTo(one.StartsWith("Output", StringComparison.Ordinal)));
    }

    private Drawn AddSeveral(Drawn from, int units)
    {
        const int Count = 2;
        return Add(FormattableString.Invariant($"Reshape({Count}, {units}"), AddDense(from, Count * units).Name, [Count, units]);
    }

    private Drawn AsVector(Drawn value)
    {
        if (value.Shape.Length == 1)
        {
            return value;
        }

        value.IsRead = true;
        return Add("Flatten(", value.Name, [value.Shape.Aggregate(1, (product, axis) => product * axis)]);
    }

    /// <summary>Adds a layer of one input; its brackets are open.</summary>
    private Drawn Add(string attribute, string from, int[] shape)
    {
        foreach (Drawn read in _values.Where(value => value.Name == from))
        {
            read.IsRead = true;
        }

        string separator = attribute[^1] is '(' or ' ' ? "" : ", ";
        var output = new Drawn(Name(), shape);
        _attributes.Add($"{attribute}{separator}Name = \"{output.Name}\", From = \"{from}\")");
        _values.Add(output);
        return output;
    }

    private Drawn AddMerge(string attribute, Drawn[] read, int[] shape, string options = "")
    {
        foreach (Drawn value in read)
        {
            value.IsRead = true;
        }

        var output = new Drawn(Name(), shape);
        _attributes.Add($"{attribute}{string.Join(", ", read.Select(value => $"\"{value.Name}\""))}{options}, Name = \"{output.Name}\")");
        _values.Add(output);
        return output;
    }

    /// <summary>Letters alone, because the blocks of a row are numbered.</summary>
    private string Name() => "node" + (char)('a' + _names / 26) + (char)('a' + _names++ % 26);

    /// <summary>Mostly one of the last values, so that graphs grow deep; sometimes any.</summary>
    private Drawn Recent() => _random.Next(4) == 0 ? Draw(_values.ToArray()) : _values[^_random.Next(1, Math.Min(3, _values.Count) + 1)];

    private Drawn Recent(int[] shape) => _values.Last(value => value.Shape.SequenceEqual(shape));

    private T Draw<T>(params T[] all) => all[_random.Next(all.Length)];

    /// <summary>A value of the graph.</summary>
    private sealed record Drawn(string Name, int[] Shape)
    {
        /// <summary>Whether a layer or a loss reads it.</summary>
        public bool IsRead { get; set; }
    }

    /// <summary>A dense layer whose parameters others may share.</summary>
    private sealed record Owner(string Name, int Inputs, int Outputs, string Attribute);
}
