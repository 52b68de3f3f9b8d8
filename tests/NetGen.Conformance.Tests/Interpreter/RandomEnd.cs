using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>What may end a random network.</summary>
/// <param name="Objective">Its attribute, null for a network without an objective.</param>
internal sealed record RandomEnd(string? Objective)
{
    private const string Weights = "ClassWeights";

    private const string Smoothing = "LabelSmoothing";

    private const string Distribution = "Target = Target.Distribution";

    /// <summary>All of them, with every kind of target.</summary>
    public static readonly RandomEnd[] All =
    [
        new("HalfSquaredError"),
        new("MeanSquaredError"),
        new("SummedSquaredError"),
        new("MeanAbsoluteError"),
        new("Huber") { Options = ["0.3"] },
        new("SmoothL1") { Options = ["0.5"] },
        new("BinaryCrossEntropy") { After = "Sigmoid" },
        new("SigmoidCrossEntropy") { AppliesItself = "Sigmoid", Lists = ["PositiveWeights"] },
        new("BinarySoftmax") { AppliesItself = "Sigmoid" },
        new("Hinge") { Numbers = ["Margin"] },
        new("SquaredHinge") { Numbers = ["Margin"] },
        new("Poisson") { After = "Tanh" },
        new("Poisson") { After = "Softplus", Options = ["LogInput = false"] },
        new("KullbackLeibler") { After = "LogSoftmax", LeastClasses = 1 },
        new("KullbackLeibler") { After = "Softmax", LeastClasses = 1, Options = ["LogInput = false"] },
        new("SoftmaxCrossEntropy") { AppliesItself = "Softmax", LeastClasses = 1, Lists = [Weights], Numbers = [Smoothing] },
        new("SoftmaxCrossEntropy") { AppliesItself = "Softmax", LeastClasses = 1, Lists = [Weights], Numbers = [Smoothing], Options = [Distribution] },
        new("CrossEntropy") { After = "Softmax", LeastClasses = 1, Lists = [Weights] },
        new("CrossEntropy") { After = "Softmax", LeastClasses = 1, Lists = [Weights], Options = [Distribution] },
        new("NegativeLogLikelihood") { After = "LogSoftmax", LeastClasses = 1, Lists = [Weights] },
        new("MultiMargin") { LeastClasses = 2, Numbers = ["Margin"] },
        new("MultiMargin") { LeastClasses = 2, Numbers = ["Margin"], Options = ["Power = 2"] },
        new("WestonWatkins") { LeastClasses = 2, Numbers = ["Margin"] },
        new("CrammerSinger") { LeastClasses = 2, Numbers = ["Margin"] },
        new("SparsemaxLoss") { AppliesItself = "Sparsemax", LeastClasses = 1 },
        new("SparsemaxLoss") { AppliesItself = "Sparsemax", LeastClasses = 1, Options = [Distribution] },
        new("Loss") { Methods = Judges.UserFunctions.LossMethod, Options = [$"nameof({Judges.UserFunctions.LossName})"] },
        new("OutputGradient") { HasReduction = false },
        new((string?)null),
    ];

    /// <summary>The activation whose results it takes, such as probabilities; null for any scores.</summary>
    public string? After { get; init; }

    /// <summary>The activation that the compiler warns of in front of it.</summary>
    public string? AppliesItself { get; init; }

    /// <summary>The fewest classes of a loss over one vector; 0 for losses of predictions of any shape.</summary>
    public int LeastClasses { get; init; }

    /// <summary>The methods of the class that it names.</summary>
    public string? Methods { get; init; }

    /// <summary>Whether the caller chooses the reduction.</summary>
    public bool HasReduction { get; init; } = true;

    /// <summary>Arguments that it always has.</summary>
    public string[] Options { get; init; } = [];

    /// <summary>Options from 0 to below 1 that it may have.</summary>
    public string[] Numbers { get; init; } = [];

    /// <summary>Options with one number for each element that it may have.</summary>
    public string[] Lists { get; init; } = [];

    /// <summary>The attribute with options of its own choice, for predictions of so many elements; empty without one.</summary>
    public string Draw(Random random, int elements)
    {
        if (Objective is null)
        {
            return "";
        }

        List<string> arguments = [.. Options];
        arguments.AddRange(Numbers.Where(_ => random.Next(2) == 0).Select(option => $"{option} = {(random.Next(4) == 0 ? "0" : Number(random))}"));
        arguments.AddRange(Lists.Where(_ => random.Next(2) == 0).Select(option => $"{option} = new double[] {{ {string.Join(", ", Enumerable.Range(0, elements).Select(_ => Number(random)))} }}"));
        if (HasReduction && random.Next(3) == 0)
        {
            arguments.Add("Reduction = Reduction." + (random.Next(2) == 0 ? "Sum" : "Mean"));
        }

        return arguments.Count == 0 ? $"[{Objective}]\n" : $"[{Objective}({string.Join(", ", arguments)})]\n";
    }

    private static string Number(Random random) => (0.05 + 0.9 * random.NextDouble()).ToString("0.###", CultureInfo.InvariantCulture);
}
