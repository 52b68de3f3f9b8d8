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
internal sealed partial class GraphBuilder
{
    /// <summary>
    /// One array holds at most this many floats (2 GB). A single example or weight matrix must stay well below,
    /// so that offsets in floats and in bytes fit an int.
    /// </summary>
    public const int LargestSize = 1 << 28;

    private readonly NetworkDeclaration _declaration;
    private readonly CompilerOptions _options;
    private readonly List<Problem> _problems = [];
    private readonly List<Node> _nodes = [];
    private readonly List<Layer> _layers = [];
    private readonly List<Parameter> _parameters = [];
    private readonly List<Value> _inputs = [];
    private readonly List<DataFit> _fits = [];
    private readonly Dictionary<string, LayerDeclaration> _declarations = new(StringComparer.Ordinal);
    private readonly FunctionNames _functions = new();
    private long _parameterFloats;
    private long _values;

    private GraphBuilder(NetworkDeclaration declaration, CompilerOptions options)
    {
        _declaration = declaration;
        _options = options;
    }

    private bool HasErrors => _problems.Any(problem => problem.IsError);

    /// <summary>The graph, or null if there is any error; warnings may come with it.</summary>
    public static ForwardGraph? Build(NetworkDeclaration declaration, out IReadOnlyList<Problem> problems) => Build(declaration, CompilerOptions.None, out problems);

    /// <summary>The graph, or null if there is any error; warnings may come with it.</summary>
    public static ForwardGraph? Build(NetworkDeclaration declaration, CompilerOptions options, out IReadOnlyList<Problem> problems)
    {
        var builder = new GraphBuilder(declaration, options);
        ForwardGraph? graph = builder.Build();
        problems = Once(builder._problems);
        return builder.HasErrors ? null : graph;
    }

    /// <summary>A mistake in a block is one mistake, however often the block is used.</summary>
    private static IReadOnlyList<Problem> Once(IEnumerable<Problem> problems)
    {
        var seen = new HashSet<(string Rule, Site Site)>();
        return [.. problems.Where(problem => problem.Site.Owner is null || seen.Add((problem.RuleId, problem.Site)))];
    }

    public void Report(DiagnosticDescriptor rule, AttributeDeclaration attribute, string? argument, params string[] arguments) =>
        Report(rule, attribute, argument, 0, arguments);

    /// <summary>Reports at one of the values of an argument that takes any number of them.</summary>
    public void Report(DiagnosticDescriptor rule, AttributeDeclaration attribute, string? argument, int element, string[] arguments) =>
        _problems.Add(new Problem(rule.Id, new Site(attribute.Index, argument, element) { Owner = attribute.Owner }, arguments.ToEquatableArray()));

    /// <summary>Takes over what reading a user's method found.</summary>
    public void Report(IEnumerable<Problem> problems) => _problems.AddRange(problems.Where(problem => !_problems.Contains(problem)).ToArray());

    /// <summary>Reports a size that is not positive, or that makes a value of <paramref name="rows"/> times this size too large.</summary>
    public bool CheckSize(LayerDeclaration layer, string argument, int size, int rows) => CheckSize(layer, argument, size, rows, LargestSize / rows);

    /// <summary>Reports a size that makes a weight matrix of this size by <paramref name="others"/>, or all parameters together, too large.</summary>
    public bool CheckWeights(LayerDeclaration layer, string argument, int size, int others)
    {
        // 64: the padding of a panel can make a narrow matrix larger than it looks.
        long room = (LargestSize - _parameterFloats) / (others + 1L) / (_loop?.Count ?? 1) - 64;
        if (room < 1)
        {
            long longest = Math.Max((LargestSize - _parameterFloats) / 65 - 1, 0);
            Report(Rules.ShapeMismatch, layer, null, layer.Name, "at most " + longest.ToString(CultureInfo.InvariantCulture) + " values on the last axis, so that all weights fit an array", "the value above", others.ToString(CultureInfo.InvariantCulture));
            return false;
        }

        bool fits = CheckSize(layer, argument, size, 1, room);
        _parameterFloats += fits && _sharing is null ? (size + 64L) * (others + 1L) * (_loop?.Count ?? 1) : 0;
        return fits;
    }

    /// <summary>A parameter of the layer being built: a new one, or that of the layer whose parameters it shares.</summary>
    public Parameter AddParameter(string name, Shape shape, ParameterRole role, Initializer otherwise, Shape? weightShape = null, bool isTable = false, double momentum = 0, string? settingCheck = null)
    {
        if (_sharing is { } sharing && name.StartsWith(sharing.User, StringComparison.Ordinal))
        {
            string owned = sharing.Owner + name.Substring(sharing.User.Length);
            Parameter? owner = _parameters.FirstOrDefault(parameter => parameter.Name == owned);
            if (owner?.Shape == shape && owner.Loop?.Count == _loop?.Count)
            {
                return owner;
            }

            _unshared ??= owner?.Shape == shape
                ? "of the two rows of blocks one changes the shape in its first block, and the other does not"
                : $"it has {name.Substring(sharing.User.Length)} {shape}, and {sharing.Owner.TrimEnd('.')} has {Described(sharing.Owner)}";
        }

        var parameter = new Parameter(name, shape, role, otherwise, weightShape, isTable, _loop) { Momentum = _isFrozen ? 0 : momentum, IsFrozen = _isFrozen, SettingCheck = settingCheck };
        _parameters.Add(parameter);
        return parameter;
    }

    /// <summary>A number that the user may set for each object, such as a rate: no part of what is trained or stored in files.</summary>
    /// <param name="name">Its name: <c>dropout1.rate</c>.</param>
    /// <param name="initial">Its value at first.</param>
    /// <param name="check">The method of the runtime's <c>Check</c> that refuses impossible numbers.</param>
    /// <param name="layer">The layer that has it besides its other parameters, if that is declared already.</param>
    public Parameter AddSetting(string name, double initial, string check, Layer? layer = null)
    {
        Parameter setting = AddParameter(name, Shape.Scalar, ParameterRole.Setting, new Initializer(InitializerKind.Constant, [initial]), settingCheck: check);
        layer?.Add(setting);
        return setting;
    }

    /// <summary>True for a modifier of the whole network.</summary>
    public bool IsOfNetwork(ModifierDeclaration modifier) => _declaration.Modifiers.Contains(modifier);

    /// <summary>Reports that a layer or a member has the name of a member that the attribute asks for.</summary>
    public bool CheckMember(AttributeDeclaration attribute, string property)
    {
        bool isTaken = _declaration.Collisions.Contains(property) || _declaration.Layers.Any(layer => layer.IsLayer && layer.Names.Any(name => LayerNames.Property(name) == property));
        if (isTaken)
        {
            Report(Rules.NameCollides, attribute, null, property, "a layer or member of yours", "choose another name for that");
        }

        return !isTaken;
    }

    /// <summary>Adds a node that is always computed.</summary>
    public Value Add(Operation operation, string name, string layer, IReadOnlyList<Value> inputs) => Add(operation, name, layer, inputs, NodeMode.Always);

    /// <summary>Adds a node of one mode; in the other its input <paramref name="otherwise"/> stands for it. It may be the newest value of a running statistic.</summary>
    public Value Add(Operation operation, string name, string layer, IReadOnlyList<Value> inputs, NodeMode mode, int otherwise = 0, Parameter? statisticOf = null)
    {
        var output = new Value(name, operation.Infer(inputs), operation.Extent) { Loop = _loop };
        _nodes.Add(new Node(operation, inputs, output, layer) { Mode = mode, Otherwise = otherwise, Loop = _loop, StatisticOf = statisticOf?.Value });
        return output;
    }

    /// <summary>A further input of the network, which an operator needs when the build asks for it.</summary>
    public Value AddInput(string name, Shape shape)
    {
        var input = new Value(name, shape, Extent.PerExample);
        _inputs.Add(input);
        return input;
    }

    /// <summary>True for what the caller gives, not what a layer makes.</summary>
    public bool IsInput(Value value) => _inputs.Contains(value);

    /// <summary>Enters numbers that <c>Adapt</c> takes from examples; once, though several layers may share them.</summary>
    public void AddFit(DataFit fit)
    {
        if (_fits.All(other => other.Offset != fit.Offset))
        {
            _fits.Add(fit);
        }
    }

    /// <summary>What the build asks for.</summary>
    public CompilerOptions Options => _options;

    /// <summary>A name for the kernel of a function of this content.</summary>
    public string NameOf(string function, object content) => _functions.Of(function, content);

    /// <summary>A number that tells the random streams of layers apart.</summary>
    public int NextStream()
    {
        int stream = _streams;
        _streams += _loop?.Count ?? 1;
        return stream;
    }

    /// <summary>Enters the layer into the tables.</summary>
    public void Declare(LayerDeclaration layer, Value output, IReadOnlyList<Parameter> parameters, long multiplyAdds, string formula, string? view = null) =>
        _layers.Add(new Layer(layer.Name, layer.Kind, output, parameters, multiplyAdds, formula, view) { Inputs = _read, Shares = _sharing is not null });

    private string Described(string prefix)
    {
        string[] has = [.. _parameters.Where(parameter => parameter.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(parameter => parameter.Name.Substring(prefix.Length) + " " + parameter.Shape)];
        return has.Length == 0 ? "no parameters" : string.Join(", ", has);
    }

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
        CheckInputShapes();

        if (HasErrors)
        {
            return null;
        }

        var scope = new Scope("", _declaration.Layers);
        foreach (Value input in Inputs())
        {
            _inputs.Add(input);
            scope.Add(input.Name, input);
        }

        return BuildLayers(scope, _declaration.Layers, _inputs[0]) is { } last ? Finish(scope, last) : null;
    }

    /// <summary>What the declaration gives as inputs: <c>x</c>, unless all have names of their own.</summary>
    private IEnumerable<Value> Inputs()
    {
        if (_declaration.InputShape.Count > 0 || _declaration.Inputs.Count == 0)
        {
            yield return new Value("x", new Shape(_declaration.InputShape), Extent.PerExample, KindOf(_declaration.HasIntInput));
        }

        foreach (InputDeclaration input in _declaration.Inputs)
        {
            yield return new Value(input.Name, new Shape(input.Shape), Extent.PerExample, KindOf(input.IsInt));
        }
    }

    private static ElementKind KindOf(bool isInt) => isInt ? ElementKind.Int : ElementKind.Float;

    private void CheckInputShapes()
    {
        if (_declaration.InputShape.Count > 0 || _declaration.Inputs.Count == 0)
        {
            CheckInputShape(_declaration.InputShape, _declaration.Name, new Site(_declaration.Index, "shape"), mayBeEmpty: false);
        }

        foreach (InputDeclaration input in _declaration.Inputs)
        {
            CheckInputShape(input.Shape, input.Name, new Site(input.Index, "shape"), mayBeEmpty: true);
        }
    }

    private void CheckInputShape(EquatableArray<int> axes, string owner, Site site, bool mayBeEmpty)
    {
        if (Shape.SizeWithin(axes, LargestSize) >= 0 && (axes.Count > 0 || mayBeEmpty))
        {
            return;
        }

        string shape = axes.Count == 0 ? "empty" : new Shape(axes).ToString();
        int axis = Math.Max(axes.ToList().FindIndex(size => size is < 1 or > LargestSize), 0);
        _problems.Add(new Problem(
            Rules.ImpossibleSize.Id,
            site with { Element = axis },
            ["the input shape", owner, shape, LargestSize.ToString(CultureInfo.InvariantCulture) + " on each axis and in all"]));
    }

    /// <summary>A trace keeps every value and its gradient, so all of them together must fit an array.</summary>
    private bool CheckSum(LayerDeclaration layer, Value value)
    {
        const long Largest = 2L * LargestSize;
        _values += (long)value.Shape.Size * (_loop?.Count ?? 1);
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
    private void Modify(IEnumerable<ModifierDeclaration> modifiers, string owner, Layer? layer, IReadOnlyList<Parameter> parameters)
    {
        foreach (ModifierDeclaration modifier in modifiers)
        {
            OperatorCatalog.FindModifier(modifier.Attribute)!.Apply(modifier, owner, layer, parameters, this);
        }
    }

    /// <summary>Weights start as suits the operation that takes their result: He's normal before ReLU and its relatives, LeCun's before SELU, Glorot's uniform otherwise.</summary>
    private void ChooseInitializers()
    {
        foreach (Node node in _nodes)
        {
            Initializer? suited = _nodes.FirstOrDefault(consumer => consumer.Inputs.Contains(node.Output))?.Operation.InitializerOfWeightsBefore;
            HashSet<Value> read = [.. node.Inputs, .. _nodes.Where(maker => maker.Output.Extent == Extent.Shared && node.Inputs.Contains(maker.Output)).SelectMany(maker => maker.Inputs)];
            foreach (Parameter parameter in _parameters.Where(parameter => parameter.Role == ParameterRole.Weight && parameter.Shape.Rank >= 2 && !parameter.IsTable && read.Contains(parameter.Value)))
            {
                parameter.SuitedInitializer = suited ?? parameter.SuitedInitializer;
            }
        }
    }
}
