using System.Linq;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Lowering;

/// <summary>The steps of losses.</summary>
internal static class LossSteps
{
    /// <summary>The loss of each row, and its gradient into <paramref name="gradient"/> unless that is null.</summary>
    public static Step Of(Objective objective, int number, Value? gradient, Views views)
    {
        (string prediction, string target) = (objective.Prediction.Name, objective.Target?.Name ?? "");
        string equation = "loss = " + objective.Combine(objective.Operation.Formula(prediction, target));
        if (gradient is not null)
        {
            equation += $"\n{gradient.Name}[i] = scale * ({objective.Operation.GradientFormula(prediction, target)})";
        }

        return new Step(
            objective.Operation.Lower(objective.Prediction.Shape, withGradient: gradient is not null),
            [views.Of(objective.Prediction), .. objective.Operation.TakesTarget ? new[] { objective.Target! } : [], .. objective.Constants.Select(constants => constants.Value)],
            gradient,
            1,
            objective.Name,
            equation)
        {
            Objective = number,
        };
    }
}
