using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Conformance.Tests.Chains;

/// <summary>Small random chains of everything that exists; the same seed gives the same chains.</summary>
internal static class RandomChains
{
    private const int MostDense = 4;
    private const int LongestFirstAxis = 5;

    /// <summary>Sizes on both sides of every vector width and panel.</summary>
    private static readonly int[] Sizes = [1, 2, 3, 5, 7, 13, 17, 31, 64, 100, 127, 130];

    private static readonly Objective[] Objectives = Enum.GetValues<Objective>();

    private static readonly Operation[] Hidden =
    [
        Operation.Linear, Operation.Relu, Operation.Sigmoid, Operation.Tanh, Operation.Sparsemax, Operation.Maxout, Operation.Prelu, Operation.Softmax,
    ];

    /// <summary>In few chains only, because all gradients before them are 0.</summary>
    private static readonly Operation[] Thresholds = [Operation.Sign, Operation.Step];

    /// <summary>The first chains of a seed. Any dozen in a row uses every size for an input and for an output.</summary>
    public static Chain[] Create(int seed, int count) => [.. Enumerable.Range(0, count).Select(index => Create(seed, index, $"Chain{index}"))];

    private static Chain Create(int seed, int index, string className)
    {
        var random = new Random(unchecked(seed * 1_000_003 + index));
        Objective objective = Objectives[random.Next(Objectives.Length)];
        int[] shape = [Sizes[index % Sizes.Length]];
        // Classes are scores on a single axis.
        if (objective is not (Objective.IndexCrossEntropy or Objective.DistributionCrossEntropy) && random.Next(3) == 0)
        {
            shape = [random.Next(1, LongestFirstAxis + 1), shape[0]];
        }

        var layers = new Builder(shape, random);
        if (random.Next(10) == 0)
        {
            // A network without parameters.
            layers.Add(LastOf(objective) is [] ? Operation.Tanh : LastOf(objective)[^1]);
            return new Chain(className, shape, layers.Layers, objective, Reduction.Mean);
        }

        for (int more = random.Next(MostDense); more > 0; more--)
        {
            layers.AddDense(Sizes[random.Next(Sizes.Length)]);
            layers.AddActivations(index % 5 == 4 ? [.. Hidden, .. Thresholds, .. Thresholds] : Hidden);
        }

        layers.AddDense(Sizes[(index * 5 + 3) % Sizes.Length]);
        layers.AddActivations(LastOf(objective), least: objective == Objective.BinaryCrossEntropy ? 1 : 0);
        return new Chain(className, shape, layers.Layers, objective, random.Next(3) == 0 ? Reduction.Sum : Reduction.Mean);
    }

    /// <summary>What may stand before an objective; the rest is legal but pointless, as a relu before a loss, and a compiler may warn of it.</summary>
    private static Operation[] LastOf(Objective objective) => objective switch
    {
        // Only last: logarithms of probabilities are large, and would drive what follows to where 1 - tanh^2 has no digits left in float32.
        Objective.OutputGradient => [.. Hidden, .. Thresholds, Operation.LogSoftmax],
        Objective.IndexCrossEntropy or Objective.DistributionCrossEntropy or Objective.SigmoidCrossEntropy => [],
        // Probabilities; those of a softmax may round to 0 or 1, where this loss has no derivative.
        Objective.BinaryCrossEntropy => [Operation.Sigmoid],
        _ => [Operation.Linear, Operation.Tanh, Operation.Sigmoid, Operation.LogSoftmax, Operation.Sparsemax, Operation.Prelu, Operation.Softmax],
    };

    private sealed class Builder(int[] shape, Random random)
    {
        private readonly Dictionary<Operation, int> _numbers = [];
        private int _last = shape[^1];

        public List<ChainLayer> Layers { get; } = [];

        public void AddDense(int units)
        {
            Layers.Add(new ChainLayer(Operation.Dense, Name(Operation.Dense), units, random.Next(4) > 0));
            _last = units;
        }

        /// <summary>Mostly one, sometimes none, sometimes two.</summary>
        public void AddActivations(Operation[] choices, int least = 0)
        {
            int count = choices.Length == 0 ? 0 : random.Next(6) switch { 0 => least, > 3 => 2, _ => 1 };
            for (int i = 0; i < count && Layers[^1].Operation != Operation.LogSoftmax; i++)
            {
                Add(choices[random.Next(choices.Length)]);
            }
        }

        public void Add(Operation activation)
        {
            if (activation == Operation.Sparsemax && Layers.Count > 0 && Layers[^1].Operation != Operation.Dense)
            {
                // What is a probability already has the threshold 0 and lies at the kink where it is 0.
                AddDense(_last);
            }

            int pieces = activation == Operation.Maxout ? Divisor(_last) : 1;
            _last /= pieces;
            Layers.Add(new ChainLayer(activation, Name(activation), Axis: random.Next(shape.Length), Pieces: pieces));
        }

        private int Divisor(int number)
        {
            int[] divisors = [.. Enumerable.Range(1, number).Where(divisor => number % divisor == 0)];
            return divisors[random.Next(divisors.Length)];
        }

        private string Name(Operation operation)
        {
            string kind = operation.ToString();
            _numbers[operation] = _numbers.GetValueOrDefault(operation) + 1;
            return FormattableString.Invariant($"{char.ToLowerInvariant(kind[0])}{kind[1..]}{_numbers[operation]}");
        }
    }
}
