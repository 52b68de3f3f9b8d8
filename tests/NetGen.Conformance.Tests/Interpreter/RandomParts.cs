using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetGen.Conformance.Tests.Interpreter.Judges;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>What random graphs are made of besides dense layers and activations: layers of every kind, blocks of the network's own, and losses.</summary>
internal sealed class RandomParts(Random random, int index)
{
    private static readonly HashSet<string> Known = [.. OperatorCatalog.Attributes.Intersect(JudgeCatalog.Attributes).Select(attribute => attribute["NetGen.".Length..])];

    private readonly StringBuilder _blocks = new();
    private readonly Dictionary<int, (string, bool)> _blockOfWidth = [];

    /// <summary>The classes of the blocks.</summary>
    public string Blocks => _blocks.ToString();

    /// <summary>Whether there is such an attribute, and a judge of it.</summary>
    public static bool Has(string kind) => Known.Contains(kind);

    /// <summary>Whether there is such a modifier.</summary>
    public static bool IsModifier(string attribute) => OperatorCatalog.FindModifier("NetGen." + attribute.Split('(')[0]) is not null;

    /// <summary>A layer for a value of a shape, its brackets open, and the shape it gives; null if none fits.</summary>
    public (string Attribute, int[] Shape)? Draw(int[] shape, bool isInput)
    {
        int last = shape[^1];
        int[] swapped = [.. Swapped(shape.Length).Select(axis => shape[axis])];
        (string Attribute, int[] Shape)[] all =
        [
            ("LayerNorm(Epsilon = 0.01", shape),
            ("RmsNorm(Epsilon = 0.01", shape),
            ("BatchNorm(Epsilon = 0.01", shape),
            ("BatchNorm(Epsilon = 0.01, Running = true", shape),
            ("Normalize(", shape),
            ("Dropout(0.25", shape),
            ("Dropout(0.5, Plain = true", shape),
            ("ScaleAndShift(0.75, -0.125", shape),
            ("StopGradient(", shape),
            ("Softmax(", shape),
            ("LogSoftmax(", shape),
            (FormattableString.Invariant($"Reshape({last}, 1"), [last, 1]),
            ($"Transpose({string.Join(", ", Swapped(shape.Length))}", swapped),
            (FormattableString.Invariant($"Select({random.Next(-1, shape[0])}, Axis = 0"), shape[1..]),
            ("Mean(Axis = 0", shape[1..]),
            ("Flatten(", [shape.Aggregate(1, (product, axis) => product * axis)]),
        ];
        (string Attribute, int[] Shape)[] fitting = [.. all.Where(each => Fits(each.Attribute.Split('(')[0]))];
        return fitting.Length == 0 ? null : fitting[random.Next(fitting.Length)];

        bool Fits(string kind) => Has(kind) && kind switch
        {
            "Select" or "Mean" or "Transpose" or "Flatten" => shape.Length > 1,
            "Reshape" => shape.Length == 1,
            "Normalize" => isInput,
            _ => true,
        };
    }

    /// <summary>The axes with the last two changing places, if there are two.</summary>
    private static IEnumerable<int> Swapped(int rank) => rank < 2 ? [0] : Enumerable.Range(0, rank).Select(axis => axis < rank - 2 ? axis : 2 * rank - 3 - axis);

    /// <summary>A block that keeps a width, its brackets open, and whether it may be repeated.</summary>
    public (string Attribute, bool MayRepeat) Block(int width)
    {
        if (_blockOfWidth.TryGetValue(width, out (string, bool) known))
        {
            return known;
        }

        string name = FormattableString.Invariant($"Graph{index}Of{width}");
        int hidden = random.Next(1, 9);
        string inside = random.Next(2) == 0 ? Inside(width) : "";
        Declare(name, random.Next(3) switch
        {
            0 => $"Dense(nameof(Hidden)), Tanh, Dense({width}), {inside}Linear, Add(\"x\", \"linear1\")",
            1 => $"Dense({width}), Sigmoid, Multiply(\"x\", \"sigmoid1\"), {inside}Tanh",
            _ => $"Dense(nameof(Hidden)), Softsign, {(inside.Length > 0 ? $"Dense({width}), " + inside : "")}Dense({width}, Bias = false), Tanh",
        });
        _blockOfWidth[width] = ($"{name}(Hidden = {hidden}, ", true);
        return _blockOfWidth[width];
    }

    /// <summary>A block in the block.</summary>
    private string Inside(int width)
    {
        string name = FormattableString.Invariant($"Graph{index}Of{width}Inside");
        Declare(name, $"Dense(nameof(Hidden)), Tanh, Dense({width}), Average(\"x\", \"dense2\")");
        return FormattableString.Invariant($"{name}(Hidden = {random.Next(1, 6)}), ");
    }

    private void Declare(string name, string layers) => _blocks.Append(
        $$"""
        [Block, {{layers}}]
        internal sealed class {{name}}Attribute : BlockAttribute
        {
            public int Hidden { get; set; } = 4;
        }


        """);

    /// <summary>A loss of a head, its brackets open.</summary>
    /// <param name="head">The head.</param>
    /// <param name="another">Adds another one of the same shape.</param>
    /// <param name="several">Adds several of that shape as one value.</param>
    public string Loss(string head, Func<string> another, Func<string> several)
    {
        string[] all =
        [
            "HalfSquaredError", "MeanSquaredError", "SummedSquaredError", "Huber", "SoftmaxCrossEntropy", "SigmoidCrossEntropy", "SparsemaxLoss", "OutputGradient",
            "GaussianNegativeLogLikelihood", "CosineEmbedding", "SkipGram",
        ];
        string kind = all[random.Next(all.Length)];
        return kind switch
        {
            "GaussianNegativeLogLikelihood" or "CosineEmbedding" when Has(kind) => $"{kind}(\"{head}\", \"{another()}\"",
            "Huber" => $"Huber(0.4, From = \"{head}\"",
            "SkipGram" when Has(kind) => $"{kind}(\"{head}\", \"{another()}\", \"{several()}\"",
            "GaussianNegativeLogLikelihood" or "CosineEmbedding" or "SkipGram" => $"HalfSquaredError(From = \"{head}\"",
            _ => $"{kind}(From = \"{head}\"",
        };
    }
}
