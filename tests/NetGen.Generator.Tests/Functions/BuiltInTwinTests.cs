using System.Linq;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Operators;
using NetGen.Generator.Tests.Stages;
using Xunit;

namespace NetGen.Generator.Tests.Functions;

/// <summary>A built-in activation as a user would write it becomes the same expression, so that it is as right and as fast.</summary>
public class BuiltInTwinTests
{
    [Theory]
    [InlineData("Sigmoid", "1 / (1 + MathF.Exp(-x))")]
    [InlineData("Sigmoid", "MathF.Exp(x) / (MathF.Exp(x) + 1)")]
    [InlineData("Tanh", "(MathF.Exp(x) - MathF.Exp(-x)) / (MathF.Exp(x) + MathF.Exp(-x))")]
    [InlineData("Silu", "x / (1 + MathF.Exp(-x))")]
    [InlineData("Silu", "x * (1 - 1 / (1 + MathF.Exp(x)))")]
    [InlineData("Silu", "0.5f * x * (1 + MathF.Tanh(x / 2))")]
    [InlineData("Softplus", "MathF.Log(1 + MathF.Exp(x))")]
    [InlineData("LogSigmoid", "MathF.Log(1 / (1 + MathF.Exp(-x)))")]
    [InlineData("LogSigmoid", "x - MathF.Log(MathF.Exp(x) + 1)")]
    [InlineData("Mish", "x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)))")]
    [InlineData("Elu", "x > 0 ? x : MathF.Exp(x) - 1")]
    public void Is_the_same_expression(string builtIn, string body)
    {
        string source = $"using System; using NetGen; [Network(1)] [Elementwise(nameof(F))] [{builtIn}] partial class A {{ static float F(float x) => {body}; }}";
        ForwardGraph graph = GraphBuilder.Build(Compiled.Declaration(source), out _)!;
        Expression[] bodies = [.. graph.Nodes.Select(node => ((Pointwise)node.Operation).Body)];
        Assert.Equal(bodies[1], bodies[0]);
    }

    /// <summary>Both bodies and derivatives by hand.</summary>
    [Fact]
    public void Losses_and_derivatives_by_hand_have_stable_forms()
    {
        const string Source = """
            using System; using NetGen;
            [Network(1)] [Elementwise(nameof(F))] [Loss(nameof(L))]
            partial class A
            {
                [Derivative(nameof(G))]
                static float F(float x) => x;
                static float G(float x) => 1 / (1 + MathF.Exp(-x));
                static float L(float prediction, float target) => MathF.Log(1 + MathF.Exp(-target * prediction));
            }
            """;
        ForwardGraph graph = GraphBuilder.Build(Compiled.Declaration(Source), out _)!;
        var (y, t) = (new Variable("y"), new Variable("t"));
        Assert.Equal(Expression.Sigmoid(new Variable("x")), ((Pointwise)graph.Nodes[0].Operation).Derivatives.Single());
        Assert.Equal(Expression.Softplus(-(t * y)), ((ElementLossOperation)graph.Objective!.Operation).Loss.Element([]));
    }
}
