using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Common;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
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

    protected override Value? Build(LayerDeclaration layer, Value input, GraphBuilder graph)
    {
        if (Option.Read(function.Options, layer, graph) is not { } options)
        {
            return null;
        }

        if (function.Misfit?.Invoke(options) is var (place, expected))
        {
            string name = function.Options[place].Name;
            graph.Report(Rules.UnknownOption, layer, name, name, layer.Kind, options[place].ToString("R", CultureInfo.InvariantCulture), expected);
            return null;
        }

        Expression body = function.Body(options);
        object[] places = [.. options.Select(option => (object)option.ToString("R", CultureInfo.InvariantCulture)).Prepend("{1}[i]")];
        var operation = new Pointwise(graph.NameOf(function.Name, body), body, ["x"], "{0}[i] = " + string.Format(CultureInfo.InvariantCulture, function.Formula, places))
        {
            Function = function.Name,
            Options = options,
            Derivatives = function.Derivative is null ? [] : [function.Derivative(options)],
            WeightsBefore = function.InitializerBefore,
            CutsOffNegatives = function.CutsOffNegatives,
        };
        Value output = graph.Add(operation, layer.Name, layer.Name, [input]);
        graph.Declare(layer, output, [], 0, operation.Equation(layer.Name, [input.Name]));
        return output;
    }
}

/// <summary>
/// The same expression on every element: activations, users' functions, their gradients, sums of gradients. Inputs that exist for each example have one shape;
/// a shared input is one number for all elements, or has the shape of the last axes.
/// </summary>
/// <param name="Name">Names the kernel; equal names mean equal expressions.</param>
/// <param name="Body">The expression in the variables <paramref name="Operands"/>.</param>
/// <param name="Operands">One name for each input.</param>
/// <param name="Formula">The formula with {0} for the output and {1}, {2} ... for the inputs.</param>
internal sealed record Pointwise(string Name, Expression Body, EquatableArray<string> Operands, string Formula) : Operation
{
    private const string Upstream = "upstream";
    private const string Output = "y";

    /// <summary>What the declaration calls it, such as <c>LeakyRelu</c>, whatever its options are.</summary>
    public string Function { get; init; } = Name;

    /// <summary>The values of the function's options.</summary>
    public EquatableArray<double> Options { get; init; } = [];

    /// <summary>The derivative by each operand, in the operands and <c>y</c> for the output; none to derive them from the body.</summary>
    public EquatableArray<Expression> Derivatives { get; init; } = [];

    public Initializer? WeightsBefore { get; init; }

    public override Initializer? InitializerOfWeightsBefore => WeightsBefore;

    public bool CutsOffNegatives { get; init; }

    /// <summary>True for a function of values that all examples share.</summary>
    public bool IsOfShared { get; init; }

    public override Extent Extent => IsOfShared ? Extent.Shared : Extent.PerExample;

    public override bool PassesGradient(int input) => DerivativeBy(input) != Expression.Zero;

    public override Shape Infer(IReadOnlyList<Value> inputs) => IsOfShared
        // A number beside a matrix counts for all its elements.
        ? inputs.OrderByDescending(input => input.Shape.Rank).First().Shape
        : inputs.First(input => input.Extent == Extent.PerExample).Shape;

    public override string? Derivation => string.Join(" ", Operands.Select(Sentence).OfType<string>()) is { Length: > 0 } sentences ? $"{Name}: {sentences}" : null;

    public override void Differentiate(Node node, Value outputGradient, BackwardBuilder backward)
    {
        for (int i = 0; i < Operands.Count; i++)
        {
            if (backward.Needs(node.Inputs[i]))
            {
                backward.AddGradient(node.Inputs[i], Pullback(node, i, outputGradient, backward));
            }
        }
    }

    public override void Lower(Node node, StepBuilder steps)
    {
        if (IsOfShared)
        {
            LowerShared(node, steps);
            return;
        }

        RowKernel kernel = Kernel(Name, Body, Operands, node.Inputs, node.Output.Shape);
        steps.Add(kernel, node.Inputs, node.Output, node.Output.Shape.Size / kernel.Length, node.Layer, Equation(node.Output.Name, node.Inputs.Select(input => input.Name)));
    }

    /// <summary>Over the elements as they lie in storage; of panels padding included, but not what lies behind a vector, where scratch may hold anything and gradients hold 0.</summary>
    private void LowerShared(Node node, StepBuilder steps)
    {
        IEnumerable<RowOperand> operands = Operands.Select((operand, i) => new RowOperand(operand, node.Inputs[i].Shape.Rank == 0 ? RowOperandKind.Number : RowOperandKind.Input));
        PanelLayout layout = PanelLayout.Of(node.Output);
        var kernel = new RowKernel(Name, layout.Rows == 1 ? layout.Lanes : layout.Length, 1, [.. operands, new RowOperand("result", RowOperandKind.Output)], [new StoreStep("result", Body)]);
        steps.AddOnce(kernel, node.Inputs, node.Output, node.Layer, Equation(node.Output.Name, node.Inputs.Select(input => input.Name)));
    }

    /// <summary>A kernel that applies an expression of <c>x</c> to every element.</summary>
    public static RowKernel Kernel(string name, Expression body, int size) =>
        new(name, size, 1, [new RowOperand("x", RowOperandKind.Input), new RowOperand("result", RowOperandKind.Output)], [new StoreStep("result", body)]);

    /// <summary>The formula with these names in its places.</summary>
    public string Equation(string output, IEnumerable<string> inputs) => string.Format(CultureInfo.InvariantCulture, Formula, [.. inputs.Prepend(output)]);

    /// <summary>The operands of a row kernel over these inputs, without its output.</summary>
    public static IReadOnlyList<RowOperand> RowOperands(EquatableArray<string> operands, IReadOnlyList<Value> inputs) =>
        [.. operands.Select((operand, i) => new RowOperand(operand, (inputs[i].Extent, inputs[i].Shape.Rank) switch
        {
            (Extent.PerExample, _) => RowOperandKind.Input,
            (_, 0) => RowOperandKind.Number,
            _ => RowOperandKind.Feature,
        }))];

    private static RowKernel Kernel(string name, Expression body, EquatableArray<string> operands, IReadOnlyList<Value> inputs, Shape output)
    {
        IReadOnlyList<RowOperand> rows = RowOperands(operands, inputs);
        // With a number for each feature, a row is what has all features: the last axis, or several.
        int length = rows.Any(row => row.Kind == RowOperandKind.Feature) ? rows.Select((row, i) => row.Kind == RowOperandKind.Feature ? inputs[i].Shape.Size : 1).Max() : output.Size;
        return new RowKernel(name, length, 1, [.. rows, new RowOperand("result", RowOperandKind.Output)], [new StoreStep("result", body)]);
    }

    private Expression DerivativeBy(int operand) => Derivatives.Count > 0
        ? Derivatives[operand]
        : DerivativeBy(Body, Operands[operand]);

    /// <summary>The derivative of <paramref name="body"/> by a variable, through <c>y</c> where the value itself occurs in it.</summary>
    public static Expression DerivativeBy(Expression body, string operand) =>
        Substitution.Replace(Derivative.Of(body, new Variable(operand)) ?? Expression.Zero, body, new Variable(Output));

    private string? Sentence(string operand, int index)
    {
        Expression derivative = DerivativeBy(index);
        if (Body is Variable || derivative == Expression.One)
        {
            return null;
        }

        string text = ExpressionFormula.Write(derivative, variable => variable);
        return Operands.Count == 1
            ? $"y = f(x) has the derivative f'(x) = {text}, and dx[i] = f'(x[i]) * dy[i]."
            : $"dy / d {operand} = {text}.";
    }

    private Value Pullback(Node node, int operand, Value outputGradient, BackwardBuilder backward)
    {
        Value input = node.Inputs[operand];
        Expression body = Derivative.Pullback(new Variable(Upstream), DerivativeBy(operand));
        if (body == new Variable(Upstream) && (IsOfShared || input.Extent == Extent.PerExample))
        {
            return outputGradient;
        }

        // Only what the expression reads is an input, so that forward keeps no more than it must. A derivative that is 0 everywhere reads upstream for its shape.
        IReadOnlyList<string> used = Substitution.Variables(body);
        if (!used.Any(variable => ValueOf(variable).Shape == outputGradient.Shape && (IsOfShared || ValueOf(variable).Extent == Extent.PerExample)))
        {
            used = [.. used, Upstream];
        }

        Value ValueOf(string variable) => variable switch
        {
            Upstream => outputGradient,
            Output when !Operands.Contains(Output) => node.Output,
            _ => node.Inputs[Operands.ToList().IndexOf(variable)],
        };
        Value[] inputs = [.. used.Select(ValueOf)];
        string name = Name + "Gradient" + (Operands.Count == 1 || operand == 0 ? "" : "By" + Emission.Text.Capital(Operands[operand]));
        string formula = ExpressionFormula.Write(body, variable => ValueOf(variable) is var value && value.Extent == Extent.PerExample ? value.Name + "[i]" : value.Shape.Rank == 0 ? value.Name : value.Name + "[i]");
        if (IsOfShared || input.Extent == Extent.PerExample)
        {
            return backward.Add(new Pointwise(name, body, used.ToEquatableArray(), "{0}[i] = " + formula) { IsOfShared = IsOfShared }, "d " + input.Name, node.Layer, inputs);
        }

        // A shared operand has a part in every element of every row.
        Operation ofRow = input.Shape.Rank == 0
            ? new PointwiseSum(name, body, used.ToEquatableArray(), "{0} = sum_i " + formula)
            : new Pointwise(name, body, used.ToEquatableArray(), "{0}[i] = " + formula);
        Value parts = backward.Add(ofRow, "d " + input.Name + " of row", node.Layer, inputs);
        return backward.Add(new RowSum(Math.Max(input.Shape.Rank, 1)), "d " + input.Name, node.Layer, parts);
    }
}

/// <summary>The sum of an expression over all elements of an example: the gradient of a number that every element takes part in.</summary>
/// <param name="Name">Names the kernel, with the number of elements unless that is 1.</param>
/// <param name="Body">The expression in the variables <paramref name="Operands"/>.</param>
/// <param name="Operands">One name for each input, as those of <see cref="Pointwise"/>.</param>
/// <param name="Formula">The formula with {0} for the output.</param>
internal sealed record PointwiseSum(string Name, Expression Body, EquatableArray<string> Operands, string Formula) : Operation
{
    public override Shape Infer(IReadOnlyList<Value> inputs) => Shape.Scalar;

    public override void Lower(Node node, StepBuilder steps)
    {
        int size = node.Inputs.First(input => input.Extent == Extent.PerExample).Shape.Size;
        IReadOnlyList<RowOperand> operands = Pointwise.RowOperands(Operands, node.Inputs);
        // Of a single element there is nothing to sum, so the examples lie along the lanes.
        RowKernel kernel = size == 1
            ? new(Name, 1, 1, [.. operands, new RowOperand("result", RowOperandKind.Output)], [new StoreStep("result", Body)])
            : new(
                Name + "Of" + StepBuilder.Digits(size),
                size,
                1,
                [.. operands, new RowOperand("result", RowOperandKind.RowOutput)],
                [new ReduceStep("sum", RowReduction.Sum, Body), new StoreRowStep("result", new Variable("sum"))]);
        steps.Add(kernel, node.Inputs, node.Output, 1, node.Layer, string.Format(CultureInfo.InvariantCulture, Formula, node.Output.Name));
    }
}
