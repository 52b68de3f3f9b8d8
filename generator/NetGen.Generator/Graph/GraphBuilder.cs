using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Operators;

namespace NetGen.Generator.Graph;

/// <summary>Turns a declaration into a forward graph, or into a list of problems. What operators call while they build.</summary>
internal sealed class GraphBuilder
{
    /// <summary>
    /// One array holds at most this many floats (2 GB). A single example or weight matrix must stay well below,
    /// so that offsets in floats and in bytes fit an int.
    /// </summary>
    public const int LargestSize = 1 << 28;

    private readonly NetworkDeclaration _declaration;
    private readonly List<Problem> _problems = [];
    private readonly List<Node> _nodes = [];
    private readonly List<Layer> _layers = [];
    private readonly List<Parameter> _parameters = [];
    private readonly FunctionNames _functions = new();
    private long _parameterFloats;
    private long _values;

    private GraphBuilder(NetworkDeclaration declaration) => _declaration = declaration;

    private bool HasErrors => _problems.Any(problem => problem.IsError);

    /// <summary>The graph, or null if there is any error; warnings may come with it.</summary>
    public static ForwardGraph? Build(NetworkDeclaration declaration, out IReadOnlyList<Problem> problems)
    {
        var builder = new GraphBuilder(declaration);
        ForwardGraph? graph = builder.Build();
        problems = builder._problems;
        return builder.HasErrors ? null : graph;
    }

    public void Report(DiagnosticDescriptor rule, AttributeDeclaration attribute, string? argument, params string[] arguments) =>
        _problems.Add(new Problem(rule.Id, new Site(attribute.Index, argument), arguments.ToEquatableArray()));

    /// <summary>Takes over what reading a user's method found.</summary>
    public void Report(IEnumerable<Problem> problems) => _problems.AddRange(problems.Where(problem => !_problems.Contains(problem)).ToArray());

    /// <summary>Reports a size that is not positive, or that makes a value of <paramref name="rows"/> times this size too large.</summary>
    public bool CheckSize(LayerDeclaration layer, string argument, int size, int rows) => CheckSize(layer, argument, size, rows, LargestSize / rows);

    /// <summary>Reports a size that makes a weight matrix of this size by <paramref name="others"/>, or all parameters together, too large.</summary>
    public bool CheckWeights(LayerDeclaration layer, string argument, int size, int others)
    {
        // 64: the padding of a panel can make a narrow matrix larger than it looks.
        long room = (LargestSize - _parameterFloats) / (others + 1L) - 64;
        if (room < 1)
        {
            long longest = Math.Max((LargestSize - _parameterFloats) / 65 - 1, 0);
            Report(Rules.ShapeMismatch, layer, null, layer.Name, "at most " + longest.ToString(CultureInfo.InvariantCulture) + " values on the last axis, so that all weights fit an array", "the value above", others.ToString(CultureInfo.InvariantCulture));
            return false;
        }

        bool fits = CheckSize(layer, argument, size, 1, room);
        _parameterFloats += fits ? (size + 64L) * (others + 1L) : 0;
        return fits;
    }

    public Parameter AddParameter(string name, Shape shape, ParameterRole role, Initializer otherwise, Shape? weightShape = null)
    {
        var parameter = new Parameter(name, shape, role, otherwise, weightShape);
        _parameters.Add(parameter);
        return parameter;
    }

    public Value Add(Operation operation, string name, string layer, IReadOnlyList<Value> inputs)
    {
        var output = new Value(name, operation.Infer(inputs), Extent.PerExample);
        _nodes.Add(new Node(operation, inputs, output, layer));
        return output;
    }

    /// <summary>A name for the kernel of a function of this content.</summary>
    public string NameOf(string function, object content) => _functions.Of(function, content);

    /// <summary>Enters the layer into the tables.</summary>
    public void Declare(LayerDeclaration layer, Value output, IReadOnlyList<Parameter> parameters, long multiplyAdds, string formula, string? view = null) =>
        _layers.Add(new Layer(layer.Name, layer.Kind, output, parameters, multiplyAdds, formula, view));

    private bool CheckSize(LayerDeclaration layer, string argument, int size, int rows, long largest)
    {
        if (size >= 1 && size <= largest)
        {
            return true;
        }

        string name = layer.Name + (rows > 1 ? " (" + rows.ToString(CultureInfo.InvariantCulture) + " rows)" : "");
        Report(Rules.ImpossibleSize, layer, argument, "the size", name, size.ToString(CultureInfo.InvariantCulture), Math.Max(largest, 0).ToString(CultureInfo.InvariantCulture));
        return false;
    }

    private ForwardGraph? Build()
    {
        DeclarationChecks.Check(_declaration, _problems);
        CheckInputShape();

        if (HasErrors)
        {
            return null;
        }

        var input = new Value("x", new Shape(_declaration.InputShape), Extent.PerExample);
        return BuildLayers(input) is { } output ? Finish(input, output) : null;
    }

    private void CheckInputShape()
    {
        if (_declaration.InputShape.Count > 0 && Shape.SizeWithin(_declaration.InputShape, LargestSize) >= 0)
        {
            return;
        }

        string shape = _declaration.InputShape.Count == 0 ? "empty" : new Shape(_declaration.InputShape).ToString();
        int axis = Math.Max(_declaration.InputShape.ToList().FindIndex(size => size is < 1 or > LargestSize), 0);
        _problems.Add(new Problem(
            Rules.ImpossibleSize.Id,
            new Site(_declaration.Index, "shape", axis),
            ["the input shape", _declaration.Name, shape, LargestSize.ToString(CultureInfo.InvariantCulture) + " on each axis and in all"]));
    }

    /// <summary>The value of the last layer; null after a problem, because the shapes after it are unknown.</summary>
    private Value? BuildLayers(Value input)
    {
        Value? current = input;
        foreach (LayerDeclaration layer in _declaration.Layers.Where(layer => !layer.IsObjective))
        {
            if (OperatorCatalog.FindLayer(layer.Attribute) is not { } known)
            {
                Report(Rules.UnknownOperator, layer, null, layer.Kind);
                return null;
            }

            current = known.Build(layer, current, this);
            if (current is null || !CheckSum(layer, current))
            {
                return null;
            }

            Modify(layer.Modifiers, layer.Name, _layers[_layers.Count - 1].Parameters);
        }

        return current;
    }

    /// <summary>A trace keeps every value and its gradient, so all of them together must fit an array.</summary>
    private bool CheckSum(LayerDeclaration layer, Value value)
    {
        const long Largest = 2L * LargestSize;
        _values += value.Shape.Size;
        if (_values <= Largest)
        {
            return true;
        }

        Report(
            Rules.ImpossibleSize,
            layer,
            null,
            "the sum of all values",
            _declaration.Name + " up to " + layer.Name,
            _values.ToString(CultureInfo.InvariantCulture),
            Largest.ToString(CultureInfo.InvariantCulture));
        return false;
    }

    /// <summary>Lets modifiers change what stands above them: a layer, or the whole network.</summary>
    private void Modify(IEnumerable<ModifierDeclaration> modifiers, string owner, IReadOnlyList<Parameter> parameters)
    {
        foreach (ModifierDeclaration modifier in modifiers)
        {
            OperatorCatalog.FindModifier(modifier.Attribute)!.Apply(modifier, owner, parameters, this);
        }
    }

    private ForwardGraph? Finish(Value input, Value output)
    {
        Objective? objective = null;
        if (_declaration.Layers.FirstOrDefault(layer => layer.IsObjective) is { } declared)
        {
            ObjectiveOperator? known = OperatorCatalog.FindObjective(declared.Attribute);
            if (known is null)
            {
                Report(Rules.UnknownOperator, declared, null, declared.Kind);
            }

            if (known?.Build(declared, output, this) is not { } operation)
            {
                return null;
            }

            if (_nodes.FirstOrDefault(node => node.Output == output) is { } producer)
            {
                WarnOfActivation(declared, producer, operation);
            }

            WarnOfObstacles(output);

            var target = new Value("target", operation.TargetShape(output.Shape), Extent.PerExample, operation.TargetKind);
            var reduction = (Reduction)declared.Integer("Reduction", (int)operation.DefaultReduction);
            if (reduction is not (Reduction.Mean or Reduction.Sum))
            {
                Report(Rules.UnknownOption, declared, "Reduction", "Reduction", declared.Kind, ((int)reduction).ToString(CultureInfo.InvariantCulture), "Mean or Sum");
                return null;
            }

            objective = new Objective(operation, output, target, reduction, declared.Kind);
            Modify(declared.Modifiers, declared.Kind, []);
        }

        Modify(_declaration.Modifiers, _declaration.Name, _parameters);
        ChooseInitializers();
        return new ForwardGraph
        {
            Name = _declaration.Name,
            Input = input,
            Output = output,
            Nodes = _nodes.ToArray(),
            Layers = _layers.ToArray(),
            Parameters = _parameters.ToArray(),
            Objective = objective,
            InputGradient = _declaration.InputGradient && objective is not null,
        };
    }

    private void WarnOfActivation(LayerDeclaration loss, Node producer, ObjectiveOperation operation)
    {
        LayerDeclaration layer = _declaration.Layers.First(layer => layer.Name == producer.Layer);
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
            LayerDeclaration layer = _declaration.Layers.First(layer => layer.Name == name);
            string names = untrained.Count == 1 ? untrained[0] : string.Join(", ", untrained.Take(untrained.Count - 1)) + " and " + untrained[untrained.Count - 1];
            Report(Rules.NoGradientPasses, layer, null, layer.Name, names, layer.Kind);
        }
    }

    /// <summary>Weights start as suits the operation that takes their result: He's normal before ReLU and its relatives, LeCun's before SELU, Glorot's uniform otherwise.</summary>
    private void ChooseInitializers()
    {
        foreach (Node node in _nodes)
        {
            Initializer? suited = _nodes.FirstOrDefault(consumer => consumer.Inputs.Contains(node.Output))?.Operation.InitializerOfWeightsBefore;
            foreach (Parameter parameter in _parameters.Where(parameter => parameter.Role == ParameterRole.Weight && parameter.Shape.Rank >= 2 && node.Inputs.Contains(parameter.Value)))
            {
                parameter.SuitedInitializer = suited ?? parameter.SuitedInitializer;
            }
        }
    }
}
