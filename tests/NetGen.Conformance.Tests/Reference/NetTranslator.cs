using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using NetGen.Generator.Declarations;

namespace NetGen.Conformance.Tests.Reference;

/// <summary>The network of one case as attributes: its inputs, layers, outputs and losses, by the tables of <see cref="CaseTranslator"/>.</summary>
internal sealed class NetTranslator
{
    /// <summary>What a name that means something else in C# or in NetGen gets behind it.</summary>
    private const string Suffix = "Value";

    /// <summary>Names of the parameters of generated methods, which no output may have.</summary>
    private static readonly HashSet<string> Parameters = new(["y", "batch", "class", "outputs", "row", "rows", "threads", "workspace", "gradients"], StringComparer.OrdinalIgnoreCase);

    private readonly ReferenceCase _reference;
    private readonly Description _net;
    private readonly Dictionary<string, string> _layers = [];
    private readonly Dictionary<string, string> _values = [];
    private readonly Dictionary<string, int[]> _inputShapes = [];
    private readonly List<AttributeText> _head = [];
    private readonly List<AttributeText> _body = [];
    private readonly List<AttributeText> _outputs = [];
    private readonly List<AttributeText> _losses = [];
    private readonly List<string> _targets = [];
    private string _above = "";

    public NetTranslator(ReferenceCase reference)
    {
        _reference = reference;
        _net = new Description("net", reference.Description("net")!.Value);
        Description[] layers = _net.Items("layers");
        string[] masks = [.. layers.Where(layer => CaseTranslator.RuleOf(layer).TakesMask).Select(layer => layer.Texts("inputs")[^1])];
        AddInputs([.. _net.Items("inputs").Where(input => !masks.Contains(input.Text("name")))]);
        AddRegularizer();
        foreach (Description layer in layers)
        {
            AddLayer(layer);
        }

        AddOutputs();
        if (reference.Description("loss") is { } loss)
        {
            AddLoss(new Description("loss", loss), 1);
        }

        string[] inputs = [.. _net.Items("inputs").Select(input => input.Text("name")).Where(input => !masks.Contains(input)), .. masks];
        Names = new CaseNames(inputs, _net.Texts("outputs"), _targets, _layers);
    }

    public CaseNames Names { get; }

    /// <summary>Whether training computes something else than prediction.</summary>
    public bool TrainsDifferently { get; private set; }

    public NetworkSource Source(string className) => Class(className, [.. _head, .. _body, .. _outputs, .. _losses]);

    /// <summary>The network with the caller's own gradient for a loss.</summary>
    public NetworkSource SourceWithoutLoss(string className)
    {
        string[] output = _net.Texts("outputs");
        return output.Length == 1
            ? Class(className, [.. _head.Where(attribute => attribute.Name is not ("L1" or "L2")), .. _body, .. _outputs, new("OutputGradient", $"From = \"{_values[output[0]]}\"")])
            : throw new NotYetException("several outputs of what trains differently");
    }

    private static NetworkSource Class(string className, IEnumerable<AttributeText> attributes) =>
        new(className, string.Concat(attributes.Select(attribute => $"{attribute}\n")) + $"public sealed partial class {className};");

    private void AddInputs(Description[] inputs)
    {
        string gradient = _reference.Names("grad/input/").Any() ? "InputGradient = true" : "";
        bool isX = inputs[0].Integers("shape").Length > 0 && (inputs.Length == 1 || inputs[0].Text("name") == "x");
        _head.Add(new("Network", [.. isX ? Arguments(inputs[0]) : [], .. gradient.Length > 0 ? [gradient] : (string[])[]]));
        foreach (Description input in inputs)
        {
            string name = input.Text("name");
            bool isFirst = isX && input == inputs[0];
            _values[name] = isFirst ? "x" : Safe(name);
            _inputShapes[name] = input.Integers("shape");
            if (!isFirst)
            {
                _head.Add(new("Input", [$"\"{_values[name]}\"", .. Arguments(input)]));
            }
        }

        _above = _values[inputs[0].Text("name")];
    }

    private static string[] Arguments(Description input)
    {
        string shape = input.Numbers("shape");
        string[] kind = input.Text("dtype") switch
        {
            "f32" => [],
            "i64" => ["Kind = ElementKind.Int"],
            var other => throw new NotYetException("input of " + other),
        };
        return [.. shape.Length > 0 ? [shape] : (string[])[], .. kind];
    }

    private void AddRegularizer()
    {
        if (_reference.Description("regularizer") is not { } json)
        {
            return;
        }

        var regularizer = new Description("regularizer", json);
        regularizer.RequireOnly(["l1", "l2"]);
        _head.AddRange(new[] { "l1", "l2" }.Where(regularizer.Has).Select(norm => new AttributeText(norm.ToUpperInvariant(), regularizer.Number(norm))));
    }

    private void AddLayer(Description layer)
    {
        LayerRule rule = CaseTranslator.RuleOf(layer);
        string name = layer.Text("name");
        string[] inputs = layer.Texts("inputs");
        string[] read = [.. (rule.TakesMask ? inputs[..^1] : inputs).Select(input => _values.TryGetValue(input, out string? value) ? value : throw new NotYetException("value " + input))];
        _layers[name] = Safe(name);
        TrainsDifferently |= rule.TrainsDifferently(layer);
        int rank = rule.HasFeaturesFirst && _inputShapes.TryGetValue(inputs[0], out int[]? shape) ? shape.Length : 1;
        if (rank > 1)
        {
            // Channels first to channels last: 1, 2, ..., 0.
            Add(new("Transpose", [.. Enumerable.Range(1, rank - 1).Append(0).Select(Number)]), _layers[name] + "Before", read[0]);
            read = [_above];
        }

        AttributeText attribute = rule.Attribute(layer);
        string[] shares = layer.Has("params_of") ? [$"Shares = \"{_layers[layer.Text("params_of")]}\""] : [];
        if (rule.IsMerge)
        {
            attribute = attribute with { Arguments = [.. read.Select(value => $"\"{value}\""), .. attribute.Arguments] };
            _body.Add(attribute.With([$"Name = \"{_layers[name]}\"", .. shares]));
            _above = _layers[name];
        }
        else
        {
            Add(attribute.With(shares), _layers[name], read.Single());
        }

        if (rank > 1)
        {
            Add(new("Transpose", [.. Enumerable.Range(0, rank - 1).Prepend(rank - 1).Select(Number)]), _layers[name] + "After", _above);
        }

        _values[name] = _above;
    }

    /// <summary>Adds a layer of one input; what stands above needs no name.</summary>
    private void Add(AttributeText attribute, string name, string input)
    {
        _body.Add(attribute.With([$"Name = \"{name}\"", .. input == _above ? [] : (string[])[$"From = \"{input}\""]]));
        _above = name;
    }

    private void AddOutputs()
    {
        string[] outputs = _net.Texts("outputs");
        if (outputs.Length > 1 || _values[outputs[0]] != _above)
        {
            _outputs.AddRange(outputs.Select(output => new AttributeText("Output", $"\"{_values[output]}\"")));
        }
    }

    private void AddLoss(Description loss, double weight)
    {
        if (loss.Text("type") == "sum")
        {
            loss.RequireOnly(["type", "terms"]);
            foreach (Description term in loss.Items("terms"))
            {
                AddLoss(term.Item("loss"), weight * term.Double("weight"));
            }

            return;
        }

        LossRule rule = CaseTranslator.RuleOfLoss(loss);
        string[] predictions = [.. loss.Texts("prediction").Select(value => _values[value])];
        AttributeText attribute = rule.Attribute(loss);
        attribute = rule.TakesPredictions ? attribute with { Arguments = [.. predictions.Select(value => $"\"{value}\""), .. attribute.Arguments] }
            : predictions.Single() == _above && _losses.Count == 0 ? attribute
            : attribute.With($"From = \"{predictions[0]}\"");
        _losses.Add(weight == 1 ? attribute : attribute.With("Weight = " + weight.ToString("R", CultureInfo.InvariantCulture)));
        _targets.AddRange(loss.Texts("target"));
    }

    private static string Safe(string name)
    {
        string property = LayerNames.Property(name);
        bool isTaken = !LayerNames.IsIdentifier(name) || Parameters.Contains(name) || LayerNames.OfFields.Contains(name)
            || LayerNames.Reserved.Contains(property) || LayerNames.Used.Contains(property) || LayerNames.OfObject.Contains(property);
        return isTaken ? name + Suffix : name;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
