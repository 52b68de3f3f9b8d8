using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Graph;

/// <summary>Layers one by one: what each reads, whose parameters it applies, and blocks of layers.</summary>
internal sealed partial class GraphBuilder
{
    private Scope _scope = null!;
    private IReadOnlyList<Value> _read = [];
    private readonly List<(LayerDeclaration Declaration, Value Output)> _blocks = [];
    private (string User, string Owner)? _sharing;
    private string? _unshared;
    private bool _isFrozen;
    private int _streams;
    private Loop? _loop;

    /// <summary>The value of a name that an argument of an attribute gives; null after reporting that there is none.</summary>
    public Value? Find(AttributeDeclaration reader, string readerName, string argument, string name, int element = 0)
    {
        if (_scope.Find(name) is { } value)
        {
            return value;
        }

        if (_scope.IsDeclared(name))
        {
            Report(Rules.NameIsBelow, reader, argument, element, [readerName, name]);
        }
        else
        {
            Report(Rules.UnknownName, reader, argument, element, [readerName, name, _scope.Hint(name)]);
        }

        return null;
    }

    /// <summary>The value of the last layer; null after a problem, because the shapes after it are unknown.</summary>
    private Value? BuildLayers(Scope scope, IEnumerable<LayerDeclaration> layers, Value input)
    {
        Value? current = input;
        Scope around = _scope;
        _scope = scope;
        foreach (LayerDeclaration layer in layers.Where(layer => layer.IsLayer))
        {
            current = BuildLayer(scope, layer, current);
            if (current is null)
            {
                return null;
            }
        }

        _scope = around;
        return current;
    }

    private Value? BuildLayer(Scope scope, LayerDeclaration layer, Value above)
    {
        LayerDeclaration full = layer with { Name = scope.Prefix + layer.Name };
        foreach (string name in layer.Names.Concat(layer.Repeat > 1 ? [layer.Text("Name") ?? layer.Name] : []))
        {
            _declarations[scope.Prefix + name] = full;
        }

        if (!CheckSizes(full) || Sources(full, above) is not { } inputs)
        {
            return null;
        }

        Value? output = layer.Block is { } block ? BuildBlocks(scope, full, block, inputs[0]) : BuildOperator(scope, full, inputs);
        if (output is not null)
        {
            // Of blocks in a row the last is known, by its number and by a name that was given to all.
            scope.Add(layer.OutputName, output);
            if (layer.Repeat > 1 && layer.Text("Name") is { } given)
            {
                scope.Add(given, output);
            }
        }

        return output;
    }

    private bool CheckSizes(LayerDeclaration layer)
    {
        if (layer.Arguments.FirstOrDefault(argument => argument.UnknownSize is not null) is { } wrong)
        {
            Report(Rules.UnknownSize, layer, wrong.Name, layer.Name, wrong.UnknownSize!, wrong.Hint);
            return false;
        }

        return true;
    }

    /// <summary>What the layer reads: the values that it names, else the one above.</summary>
    private IReadOnlyList<Value>? Sources(LayerDeclaration layer, Value above)
    {
        (string Argument, int Element, string Name)[] names = [.. NamedInputs(layer)];
        Value?[] found = names.Length == 0 ? [above] : [.. names.Select(input => Find(layer, layer.Name, input.Argument, input.Name, input.Element))];
        return found.All(value => value is not null) ? [.. found.OfType<Value>()] : null;
    }

    private static IEnumerable<(string Argument, int Element, string Name)> NamedInputs(LayerDeclaration layer)
    {
        string[] arguments = [.. OperatorCatalog.FindLayer(layer.Attribute)?.InputArguments ?? []];
        IEnumerable<(string, int, string)> listed = arguments.Length > 0
            ? arguments.Select(argument => (argument, 0, layer.Text(argument) ?? ""))
            : layer.Texts("inputs").Select((name, i) => ("inputs", i, name));
        return listed.Any() || layer.From is null ? listed : [("From", 0, layer.From)];
    }

    private Value? BuildOperator(Scope scope, LayerDeclaration layer, IReadOnlyList<Value> inputs)
    {
        if (OperatorCatalog.FindLayer(layer.Attribute) is not { } known)
        {
            Report(Rules.UnknownOperator, layer, null, layer.Kind);
            return null;
        }

        int ints = inputs.ToList().FindIndex(input => input.Kind == ElementKind.Int);
        if (!known.ReadsInts && ints >= 0)
        {
            (string? argument, int element, _) = NamedInputs(layer).Cast<(string?, int, string)>().ElementAtOrDefault(ints);
            Report(Rules.WrongKind, layer, argument, element, [layer.Name, "floats", inputs[ints].Name, "ints"]);
            return null;
        }

        Value? output = null;
        bool isShared = Share(scope, layer, () =>
        {
            _read = inputs;
            int declared = _layers.Count;
            output = known.Build(layer, inputs, this);
            if (output is null || !CheckSum(layer, output))
            {
                output = null;
                return;
            }

            Modify(layer.Modifiers, layer.Name, _layers[declared], _layers[declared].Parameters);
        });
        return isShared ? output : null;
    }

    /// <summary>Builds with the parameters of another layer or block, if it names one. False after reporting that they do not fit.</summary>
    private bool Share(Scope scope, LayerDeclaration layer, Action build)
    {
        bool wasFrozen = _isFrozen;
        _isFrozen |= layer.IsFrozen;
        (string User, string Owner)? around = _sharing;
        if (layer.Shares is { } name)
        {
            if (Owner(scope, layer, name) is not { } owner)
            {
                return false;
            }

            // Inside a block that shares, an owner is itself another one's.
            owner += ".";
            _sharing = (layer.Name + ".", around is { } outer && owner.StartsWith(outer.User, StringComparison.Ordinal) ? outer.Owner + owner.Substring(outer.User.Length) : owner);
        }

        build();
        _sharing = around;
        _isFrozen = wasFrozen;
        if (_unshared is { } reason && around is null)
        {
            Report(Rules.CannotShare, layer, "Shares", layer.Name, layer.Shares ?? "", reason);
            _unshared = null;
            return false;
        }

        return true;
    }

    private string? Owner(Scope scope, LayerDeclaration layer, string name)
    {
        _declarations.TryGetValue(scope.Prefix + name, out LayerDeclaration? owner);
        if (owner is null || owner.Name == layer.Name)
        {
            if (Find(layer, layer.Name, "Shares", name) is not null)
            {
                Report(Rules.CannotShare, layer, "Shares", layer.Name, name, "that is no layer");
            }

            return null;
        }

        if (owner.Attribute != layer.Attribute)
        {
            Report(Rules.CannotShare, layer, "Shares", layer.Name, name, $"it is {layer.Kind}, and {name} is {owner.Kind}");
            return null;
        }

        if (owner.Repeat != layer.Repeat)
        {
            Report(Rules.CannotShare, layer, "Shares", layer.Name, name, $"it has Repeat = {layer.Repeat.ToString(CultureInfo.InvariantCulture)}, and {name} has Repeat = {owner.Repeat.ToString(CultureInfo.InvariantCulture)}");
            return null;
        }

        // Of what shares itself, the first owner.
        return owner.Shares is { } first ? Owner(scope, owner, first) : owner.Name;
    }

    private Value? BuildBlocks(Scope scope, LayerDeclaration layer, BlockDeclaration block, Value input)
    {
        if (block.Obstacle is { } obstacle)
        {
            Report(Rules.BlockDoesNotFit, layer, null, block.Name, obstacle);
            return null;
        }

        if (layer.Repeat is < 1 or > LayerDeclaration.MostRepeats)
        {
            Report(Rules.UnknownOption, layer, "Repeat", "Repeat", layer.Kind, layer.Repeat.ToString(CultureInfo.InvariantCulture), "from 1 to " + LayerDeclaration.MostRepeats.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        Value? current = input;
        int before = _parameters.Count;
        bool isShared = Share(scope, layer, () => current = layer.Repeat == 1 ? BuildBlock(layer.Name, block, input) : new BlockRow(this, scope, layer, block).Build(input));
        if (!isShared || current is null)
        {
            return null;
        }

        _blocks.Add((layer, current));
        Modify(layer.Modifiers, layer.Name, null, [.. _parameters.Skip(before)]);
        return current;
    }

    private Value? BuildBlock(string name, BlockDeclaration block, Value input)
    {
        var inner = new Scope(name + ".", block.Layers);
        inner.Add("x", input);
        return BuildLayers(inner, block.Layers, input);
    }
}
