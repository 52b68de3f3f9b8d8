using System;
using System.Linq;
using System.Reflection;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Operators;
using NetGen.Generator.Printing;
using NetGen.Generator.Tests.Hosting;
using NetGen.Generator.Tests.Stages;
using Xunit;

namespace NetGen.Generator.Tests.Functions;

/// <summary>Networks of users' functions from the source text to their predictions and gradients.</summary>
public class FunctionNetworkTests
{
    private static readonly float[] X = [.. Enumerable.Range(0, 21).Select(i => (i - 10) / 4f)];

    private static readonly Type Wavelet = Load(Networks.Wavelet).GetType("Wavelet", throwOnError: true)!;

    [Fact]
    public void Trained_numbers_begin_as_declared_and_bear_the_names_of_the_parameters()
    {
        var network = (INetwork)Activator.CreateInstance(Wavelet, 3L)!;
        Assert.Equal(["dense1.weight", "dense1.bias", "gabor1.phase", "gabor1.frequency"], network.Info.Layout.Entries.Select(entry => entry.Name));
        Assert.Equal((0.25f, 2f), (network.Parameters["gabor1.phase"].Value, network.Parameters["gabor1.frequency"].Value));
        Assert.Equal(["dense1", "swish1", "gabor1", "cube1"], network.Info.Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void A_network_computes_what_the_methods_say()
    {
        var network = (INetwork)Activator.CreateInstance(Wavelet, 3L)!;
        Func<float, float> gabor = x => (float)(Math.Sin(0.25 + (0.12 * x)) * Math.Exp(-(0.25 + (0.12 * x)) * (0.25 + (0.12 * x)) / 8));
        float[] dense = Dense(network, X, 3, 4);
        float[] expected = [.. dense.Select(x => MathF.Cbrt(gabor(x / (1 + MathF.Exp(-x)))))];
        AssertClose(expected, Predict(network, X, 7 * 4));
    }

    [Fact]
    public void Its_gradient_is_that_of_central_differences()
    {
        var network = (ITrainableNetwork)Activator.CreateInstance(Wavelet, 3L)!;
        float[] target = [.. Enumerable.Range(0, 28).Select(i => 0.3f + (i % 5 / 5f))];
        AssertGradient(network, Examples.From(X, 3, target, 4).AsBatch());
    }

    /// <summary>One kernel serves both layers; each has numbers of its own.</summary>
    [Fact]
    public void A_function_in_two_layers()
    {
        const string Source = """
            using NetGen;
            [Network(3)] [Elementwise(nameof(Line))] [Elementwise(nameof(Line))] [Loss(nameof(Cubic))]
            public partial class A
            {
                private static float Line(float x, float slope = 3, float at = -1) => slope * (x - at);
                private static float Cubic(float prediction, float target, float weight = 0.01f) { float d = (prediction - target); return weight * d * d * d; }
            }
            """;
        HostResult result = GeneratorHost.Run(Source).AssertClean();
        var network = (ITrainableNetwork)Activator.CreateInstance(Assembly.Load(result.Emit()).GetType("A", throwOnError: true)!, 0L)!;
        network.Parameters["line2.slope"].Value = 0.5f;
        network.Parameters["line2.at"].Value = 2;
        AssertClose([.. X.Select(x => 0.5f * ((3 * (x + 1)) - 2))], Predict(network, X, X.Length));
        AssertGradient(network, Examples.From(X, 3, new float[X.Length], 3).AsBatch());
        Assert.Single(result.Files["A.Kernels.g.cs"].Split('\n'), line => line.Contains("abstract void Line(", StringComparison.Ordinal));
    }

    [Fact]
    public void A_function_in_two_networks()
    {
        Assembly assembly = Load("""
            using NetGen;
            internal static class Shared { public static float Shift(float x, float by = 2) => x + by; }
            [Network(1)] [Elementwise(typeof(Shared), nameof(Shared.Shift))] public partial class A;
            [Network(3)] [Elementwise(typeof(Shared), nameof(Shared.Shift), Name = "a")] [Elementwise(typeof(Shared), nameof(Shared.Shift))] public partial class B;
            """);
        AssertClose([.. X.Select(x => x + 2)], Predict((INetwork)Activator.CreateInstance(assembly.GetType("A")!, 0L)!, X, X.Length));
        var b = (INetwork)Activator.CreateInstance(assembly.GetType("B")!, 0L)!;
        AssertClose([.. X.Select(x => x + 4)], Predict(b, X, X.Length));
        Assert.Equal(["a.by", "shift2.by"], b.Info.Layout.Entries.Select(entry => entry.Name));
    }

    /// <summary>The user's Sigmoid is not the one with which the loss would fuse, and its gradient is its own.</summary>
    [Fact]
    public void A_function_with_the_name_of_a_built_in_one()
    {
        var network = (ITrainableNetwork)LoadedNetwork.Create("""
            using NetGen;
            [Network(3)] [Sigmoid] [Elementwise(nameof(Sigmoid))] [BinaryCrossEntropy]
            public partial class A { private static float Sigmoid(float x, float p = 0.5f) => x * p + 0.1f; }
            """);
        Assert.Equal(["sigmoid1", "sigmoid2"], network.Info.Layers.Select(layer => layer.Name));
        AssertClose([.. X.Select(x => (0.5f / (1 + MathF.Exp(-x))) + 0.1f)], Predict(network, X, X.Length));
        AssertGradient(network, Examples.From(X, 3, [.. X.Select(x => x > 0 ? 1f : 0)], 3).AsBatch());
    }

    /// <summary>Every name of a method or a parameter that emitted code might want for itself.</summary>
    [Fact]
    public void Names_that_emitted_code_uses_too()
    {
        string[] functions = ["Gradients", "Tanh", "TanhGradient", "Softmax3", "Sum", "Dense3To3", "Transpose", "Equals", "@double", "_under", "Vector128Kernels", "F", "F2", "FGradient", "ByY", "IsSupported", "LayerSum", "ApplyF"];
        string[] parameters = ["sum", "result", "upstream", "y", "scale", "row", "from", "to", "length", "a", "aRow", "aLanes", "@class", "weight", "target", "i", "position", "exp", "parameters", "gradient", "loss", "apply", "_p", "P", "t", "ä"];
        string layers = string.Concat(functions.Select((function, i) => $"[Elementwise(nameof({function}), Name = \"layer{i + 1}\")] "));
        string methods = string.Concat(functions.Select((function, i) =>
            $"private static float {function}(float x{(i == 0 ? "1" : "")}, float {parameters[i]} = 0.8f, float {parameters[^(i + 1)]} = 0.25f) => x{(i == 0 ? "1" : "")} * {parameters[i]} - System.MathF.Exp(-{parameters[^(i + 1)]} * {i + 1}) / 4; "));
        var network = (ITrainableNetwork)LoadedNetwork.Create(
            $"using NetGen; [Network(3)] {layers} [Dense(3), Elementwise(nameof(F), Name = \"again\")] [Tanh, Elementwise(nameof(Tanh))] [Loss(nameof(L))] public partial class A {{ {methods} private static float L(float y, float x, float sum = 1) => sum * (y - x) * (y - x); }}");
        Assert.Equal(["layer13.class", "layer13." + parameters[^13]], network.Info.Layout.Entries.Select(entry => entry.Name).Where(name => name.StartsWith("layer13.", StringComparison.Ordinal)));
        Assert.Equal(2 * functions.Length, network.Info.Layout.Entries.Count(entry => entry.Name.StartsWith("layer", StringComparison.Ordinal)));
        AssertGradient(network, Examples.From(X, 3, new float[X.Length], 3).AsBatch());
    }

    /// <summary>Names of fused kernels are put together of the names of functions: A and B are not AB.</summary>
    [Fact]
    public void Functions_whose_names_together_are_that_of_another()
    {
        var network = (ITrainableNetwork)LoadedNetwork.Create("""
            using NetGen;
            [Network(3)] [Dense(3), Elementwise(nameof(A1))] [Elementwise(nameof(B))] [Dense(3), Elementwise(nameof(A1B))] [MeanSquaredError]
            public partial class A
            {
                private static float A1(float x) => x + 1;
                private static float B(float x) => 2 * x;
                private static float A1B(float x) => x * x;
            }
            """);
        AssertGradient(network, Examples.From(X, 3, new float[X.Length], 3).AsBatch());
    }

    /// <summary>What stands at a kink: the branch that the method takes.</summary>
    [Fact]
    public void A_piece_has_the_derivative_of_the_branch_that_is_taken()
    {
        var network = (ITrainableNetwork)LoadedNetwork.Create("""
            using NetGen;
            [Network(3, InputGradient = true)] [Elementwise(nameof(Piece))] [OutputGradient]
            public partial class A
            {
                private static float Piece(float x)
                {
                    if (x < 0) { return 3 * x; }
                    return x >= 1 ? 5 * x : 7 * x;
                }
            }
            """);
        float[] x = [-1, 0, 0.5f, 1, 2, float.NaN];
        Trace[] traces = [.. Enumerable.Range(0, 2).Select(row => network.Trace(Examples.From(x, 3, [1f, 1, 1, 1, 1, 1], 3).AsBatch(), row))];
        Assert.Equal([3, 7, 7, 5, 5, 7], traces.SelectMany(trace => trace["x"].Gradient!));
    }

    /// <summary>What is read, as a stage prints it: the source of what is emitted.</summary>
    [Fact]
    public void Functions_as_they_are_read() => Assert.Equal(
        """
        declaration Wavelet x [3]
            1  dense1  NetGen.Dense                             units = 4
            2  swish1  NetGen.Elementwise                       method = Swish
                       Swish(x)                                 = x / (1 + exp(-x))
            3  gabor1  NetGen.Elementwise                       method = Gabor
                       Gabor(x, phase 0.25, frequency 2)        = sin(angle) * exp(-0.125 * (angle * angle)) with angle = phase + 0.06 * frequency * x
            4  cube1   NetGen.Elementwise                       type = Roots, method = Cube
                       Cube(x)                                  = Cube(x)
                       d / d x                                  = CubeDerivative(x)
            5  loss1   NetGen.Loss                              method = Quantile
                       Quantile(prediction, target, share 0.9)  = prediction < target ? share * (target - prediction) : (1 - share) * (prediction - target)

        """,
        StagePrinter.Print(Compiled.Declaration(Networks.Wavelet)));

    [Fact]
    public void The_story_says_what_the_derivatives_are()
    {
        string story = GeneratorHost.Run(Networks.Wavelet).Files["Wavelet.g.cs"];
        Assert.Contains("swish1[i] = Swish(dense1[i])", story, StringComparison.Ordinal);
        Assert.Contains("gabor1[i] = Gabor(swish1[i], gabor1.phase, gabor1.frequency)", story, StringComparison.Ordinal);
        Assert.Contains("Gabor: dy / d x = ", story, StringComparison.Ordinal);
        Assert.Contains("dy / d phase = exp * cos(angle) + sin(angle) * (exp * (-0.25 * angle)) with angle = phase + 0.06 * frequency * x, exp = exp(-0.125 * (angle * angle)).", story, StringComparison.Ordinal);
        Assert.Contains("Cube: y = f(x) has the derivative f'(x) = CubeDerivative(x), and dx[i] = f'(x[i]) * dy[i].", story, StringComparison.Ordinal);
        Assert.Contains("QuantileLoss: the loss of one element is y &lt; t ? 0.9 * (t - y)", story, StringComparison.Ordinal);
    }

    /// <summary>So the user's costs what the built-in one costs: it is the same expression, whose derivative is the same.</summary>
    [Theory]
    [InlineData("x / (1 + MathF.Exp(-x))", "[Silu]")]
    [InlineData("1 / (1 + MathF.Exp(-x))", "[Sigmoid]")]
    [InlineData("MathF.Tanh(x)", "[Tanh]")]
    [InlineData("MathF.Log(1 + MathF.Exp(x))", "[Softplus]")]
    [InlineData("x <= 0 ? 0.01f * x : x", "[LeakyRelu]")]
    public void A_function_is_the_built_in_one(string body, string builtIn)
    {
        static (Expression Forward, Expression Derivative) Of(string layer, string members)
        {
            ForwardGraph graph = GraphBuilder.Build(Compiled.Declaration($"using System; using NetGen; [Network(3)] {layer} partial class N {{ {members} }}"), out _)!;
            Expression forward = Assert.IsType<Pointwise>(Assert.Single(graph.Nodes).Operation).Body;
            return (forward, Pointwise.DerivativeBy(forward, "x"));
        }

        Assert.Equal(Of(builtIn, ""), Of("[Elementwise(nameof(F))]", $"private static float F(float x) => {body};"));
    }

    private static Assembly Load(string source) => Assembly.Load(GeneratorHost.Run(source).AssertClean().Emit());

    private static float[] Predict(INetwork network, float[] x, int outputs)
    {
        var y = new float[outputs];
        int size = network.Info.Inputs[0].Shape[0];
        network.PredictBatch(Examples.From(x, size, new float[x.Length / size], 1).AsBatch(), y);
        return y;
    }

    private static float[] Dense(INetwork network, float[] x, int inputs, int units)
    {
        ParameterView weights = network.Parameters["dense1.weight"], biases = network.Parameters["dense1.bias"];
        float[] w = weights.ToArray(), b = biases.ToArray();
        return [.. Enumerable.Range(0, x.Length / inputs).SelectMany(row => Enumerable.Range(0, units).Select(unit =>
            b[unit] + Enumerable.Range(0, inputs).Sum(i => w[(unit * inputs) + i] * x[(row * inputs) + i])))];
    }

    private static void AssertGradient(ITrainableNetwork network, Minibatch batch)
    {
        const float Step = 1 / 128f;
        var workspace = new Workspace(network, batch.Count);
        var gradients = new Gradients(network);
        network.Gradient(batch, gradients, workspace);
        foreach (ParameterEntry entry in network.Info.Layout.Entries)
        {
            ParameterView numbers = network.Parameters[entry.Name];
            float[] slopes = gradients[entry.Name].ToArray(), before = numbers.ToArray();
            for (int i = 0; i < entry.Count; i++)
            {
                double Loss(float change)
                {
                    numbers.CopyFrom([.. before.Select((number, j) => i == j ? number + change : number)]);
                    return network.Loss(batch, workspace);
                }

                double difference = (Loss(Step) - Loss(-Step)) / (2 * Step);
                Assert.True(Math.Abs(slopes[i] - difference) <= 2e-3 * (0.02 + Math.Abs(difference)), $"{entry.Name}[{i}]: {slopes[i]} but the difference is {difference}");
            }

            numbers.CopyFrom(before);
        }
    }

    private static void AssertClose(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }
}
