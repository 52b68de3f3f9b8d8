using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using static NetGen.Generator.Expressions.Expression;

namespace NetGen.Generator.Operators;

/// <summary>A loss that names the values it judges: nodes that are part of training alone make one value of them, which a simple loss judges.</summary>
internal abstract class SeveralValueObjective : ObjectiveOperator
{
    public sealed override ObjectiveOperation? Build(LayerDeclaration layer, Value prediction, GraphBuilder graph) => throw new System.NotSupportedException(Attribute + " has parts.");

    /// <summary>The arguments that name values.</summary>
    protected abstract IReadOnlyList<string> Names { get; }

    public sealed override IReadOnlyList<string> InputArguments => Names;

    public sealed override IReadOnlyList<ObjectivePart>? BuildParts(LayerDeclaration layer, Value head, GraphBuilder graph)
    {
        Value?[] found = [.. Names.Select(name => graph.Find(layer, layer.Kind, name, layer.Text(name) ?? ""))];
        if (found.Any(value => value is null))
        {
            return null;
        }

        Value[] values = [.. found.OfType<Value>()];
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i].Kind == ElementKind.Int)
            {
                graph.Report(Rules.WrongKind, layer, Names[i], layer.Kind, "floats", values[i].Name, "ints");
                return null;
            }
        }

        return Build(layer, values, graph);
    }

    /// <summary>The parts for the values that the arguments name; null after reporting a problem.</summary>
    protected abstract IReadOnlyList<ObjectivePart>? Build(LayerDeclaration layer, IReadOnlyList<Value> values, GraphBuilder graph);

    /// <summary>Reports a value of another shape than expected at the argument that names it.</summary>
    protected bool HasShape(LayerDeclaration layer, int argument, Value value, Shape expected, GraphBuilder graph)
    {
        if (value.Shape == expected)
        {
            return true;
        }

        graph.Report(Rules.ShapeMismatch, layer, Names[argument], layer.Kind, $"{Names[argument]} to be {expected}", value.Name, value.Shape.ToString());
        return false;
    }

    /// <summary>Reports a value that is no vector at the argument that names it.</summary>
    protected bool IsVector(LayerDeclaration layer, int argument, Value value, GraphBuilder graph)
    {
        if (value.Shape.Rank == 1)
        {
            return true;
        }

        graph.Report(Rules.ShapeMismatch, layer, Names[argument], layer.Kind, $"{Names[argument]} to be a vector", value.Name, value.Shape.ToString());
        return false;
    }

    /// <summary>A node of the loss, called after what it makes.</summary>
    protected static Node Node(Operation operation, string name, LayerDeclaration layer, params Value[] inputs) =>
        new(operation, inputs, new Value("loss." + name, operation.Infer(inputs), operation.Extent), layer.Kind);
}

/// <summary><c>[GaussianNegativeLogLikelihood("mean", "logVariance")]</c>: L = mean_k (exp(-s[k]) (t[k] - m[k])^2 + s[k]) / 2.</summary>
internal sealed class GaussianNegativeLogLikelihoodObjective : SeveralValueObjective
{
    private static readonly ElementLoss MeanOfTerms = new("MeanOfTerms", new Variable("y")) { MeanOverElements = true, ComparesWithTarget = false };

    public override string Attribute => "NetGen.GaussianNegativeLogLikelihood";

    protected override IReadOnlyList<string> Names => ["mean", "logVariance"];

    protected override IReadOnlyList<ObjectivePart>? Build(LayerDeclaration layer, IReadOnlyList<Value> values, GraphBuilder graph)
    {
        (Value mean, Value logVariance) = (values[0], values[1]);
        if (!HasShape(layer, 1, logVariance, mean.Shape, graph))
        {
            return null;
        }

        Value target = graph.Target(mean.Shape, ElementKind.Float);
        var (m, s, t) = (new Variable("x"), new Variable("other"), new Variable("target"));
        Expression difference = m - t;
        Expression body = 0.5 * ((Exp(-s) * difference * difference) + s);
        var terms = new Pointwise(layer.Kind, body, [m.Name, s.Name, t.Name], "{0}[i] = (exp(-{2}[i]) * ({1}[i] - {3}[i])^2 + {2}[i]) / 2");
        Node node = Node(terms, "terms", layer, mean, logVariance, target);
        return [new ObjectivePart(new ElementLossOperation(MeanOfTerms, []), node.Output, target, [node])];
    }
}

/// <summary><c>[CosineEmbedding("first", "second", Margin = 0)]</c>: with c = cos(a, b), L = 1 - c for the target +1 and max(0, c - margin) for -1.</summary>
internal sealed class CosineEmbeddingObjective : SeveralValueObjective
{
    // As PyTorch: what is added to each squared norm, so that a vector of zeros has the cosine 0 with all others.
    private const double LeastSquare = 1e-12;

    private static readonly IReadOnlyList<Option> Options = [new("Margin", 0, new OptionRange("from -1 to 1", margin => margin is >= -1 and <= 1))];

    /// <summary>At the margin itself the slope is 0.</summary>
    private static readonly ElementLoss Distance = new("CosineDistance", Options, o => IfLess(Zero, new Variable("t"), 1.0 - new Variable("y"), Above(o[0], new Variable("y") - o[0])))
    {
        Slope = o => IfLess(Zero, new Variable("t"), -1.0, Above(o[0], One)),
        TargetCheck = "Signs",
    };

    public override string Attribute => "NetGen.CosineEmbedding";

    protected override IReadOnlyList<string> Names => ["first", "second"];

    protected override IReadOnlyList<ObjectivePart>? Build(LayerDeclaration layer, IReadOnlyList<Value> values, GraphBuilder graph)
    {
        (Value first, Value second) = (values[0], values[1]);
        if (!IsVector(layer, 0, first, graph) || !HasShape(layer, 1, second, first.Shape, graph) || Option.Read(Options, layer, graph) is not { } options)
        {
            return null;
        }

        Node product = Node(new Dot(), "product", layer, first, second);
        Node square = Node(new Dot(), "square", layer, first, first);
        Node otherSquare = Node(new Dot(), "otherSquare", layer, second, second);
        var (x, a, b) = (new Variable("x"), new Variable("other"), new Variable("other2"));
        // Two roots: the product of the squares could leave the range of floats.
        Expression body = x / (Sqrt(a + LeastSquare) * Sqrt(b + LeastSquare));
        var operation = new Pointwise("Cosine", body, [x.Name, a.Name, b.Name], "{0} = {1} / sqrt(({2} + 1e-12) * ({3} + 1e-12))");
        Node cosine = Node(operation, "cosine", layer, product.Output, square.Output, otherSquare.Output);
        Value target = graph.Target(Shape.Scalar, ElementKind.Float);
        return [new ObjectivePart(new ElementLossOperation(Distance, options), cosine.Output, target, [product, square, otherSquare, cosine])];
    }

    private static Expression Above(double margin, Expression value) => IfLessOrEqual(new Variable("y") - margin, Zero, Zero, value);
}

/// <summary><c>[SkipGram("centre", "context", "negatives")]</c>: L = -ln s(u.v) - sum_k ln s(-n[k].v) with s(z) = 1 / (1 + exp(-z)), as -ln s(z) = softplus(-z).</summary>
internal sealed class SkipGramObjective : SeveralValueObjective
{
    private static readonly ElementLoss Near = new("SkipGramContext", Softplus(-new Variable("y"))) { Slope = _ => -Sigmoid(-new Variable("y")), ComparesWithTarget = false };

    private static readonly ElementLoss Drawn = new("SkipGramNegatives", Softplus(new Variable("y"))) { Slope = _ => Sigmoid(new Variable("y")), ComparesWithTarget = false };

    public override string Attribute => "NetGen.SkipGram";

    protected override IReadOnlyList<string> Names => ["centre", "context", "negatives"];

    protected override IReadOnlyList<ObjectivePart>? Build(LayerDeclaration layer, IReadOnlyList<Value> values, GraphBuilder graph)
    {
        (Value centre, Value context, Value negatives) = (values[0], values[1], values[2]);
        if (!IsVector(layer, 0, centre, graph) || !HasShape(layer, 1, context, centre.Shape, graph))
        {
            return null;
        }

        if (negatives.Shape.Rank != 2 || negatives.Shape.Last != centre.Shape.Last)
        {
            graph.Report(Rules.ShapeMismatch, layer, Names[2], layer.Kind, $"negatives to be [words, {centre.Shape.Last}]", negatives.Name, negatives.Shape.ToString());
            return null;
        }

        Node near = Node(new Dot(), "contextProduct", layer, context, centre);
        Node drawn = Node(new Dot(), "negativeProducts", layer, negatives, centre);
        return
        [
            new ObjectivePart(new ElementLossOperation(Near, []), near.Output, null, [near]),
            new ObjectivePart(new ElementLossOperation(Drawn, []), drawn.Output, null, [drawn]),
        ];
    }
}
