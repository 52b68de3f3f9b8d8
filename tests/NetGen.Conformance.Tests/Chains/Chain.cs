using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;

namespace NetGen.Conformance.Tests.Chains;

/// <summary>What a layer of a chain computes.</summary>
internal enum Operation
{
    Dense,
    Linear,
    Relu,
    Sigmoid,
    Tanh,
    Softmax,
    LogSoftmax,
    Sparsemax,
    Maxout,
    Prelu,
    Sign,
    Step,
}

/// <summary>What ends a chain.</summary>
internal enum Objective
{
    HalfSquaredError,
    MeanSquaredError,
    IndexCrossEntropy,
    DistributionCrossEntropy,
    BinaryCrossEntropy,
    SigmoidCrossEntropy,
    OutputGradient,
}

/// <summary>One layer of a chain.</summary>
/// <param name="Operation">What it computes.</param>
/// <param name="Name">The default name: kind and number.</param>
/// <param name="Units">The outputs of a dense layer.</param>
/// <param name="Bias">Whether a dense layer has a bias.</param>
/// <param name="Axis">The axis of a softmax and its kind, counted from the front.</param>
/// <param name="Pieces">The pieces of a maxout.</param>
internal sealed record ChainLayer(Operation Operation, string Name, int Units = 0, bool Bias = true, int Axis = 0, int Pieces = 1)
{
    public string Attribute => Operation switch
    {
        Operation.Dense => FormattableString.Invariant($"Dense({Units}{(Bias ? "" : ", Bias = false")})"),
        Operation.Softmax or Operation.LogSoftmax or Operation.Sparsemax => FormattableString.Invariant($"{Operation}(Axis = {Axis})"),
        Operation.Maxout => FormattableString.Invariant($"Maxout({Pieces})"),
        _ => Operation.ToString(),
    };
}

/// <summary>A network that is a chain of layers, as data: it can be declared for the generator and computed naively in double.</summary>
internal sealed record Chain(string ClassName, int[] InputShape, IReadOnlyList<ChainLayer> Layers, Objective Objective, Reduction Reduction)
{
    public int InputSize => InputShape.Aggregate(1, (size, length) => size * length);

    /// <summary>The shape of the value above layer 0, above layer 1, ..., and of the output.</summary>
    public int[][] Shapes
    {
        get
        {
            var shapes = new List<int[]> { InputShape };
            foreach (ChainLayer layer in Layers)
            {
                shapes.Add(layer.Operation switch
                {
                    Operation.Dense => [.. shapes[^1][..^1], layer.Units],
                    Operation.Maxout => [.. shapes[^1][..^1], shapes[^1][^1] / layer.Pieces],
                    _ => shapes[^1],
                });
            }

            return [.. shapes];
        }
    }

    public int OutputSize => Shapes[^1].Aggregate(1, (size, length) => size * length);

    public NetworkSource Source
    {
        get
        {
            string shape = string.Join(", ", InputShape.Select(length => length.ToString(CultureInfo.InvariantCulture)));
            return new NetworkSource(
                ClassName,
                (Layers.Any(layer => layer.Operation is Operation.Sign or Operation.Step) ? "#pragma warning disable NG3003 // The differences before a threshold are 0, too.\n" : "")
                + $"[Network({shape}, InputGradient = true)]\n[{string.Join(", ", Layers.Select(layer => layer.Attribute))}]\n[{ObjectiveAttribute}]\n"
                + $"public sealed partial class {ClassName};");
        }
    }

    private string ObjectiveAttribute
    {
        get
        {
            string attribute = Objective is Objective.IndexCrossEntropy or Objective.DistributionCrossEntropy ? "SoftmaxCrossEntropy" : Objective.ToString();
            List<string> arguments = Objective == Objective.DistributionCrossEntropy ? ["Target = Target.Distribution"] : [];
            if (Objective != Objective.OutputGradient && Reduction == Reduction.Sum)
            {
                arguments.Add("Reduction = Reduction.Sum");
            }

            return arguments.Count == 0 ? attribute : $"{attribute}({string.Join(", ", arguments)})";
        }
    }

    public override string ToString() => Source.Declaration.ReplaceLineEndings(" ");
}
