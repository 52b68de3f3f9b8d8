using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Conformance.Tests.Compilation;
using NetGen.Conformance.Tests.Interpreter.Judges;
using NetGen.Generator.Operators;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>Random chains of everything that exists, in shapes on both sides of every vector width and panel; the same seed gives the same networks.</summary>
internal static class RandomNetworks
{
    private const int MostBlocks = 4;
    private const int MostPositions = 400;

    private static readonly int[] Sizes = [1, 2, 3, 5, 7, 13, 16, 17, 31, 32, 63, 64, 65, 100, 127, 128, 130];

    /// <summary>The layers without weights but those of dense layers: all pointwise activations, and those over a vector.</summary>
    private static readonly string[] Activations = [.. Tests.Functions.Activations.All, "Softmax", "LogSoftmax", "Sparsemax", "Maxout", "Prelu", .. UserFunctions.All.Select(function => Elementwise(function.Name))];

    /// <summary>Activations with bounded results, of which an exponential does not overflow.</summary>
    private static readonly string[] Bounded = ["Sigmoid", "HardSigmoid", "Tanh", "HardTanh", "Softsign", "Sin", "Cos", "Gaussian", "Softmax", "LogSoftmax", "Sparsemax", "Sign", "Step"];

    /// <summary>Activations that the compiler warns of in front of any loss.</summary>
    private static readonly string[] NotBeforeLosses = [.. PointwiseFunctions.All.Where(function => function.CutsOffNegatives).Select(function => function.Name)];

    /// <summary>How many successive networks have all ends.</summary>
    public static int Ends => RandomEnd.All.Length;

    /// <summary>The first networks of a seed.</summary>
    public static RandomNetwork[] Create(int seed, int count) => [.. Enumerable.Range(0, count).Select(index => new Draw(seed, index).Network())];

    private static string Elementwise(string method) => $"Elementwise(nameof({method}))";

    private sealed class Draw
    {
        private readonly Random _random;
        private readonly int _index;
        private readonly RandomEnd _end;
        private readonly int[] _shape;
        private readonly List<string> _layers = [];

        public Draw(int seed, int index)
        {
            _random = new Random(unchecked(seed * 1_000_003 + index));
            _index = index;
            // In turn, so that every few networks have each end and each input size.
            _end = RandomEnd.All[index % Ends];
            _shape = DrawShape();
        }

        private string LastKind => _layers.Count == 0 ? "" : _layers[^1].Split('(')[0];

        public RandomNetwork Network()
        {
            string network = string.Join(", ", _shape.Select(axis => axis.ToString(CultureInfo.InvariantCulture)));
            int positions = _shape[..^1].Aggregate(1, (size, axis) => size * axis);
            bool isProbability = _end.After == "Sigmoid" && _random.Next(6) == 0;
            AddLayers(isProbability);
            string className = FormattableString.Invariant($"Random{_index}");
            string declaration = $"[Network({network}{(_end.Objective is not null && _random.Next(4) > 0 ? ", InputGradient = true" : "")})]\n[{string.Join(", ", _layers)}]\n"
                + _end.Draw(_random, _shape.Aggregate(1, (size, axis) => size * axis)) + $"public sealed partial class {className}{Methods()}";
            int rows = Math.Min(DrawRows(), Math.Max(1, MostPositions / positions));
            double scale = isProbability ? 0 : _end.After is null && _random.Next(5) == 0 ? 6 : 1;
            return new RandomNetwork(new NetworkSource(className, declaration), rows, _random.Next(3) == 0, scale);
        }

        /// <summary>The body of the class, with the users' functions that its layers name.</summary>
        private string Methods()
        {
            List<string> methods = [.. UserFunctions.All.Where(function => _layers.Contains(Elementwise(function.Name))).Select(function => function.Method)];
            if (_end.Methods is { } method)
            {
                methods.Add(method);
            }

            return methods.Count == 0 ? ";" : $"\n{{\n{string.Join("\n\n", methods)}\n}}";
        }

        private int[] DrawShape()
        {
            int last = Sizes[(_index / Ends + _index) % Sizes.Length];
            return (_end.LeastClasses > 0 ? 0 : _random.Next(8)) switch
            {
                5 or 6 => [_random.Next(1, 8), last],
                7 => [_random.Next(1, 4), _random.Next(1, 6), last],
                _ => [last],
            };
        }

        private int DrawRows() => _random.Next(10) switch { 0 => 33, 1 => 65, _ => _random.Next(1, 10) };

        private void AddLayers(bool isProbability)
        {
            if (isProbability)
            {
                _layers.Add("Linear");
                return;
            }

            for (int blocks = _random.Next(MostBlocks + 1); blocks > 0; blocks--)
            {
                if (_random.Next(4) > 0)
                {
                    AddDense();
                }

                for (int activations = _random.Next(3); activations > 0; activations--)
                {
                    AddActivation(Activations[_random.Next(Activations.Length)]);
                }
            }

            if (_layers.Count == 0 || _random.Next(3) == 0 || _shape[^1] < _end.LeastClasses)
            {
                AddDense();
            }

            AddLast();
        }

        private void AddLast()
        {
            if (_end.After is { } activation)
            {
                // Some fuse with the loss; with something between they are two.
                AddActivation(activation, lastAxis: true);
                if (_random.Next(3) == 0)
                {
                    _layers.Add("Linear");
                }
            }
            else if (_end.Objective is not (null or "OutputGradient") && (LastKind == _end.AppliesItself || NotBeforeLosses.Contains(LastKind)))
            {
                // Legal but pointless, and the compiler warns of it; with something between it has nothing to say.
                _layers.Add("Linear");
            }
        }

        private void AddDense()
        {
            int units = Sizes[_random.Next(_end.LeastClasses == 2 ? 1 : 0, Sizes.Length)];
            _layers.Add(FormattableString.Invariant($"Dense({units}{(_random.Next(3) == 0 ? ", Bias = false" : "")})"));
            _shape[^1] = units;
        }

        private void AddActivation(string kind, bool lastAxis = false)
        {
            if (LastKind == "LogSoftmax" || (kind == "Sparsemax" && LastKind is not ("" or "Dense")) || (kind.StartsWith("HardTanh", StringComparison.Ordinal) && Bounded.Contains(LastKind)))
            {
                // Every draw would be next to a kink: logarithms of probabilities lie as near to 0 as float32 allows, where others have theirs,
                // what is a probability already has the threshold 0, which the smallest ones equal, and a bounded number often lies on its bound, which may be that of the next.
                AddDense();
            }

            if (kind == "Exp" && !Bounded.Contains(LastKind))
            {
                _layers.Add("Tanh");
            }

            int axis = lastAxis ? -1 : _random.Next(-_shape.Length, _shape.Length);
            _layers.Add(kind switch
            {
                "Softmax" or "LogSoftmax" or "Sparsemax" when axis != -1 => FormattableString.Invariant($"{kind}(Axis = {axis})"),
                "Maxout" => FormattableString.Invariant($"Maxout({DrawPieces()})"),
                _ => kind,
            });
        }

        /// <summary>A number of pieces that divides the last axis, which becomes as much shorter.</summary>
        private int DrawPieces()
        {
            int[] divisors = [.. Enumerable.Range(1, _shape[^1]).Where(pieces => _shape[^1] % pieces == 0)];
            int pieces = divisors[_random.Next(divisors.Length)];
            _shape[^1] /= pieces;
            return pieces;
        }
    }
}
