using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Differentiation;
using NetGen.Generator.Expressions;
using NetGen.Generator.Graph;
using NetGen.Generator.Lowering;
using NetGen.Generator.Lowering.Kernels;

namespace NetGen.Generator.Operators;

/// <summary>The attribute of an activation: a row of <see cref="PointwiseFunctions"/>.</summary>
internal sealed class PointwiseLayer(PointwiseFunction function) : LayerOperator
{
    public override string Attribute => "NetGen." + function.Name;

    public override Value Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        var operation = new Pointwise(function.Name, function.Value, ["x"], "{0}[i] = " + string.Format(CultureInfo.InvariantCulture, function.Formula, "{1}[i]"))
        {
            DerivativeByOutput = function.DerivativeByOutput,
            WeightsBefore = function.InitializerBefore,
        };
        Value output = graph.Add(operation, layer.Name, layer.Name, [input]);
        graph.Declare(layer, output, [], 0, string.Format(CultureInfo.InvariantCulture, operation.Formula, layer.Name, input.Name));
        return output;
    }
}

/// <summary>The same expression on every element of values of one shape: activations, their gradients, sums of gradients.</summary>
/// <param name="Name">Names the kernel.</param>
/// <param name="Body">The expression in the variables <paramref name="Operands"/>.</param>
/// <param name="Operands">One name for each input.</param>
/// <param name="Formula">The formula with {0} for the output and {1}, {2} ... for the inputs.</param>
internal sealed record Pointwise(string Name, Expression Body, EquatableArray<string> Operands, string Formula) : Operation
{
    /// <summary>The derivative by the first operand in the variable <c>y</c>; null to derive it from the body.</summary>
    public Expression? DerivativeByOutput { get; init; }

    public Initializer? WeightsBefore { get; init; }

    public override Initializer? InitializerOfWeightsBefore => WeightsBefore;

    public override Shape Infer(IReadOnlyList<Value> inputs) => inputs[0].Shape;

    public override string? Derivation => DerivativeBy(Operands[0]) is { } derivative && derivative != Expression.One
        ? $"{Name}: y = f(x) has the derivative f'(x) = {ExpressionFormula.Write(derivative, variable => variable)}, and dx[i] = f'(x[i]) * dy[i]."
        : null;

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        for (int i = 0; i < Operands.Count; i++)
        {
            if (backward.Needs(node.Inputs[i]) && DerivativeBy(Operands[i]) is { } derivative)
            {
                backward.AddGradient(node.Inputs[i], Pullback(node, i, derivative, outputGradient, backward));
            }
        }
    }

    public override void Lower(Node node, StepBuilder steps)
    {
        RowKernel kernel = Kernel(Name, Body, Operands, node.Output.Shape.Size);
        steps.Add(kernel, node.Inputs, node.Output, rowsPerExample: 1, node.Layer, Equation(node));
    }

    /// <summary>A kernel that applies an expression to every element.</summary>
    public static RowKernel Kernel(string name, Expression body, EquatableArray<string> operands, int size)
    {
        IEnumerable<RowOperand> all = operands.Select(operand => new RowOperand(operand, RowOperandKind.Input)).Append(new RowOperand("result", RowOperandKind.Output));
        return new RowKernel(name, size, 1, all.ToEquatableArray(), [new StoreStep("result", body)]);
    }

    private Expression? DerivativeBy(string operand)
    {
        if (DerivativeByOutput is not null)
        {
            return DerivativeByOutput;
        }

        return Derivative.Of(Body, new Variable(operand)) is { } derivative ? Substitution.Replace(derivative, Body, new Variable("y")) : null;
    }

    private string Equation(Node node) =>
        string.Format(CultureInfo.InvariantCulture, Formula, node.Inputs.Select(input => input.Name).Prepend(node.Output.Name).ToArray<object>());

    private Value Pullback(Node node, int operand, Expression derivative, Value outputGradient, BackwardBuilder backward)
    {
        Expression body = Derivative.Pullback(new Variable("upstream"), derivative);
        if (body == new Variable("upstream"))
        {
            return outputGradient;
        }

        // Only what the expression reads is an input, so that forward keeps no more than it must.
        IReadOnlyList<string> used = Substitution.Variables(body);
        Value ValueOf(string variable) => variable switch
        {
            "upstream" => outputGradient,
            "y" => node.Output,
            _ => node.Inputs[Operands.ToList().IndexOf(variable)],
        };
        Value[] inputs = used.Select(ValueOf).ToArray();
        string formula = "{0}[i] = " + ExpressionFormula.Write(body, variable => ValueOf(variable).Name + "[i]");
        return backward.Add(new Pointwise(Name + "Gradient", body, used.ToEquatableArray(), formula), "d " + node.Inputs[operand].Name, node.Layer, inputs);
    }
}
