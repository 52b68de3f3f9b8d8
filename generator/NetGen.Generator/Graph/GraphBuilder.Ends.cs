using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Graph;

/// <summary>The ends of a network: its outputs, its losses, and what reaches neither.</summary>
internal sealed partial class GraphBuilder
{
    private readonly List<Output> _outputs = [];
    private readonly List<Objective> _objectives = [];
    private readonly HashSet<string> _targets = new(System.StringComparer.OrdinalIgnoreCase);
    private LayerDeclaration? _loss;

    private ForwardGraph? Finish(Scope scope, Value last)
    {
        _scope = scope;
        Value current = _inputs[0];
        foreach (LayerDeclaration declared in _declaration.Layers)
        {
            if (declared.IsLayer)
            {
                current = scope.Find(declared.OutputName)!;
            }
            else if (declared.IsOutput)
            {
                AddOutput(scope, declared, current);
            }
            else if (!AddObjective(declared, current))
            {
                return null;
            }
        }

        if (_outputs.All(output => output.Value != last))
        {
            _outputs.Add(new Output("y", last));
        }

        ReportUnused();
        Modify(_declaration.Modifiers, _declaration.Name, null, [.. _parameters]);
        ChooseInitializers();
        return new ForwardGraph
        {
            Name = _declaration.Name,
            Inputs = _inputs.ToArray(),
            Outputs = _outputs.ToArray(),
            Nodes = _nodes.ToArray(),
            Layers = _layers.ToArray(),
            Parameters = _parameters.ToArray(),
            Blocks = [.. _blocks.Select(block => new BlockUse(block.Declaration.Name, block.Declaration.Repeat == 1 ? null : block.Declaration.Numbering.Base, block.Declaration.Numbering.First, block.Declaration.Repeat))],
            Objectives = _objectives.ToArray(),
            Fits = _fits.ToArray(),
            InputGradient = _declaration.InputGradient && _objectives.Count > 0,
        };
    }

    private void AddOutput(Scope scope, LayerDeclaration declared, Value above)
    {
        string name = declared.Text("name") ?? "";
        Value value = scope.Find(name) ?? above;
        if (_inputs.Contains(value))
        {
            Report(Rules.NoLayerAbove, declared, null, declared.Kind);
        }

        _outputs.Add(new Output(name, value));
        scope.Add(name, value);
    }

    private bool AddObjective(LayerDeclaration declared, Value above)
    {
        if (OperatorCatalog.FindObjective(declared.Attribute) is not { } known)
        {
            Report(Rules.UnknownOperator, declared, null, declared.Kind);
            return false;
        }

        Value? head = declared.From is { } from ? Find(declared, declared.Kind, "From", from) : above;
        if (head is null)
        {
            return false;
        }

        if (_inputs.Contains(head) && declared.From is null)
        {
            Report(Rules.NoLayerAbove, declared, null, declared.Kind);
            return false;
        }

        if (head.Kind == ElementKind.Int)
        {
            Report(Rules.WrongKind, declared, "From", declared.Kind, "floats", head.Name, "ints");
            return false;
        }

        _loss = declared;
        double weight = declared.Number("Weight", 1);
        var parts = known.BuildParts(declared, head, this);
        if (parts is null)
        {
            return false;
        }

        foreach (ObjectivePart part in parts)
        {
            var reduction = (Reduction)declared.Integer("Reduction", (int)part.Operation.DefaultReduction);
            if (reduction is not (Reduction.Mean or Reduction.Sum))
            {
                Report(Rules.UnknownOption, declared, "Reduction", "Reduction", declared.Kind, ((int)reduction).ToString(CultureInfo.InvariantCulture), "Mean or Sum");
                return false;
            }

            if (!(weight > 0) || double.IsInfinity(weight))
            {
                Report(Rules.UnknownOption, declared, "Weight", "Weight", declared.Kind, weight.ToString("R", CultureInfo.InvariantCulture), "a finite number above 0");
                return false;
            }

            Warn(declared, part);
            _objectives.Add(new Objective(part.Operation, part.Prediction, part.Target, reduction, declared.Kind) { Weight = weight, Nodes = part.Nodes });
        }

        Modify(declared.Modifiers, declared.Kind, null, []);
        return true;
    }

    /// <summary>A target for the loss being built: <c>target</c> if there is one loss, else named after its head; with a number if the head has several.</summary>
    public Value Target(Shape shape, ElementKind kind)
    {
        string name = Heads.Distinct(Heads.TargetOf(_declaration, _loss!), _targets);
        return new Value(name, shape, Extent.PerExample, kind);
    }

    private void Warn(LayerDeclaration loss, ObjectivePart part)
    {
        if (_nodes.FirstOrDefault(node => node.Output == part.Prediction) is { } producer)
        {
            WarnOfActivation(loss, producer, part.Operation);
        }

        WarnOfObstacles(part.Prediction);
    }

    private void WarnOfActivation(LayerDeclaration loss, Node producer, ObjectiveOperation operation)
    {
        LayerDeclaration layer = _declarations[producer.Layer];
        if (operation.AppliesItself == layer.Kind)
        {
            Report(Rules.RedundantActivation, layer, null, loss.Kind, layer.Kind, layer.Name);
        }
        else if (producer.Operation is Pointwise { CutsOffNegatives: true } && !operation.TakesAnySlope)
        {
            Report(Rules.ReluBeforeLoss, layer, null, layer.Name, loss.Kind, layer.Kind);
        }
    }

    private void WarnOfObstacles(Value prediction)
    {
        foreach ((string name, IReadOnlyList<string> untrained) in GradientReach.Obstacles(_nodes, _layers, prediction))
        {
            LayerDeclaration layer = _declarations[name];
            string names = untrained.Count == 1 ? untrained[0] : string.Join(", ", untrained.Take(untrained.Count - 1)) + " and " + untrained[untrained.Count - 1];
            Report(Rules.NoGradientPasses, layer, null, layer.Name, names, layer.Kind);
        }
    }

    /// <summary>A layer that neither an output nor a loss depends on is a slip: a forgotten name.</summary>
    private void ReportUnused()
    {
        var used = new HashSet<Value>(_outputs.Select(output => output.Value).Concat(_objectives.Select(objective => objective.Prediction)));
        foreach (Node node in _objectives.SelectMany(objective => objective.Nodes).Reverse().Concat(_nodes.AsEnumerable().Reverse()).Where(node => used.Contains(node.Output)))
        {
            used.UnionWith(node.Inputs);
        }

        // Of a block that nothing reads no layer is read; that is one slip, at the use of the block.
        (LayerDeclaration Declaration, Value Output)[] unread = [.. _blocks.Where(block => !used.Contains(block.Output))];
        IEnumerable<LayerDeclaration> unused = _layers.Where(layer => !used.Contains(layer.Output)).Select(layer => _declarations[layer.Name])
            .Concat(unread.Select(block => block.Declaration))
            .Where(layer => !unread.Any(block => block.Declaration.Names.Any(name => layer.Name.StartsWith(name + ".", System.StringComparison.Ordinal))));
        foreach (LayerDeclaration layer in unused)
        {
            string output = layer.Owner is null ? ", make it an output by [Output(\"" + layer.OutputName + "\")]" : "";
            Report(Rules.UnusedLayer, layer, "Name", layer.OutputName, output);
        }

        foreach (Value input in _inputs.Where(input => !used.Contains(input)))
        {
            InputDeclaration? declared = _declaration.Inputs.FirstOrDefault(each => each.Name == input.Name);
            _problems.Add(new Diagnostics.Problem(Rules.UnusedInput.Id, new Site(declared?.Index ?? _declaration.Index, declared is null ? null : "name"), [input.Name]));
        }
    }
}
