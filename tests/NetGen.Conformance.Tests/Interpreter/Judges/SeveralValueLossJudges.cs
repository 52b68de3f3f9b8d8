using System;
using System.Collections.Generic;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter.Judges;

/// <summary>Losses of several values: the nodes that make one value of them, and the simple losses of that.</summary>
internal static class SeveralValueLossJudges
{
    public static readonly IReadOnlyList<OperationJudge> Nodes =
    [
        new ElementsJudge("GaussianNegativeLogLikelihood", "GaussianNegativeLogLikelihood", Gaussian, (values, _) => [ByMean(values), ByLogVariance(values), -ByMean(values)]),
        new ElementsJudge("CosineEmbedding", "Cosine", Cosine, (values, y) => [1 / Norms(values), -0.5 * (y / Square(values[1])), -0.5 * (y / Square(values[2]))]),
    ];

    public static readonly IReadOnlyList<ObjectiveJudge> Objectives =
    [
        new ElementLossJudge("MeanOfTerms", (y, _) => y, (_, _) => 1) { Attribute = "NetGen.GaussianNegativeLogLikelihood", IsMean = true },
        new ElementLossJudge("CosineDistance", o => new(
            (y, t) => t.Value > 0 ? 1 - y : Rounded.Max(y - o[0], 0),
            (y, t) => t.Value > 0 ? -1 : y.Value > o[0].Value ? 1 : 0,
            (y, t) => t.Value < 0 && y.IsAt(o[0]))) { Attribute = "NetGen.CosineEmbedding" },
        new ElementLossJudge("SkipGramContext", (y, _) => Rounded.Softplus(-y), (y, _) => -Rounded.Sigmoid(-y)) { Attribute = "NetGen.SkipGram" },
        new ElementLossJudge("SkipGramNegatives", (y, _) => Rounded.Softplus(y), (y, _) => Rounded.Sigmoid(y)) { Attribute = "NetGen.SkipGram" },
    ];

    /// <summary>1/2 (s + (m - t)^2 e^-s) of a mean m, a logarithm of a variance s and a target t.</summary>
    private static Rounded Gaussian(Rounded[] values) => 0.5 * (values[1] + (Rounded.Exp(-values[1]) * Rounded.Squared(values[0] - values[2])));

    private static Rounded ByMean(Rounded[] values) => Rounded.Exp(-values[1]) * (values[0] - values[2]);

    private static Rounded ByLogVariance(Rounded[] values) => 0.5 * (1 - (Rounded.Exp(-values[1]) * Rounded.Squared(values[0] - values[2])));

    /// <summary>a.b / (|a| |b|) of a.b, |a|^2 and |b|^2.</summary>
    private static Rounded Cosine(Rounded[] values) => values[0] / Norms(values);

    private static Rounded Norms(Rounded[] values) => Rounded.Sqrt(Square(values[1])) * Rounded.Sqrt(Square(values[2]));

    /// <summary>PyTorch's smallest square of a norm.</summary>
    private static Rounded Square(Rounded norm) => norm + Rounded.Constant(1e-12);

    /// <summary>A function of the elements of several values at one place.</summary>
    private sealed class ElementsJudge(string attribute, string operation, Func<Rounded[], Rounded> value, Func<Rounded[], Rounded, Rounded[]> slopes) : OperationJudge
    {
        public override string Attribute => "NetGen." + attribute;

        public override string Operation => operation;

        public override bool Forward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output)
        {
            for (int i = 0; i < output.Count; i++)
            {
                output[i] = value(At(inputs, i));
            }

            return false;
        }

        public override void Backward(Operation operation, IReadOnlyList<Operand> inputs, Tensor output, Tensor outputGradient)
        {
            for (int i = 0; i < output.Count; i++)
            {
                Rounded[] by = slopes(At(inputs, i), output[i]);
                for (int k = 0; k < by.Length; k++)
                {
                    inputs[k].AddGradient(i, by[k] * outputGradient[i]);
                }
            }
        }

        private static Rounded[] At(IReadOnlyList<Operand> inputs, int element)
        {
            var values = new Rounded[inputs.Count];
            for (int k = 0; k < values.Length; k++)
            {
                values[k] = inputs[k].Value[element];
            }

            return values;
        }
    }
}
