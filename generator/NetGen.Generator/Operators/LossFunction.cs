using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Declarations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Expressions;
using NetGen.Generator.Expressions.Stable;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Operators;

/// <summary><c>[Loss(nameof(F))]</c>: L = mean_i f(y_i, t_i), with a user's method f whose further parameters have the values that it gives them.</summary>
internal sealed class LossFunctionObjective : ObjectiveOperator
{
    public override string Attribute => LayerDeclaration.Loss;

    public override ObjectiveOperation? Build(LayerDeclaration layer, Value prediction, GraphBuilder graph)
    {
        FunctionDeclaration function = layer.Function!;
        graph.Report(function.Problems);
        var elements = (Reduction)layer.Integer("Elements", (int)Reduction.Mean);
        if (elements is not (Reduction.Mean or Reduction.Sum))
        {
            graph.Report(Rules.UnknownOption, layer, "Elements", "Elements", layer.Kind, ((int)elements).ToString(CultureInfo.InvariantCulture), "Mean or Sum");
            return null;
        }

        if (function.Body is not { } body)
        {
            return null;
        }

        Dictionary<string, Expression> variables = function.Parameters.ToDictionary(parameter => parameter.Name, parameter => (Expression)new Constant(parameter.Initial));
        variables[function.Parameters[0].Name] = new Variable("y");
        variables[function.Parameters[1].Name] = new Variable("t");
        Expression? slope = function.Derivatives.FirstOrDefault(given => given.By == function.Parameters[0].Name) is { } derivative ? StableForms.Rewrite(Substitution.Rename(derivative.Body, variables)) : null;
        // Its kernel's name ends with a size; that of an activation F2 must not be the same.
        string name = OperandNames.Kernel(function.Name) + (function.Name.EndsWith("Loss", StringComparison.Ordinal) ? "" : "Loss");
        var loss = new ElementLoss(name, StableForms.Rewrite(Substitution.Rename(body, variables)))
        {
            MeanOverElements = elements == Reduction.Mean,
            Slope = slope is null ? null : _ => slope,
        };
        return new ElementLossOperation(loss, []);
    }
}
