using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using NetGen.Conformance.Tests.Interpreter.Judges;
using NetGen.Generator.Graph;
using NetGen.Generator.Operators;
using Xunit;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>The judge before the court: its reverse mode against central differences of its own forward pass, and graphs that are no chains.</summary>
public sealed class GraphInterpreterTests
{
    private const int Rows = 3;
    private const double Step = 1e-6;

    /// <summary>Central differences in double: an error of about Step^2 for the curvature, and 1e-16 / Step for the rounding.</summary>
    private const double Tolerance = 1e-7;

    private static readonly double[] Weights = [0.5, 0, 2];

    [Theory]
    [InlineData("[Network(2, 3, InputGradient = true)] [Dense(4), Relu, Dense(2, Bias = false), Linear] [HalfSquaredError]")]
    [InlineData("[Network(5, InputGradient = true)] [Dense(4), Tanh] [MeanSquaredError(Reduction = Reduction.Sum)]")]
    [InlineData("[Network(2, 3, 2, InputGradient = true)] [Softmax(Axis = 1), Dense(3), Softmax(Axis = 0)] [OutputGradient]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4)] [SoftmaxCrossEntropy]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4)] [SoftmaxCrossEntropy(Target = Target.Distribution)]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(2), Sigmoid] [BinaryCrossEntropy]")]
    [InlineData("[Network(3, InputGradient = true)] [Sigmoid, Dense(2)] [SigmoidCrossEntropy]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(2)] [SigmoidCrossEntropy(PositiveWeights = new[] { 0.5, 2 })]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(2)] [BinarySoftmax]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(2)] [SummedSquaredError]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(5)] [MeanAbsoluteError]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(5)] [Huber(0.3)]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(5)] [SmoothL1(0.3)]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(5)] [Hinge(Margin = 0.1)]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(5)] [SquaredHinge]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(5)] [Poisson]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(5), Softplus] [Poisson(LogInput = false)]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4), LogSoftmax] [KullbackLeibler]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4), Softmax] [KullbackLeibler(LogInput = false)]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4)] [SoftmaxCrossEntropy(LabelSmoothing = 0.1, ClassWeights = new[] { 0.4, 1, 1.6, 0.5 })]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4)] [SoftmaxCrossEntropy(Target = Target.Distribution, LabelSmoothing = 0.1, ClassWeights = new[] { 0.4, 1, 1.6, 0.5 })]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4), Softmax, Linear] [CrossEntropy(ClassWeights = new[] { 0.4, 1, 1.6, 0.5 })]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4), Softmax] [CrossEntropy(Target = Target.Distribution)]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4), LogSoftmax, Linear] [NegativeLogLikelihood(ClassWeights = new[] { 0.4, 1, 1.6, 0.5 })]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4)] [MultiMargin]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4)] [MultiMargin(Power = 2)]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4)] [WestonWatkins(Margin = 0.5)]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4)] [CrammerSinger]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4)] [SparsemaxLoss]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(4)] [SparsemaxLoss(Target = Target.Distribution)]")]
    [InlineData("[Network(2, 3, 4, InputGradient = true)] [Transpose(1, 2, 0), Reshape(4, -1), Tanh, Flatten, ScaleAndShift(0.5, 0.25)] [HalfSquaredError]")]
    [InlineData("[Network(2, 3, 4, InputGradient = true)] [Select(-1, Axis = 1), Tanh] [Mean(From = \"x\"), Select(1)] [Mean(From = \"tanh1\")] [Multiply(\"mean2\", \"select2\")] [HalfSquaredError]")]
    [InlineData("[Network(2, 3, InputGradient = true)] [Input(\"b\", 2, 1)] [Tanh(From = \"x\")] [Concat(\"x\", \"b\", \"tanh1\"), Tanh] [MeanSquaredError]")]
    [InlineData("[Network(2, 3, InputGradient = true)] [Input(\"b\", 1, 3)] [Concat(\"b\", \"x\", Axis = 0), Tanh] [MeanSquaredError]")]
    [InlineData("[Network(2, 3, InputGradient = true)] [Input(\"b\", 3)] [Dot(\"x\", \"b\"), Tanh] [MeanSquaredError]")]
    [InlineData("[Network(2, 3, InputGradient = true)] [Dense(3)] [Dot(\"x\", \"dense1\")] [Dot(\"dot1\", \"dot1\")] [MeanSquaredError]")]
    [InlineData("[Network(2, 3, Kind = ElementKind.Int)] [Embedding(4, 3, Name = \"table\")] [Mean, Tanh] [EmbeddingBag(4, 3, From = \"x\")] [Embedding(4, 3, From = \"x\", Shares = \"table\"), Mean(Axis = 1)] [Dense(3), Add(\"dense1\", \"embeddingBag1\")] [HalfSquaredError(From = \"add1\")] [HalfSquaredError(From = \"tanh1\")]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(2, Name = \"m\")] [Dense(2, From = \"x\", Name = \"s\")] [GaussianNegativeLogLikelihood(\"m\", \"s\")]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(2, Name = \"m\")] [Dense(2, From = \"x\", Name = \"s\")] [CosineEmbedding(\"m\", \"s\", Margin = -0.5)]")]
    [InlineData("[Network(3, InputGradient = true)] [Dense(2, Name = \"u\")] [Dense(2, From = \"x\", Name = \"v\")] [Dense(6, From = \"x\"), Reshape(3, 2)] [SkipGram(\"u\", \"v\", \"reshape1\")]")]
    public void Reverse_mode_is_the_derivative_of_the_forward_pass(string attributes) => RequireDerivatives(ForwardGraphs.Read(attributes));

    public static TheoryData<string> Functions => [.. UserFunctions.All.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Reverse_mode_is_the_derivative_of_users_functions(string name)
    {
        string method = UserFunctions.All.Single(function => function.Name == name).Method;
        RequireDerivatives(ForwardGraphs.Read([new NetworkSource(
            "Single",
            $"[Network(2, 3, InputGradient = true)] [Dense(4), Elementwise(nameof({name}))] [HalfSquaredError] public sealed partial class Single {{ {method} }}")])[0]);
    }

    /// <summary>Two dense layers with the same weight and bias, as no declaration can say yet.</summary>
    [Fact]
    public void A_value_with_several_readers_has_the_sum_of_their_gradients()
    {
        ForwardGraph declared = ForwardGraphs.Read("[Network(3, InputGradient = true)] [Dense(3), Tanh] [HalfSquaredError]");
        (Node dense, Node tanh) = (declared.Nodes[0], declared.Nodes[1]);
        var again = new Node(dense.Operation, [tanh.Output, dense.Inputs[1], dense.Inputs[2]], new Value(dense.Output.Name, dense.Output.Shape, Extent.PerExample), "again");
        RequireDerivatives(With(declared, again, [dense, tanh, again]));
    }

    /// <summary>The input is both the vector and, on another way, the matrix of a product.</summary>
    [Fact]
    public void Ways_that_part_may_meet_again()
    {
        ForwardGraph declared = ForwardGraphs.Read("[Network(2, InputGradient = true)] [Dense(2, Bias = false), Tanh] [HalfSquaredError]");
        (Node dense, Node tanh) = (declared.Nodes[0], declared.Nodes[1]);
        Value weight = dense.Inputs[1];
        var bent = new Node(tanh.Operation, [weight], new Value("bent", weight.Shape, Extent.Shared), "bent");
        var again = new Node(dense.Operation, [tanh.Output, bent.Output], new Value("again", dense.Output.Shape, Extent.PerExample), "again");
        RequireDerivatives(With(declared, again, [bent, dense, tanh, again]));
    }

    [Fact]
    public void An_unknown_operation_is_named()
    {
        ForwardGraph declared = ForwardGraphs.Read("[Network(2)] [Tanh]");
        var strange = new Node(new Pointwise("Strange", Generator.Expressions.Expression.Zero, ["x"], ""), [declared.Input], declared.Output, "strange");
        var graph = With(declared, strange, [strange]);
        Assert.Contains("Strange", Assert.Throws<NotSupportedException>(() => GraphInterpreter.Evaluate(graph, Draw(graph), Rows, [])).Message, StringComparison.Ordinal);
    }

    private static ForwardGraph With(ForwardGraph declared, Node last, IReadOnlyList<Node> nodes) => new()
    {
        Name = declared.Name,
        Inputs = declared.Inputs,
        Outputs = [new Output("y", last.Output)],
        Nodes = nodes,
        Layers = declared.Layers,
        Parameters = declared.Parameters,
        Objectives = [.. declared.Objectives.Select(objective => new Objective(objective.Operation, last.Output, objective.Target, objective.Reduction, objective.Name))],
        InputGradient = declared.InputGradient,
    };

    private static void RequireDerivatives(ForwardGraph graph)
    {
        Dictionary<Value, double[]> given = Draw(graph);
        Evaluation evaluation = GraphInterpreter.Evaluate(graph, given, Rows, Weights);
        Assert.False(evaluation.IsUncertain);
        IEnumerable<Value> inputs = graph.Inputs.Where(input => input.Kind == Generator.Graph.ElementKind.Float);
        foreach (Value value in graph.Parameters.Where(parameter => parameter.IsTrained).Select(parameter => parameter.Value).Concat(inputs))
        {
            for (int element = 0; element < given[value].Length; element++)
            {
                double expected = (Loss(value, element, Step) - Loss(value, element, -Step)) / (2 * Step);
                Assert.Equal(expected, evaluation[value].Gradient?[element].Value ?? 0, Tolerance);
            }
        }

        double Loss(Value value, int element, double step)
        {
            double[] moved = [.. given[value]];
            moved[element] += step;
            return GraphInterpreter.Evaluate(graph, new Dictionary<Value, double[]>(given) { [value] = moved }, Rows, Weights).Loss!.Value.Value;
        }
    }

    private static Dictionary<Value, double[]> Draw(ForwardGraph graph)
    {
        var random = new Random(1);
        var given = graph.Parameters.ToDictionary(parameter => parameter.Value, Parameter);
        foreach (Value input in graph.Inputs)
        {
            int? limit = graph.Nodes.Where(node => node.Inputs.Contains(input)).Min(node => node.Operation.IndexLimit(node.Inputs));
            double[] numbers = Numbers(Rows * input.Shape.Size);
            given.Add(input, limit is { } end ? Array.ConvertAll(numbers, _ => (double)random.Next(end)) : numbers);
        }

        foreach (Objective objective in graph.Objectives.Where(objective => objective.Target is not null && !given.ContainsKey(objective.Target)))
        {
            int size = Rows * objective.Target!.Shape.Size;
            double[] targets = objective.Target.Kind == Generator.Graph.ElementKind.Int ? [1, 0, 3] : Numbers(size);
            given.Add(objective.Target, objective.Operation.TargetCheck switch
            {
                // Logarithms of negative targets would be none.
                "Distributions" or "NotNegative" => Array.ConvertAll(targets, Math.Abs),
                "Signs" => Array.ConvertAll(targets, target => target < 0 ? -1.0 : 1),
                _ => targets,
            });
        }

        return given;

        double[] Parameter(Parameter parameter) => parameter.Role switch
        {
            Generator.Graph.ParameterRole.Setting => [.. Enumerable.Repeat(parameter.Initializer.Arguments[0], parameter.Shape.Size)],
            Generator.Graph.ParameterRole.Buffer => Array.ConvertAll(Numbers(parameter.Shape.Size), number => number + 1.5),
            _ => Numbers(parameter.Shape.Size),
        };

        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1)];
    }
}
