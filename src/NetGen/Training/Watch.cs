using System;

namespace NetGen;

/// <summary>The measure that a decision in training follows, such as when to stop or which checkpoint is the best.</summary>
public sealed class Watch
{
    private readonly Func<Evaluation, double?>? _ofValidation;

    private Watch(string name, Goal goal, Func<Evaluation, double?>? ofValidation)
    {
        Name = name;
        Goal = goal;
        _ofValidation = ofValidation;
    }

    /// <summary>The training loss of an epoch.</summary>
    public static Watch TrainingLoss { get; } = new("loss", Goal.Minimize, null);

    /// <summary>The loss of the validation examples.</summary>
    public static Watch ValidationLoss { get; } = new("validation loss", Goal.Minimize, evaluation => evaluation.Loss);

    /// <summary>The accuracy of the validation examples.</summary>
    public static Watch ValidationAccuracy { get; } = new("validation accuracy", Goal.Maximize, evaluation => evaluation.Accuracy);

    /// <summary>Its name, such as <c>validation loss</c>.</summary>
    public string Name { get; }

    /// <summary>Which of two values is the better one.</summary>
    public Goal Goal { get; }

    /// <summary>Whether it is measured by validations; otherwise by epochs.</summary>
    public bool IsOfValidation => _ofValidation is not null;

    /// <summary>A metric of the validation examples, one of <see cref="Trainer.Metrics"/>.</summary>
    /// <param name="metric">The metric.</param>
    public static Watch Validation(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        string name = metric.Name;
        return new("validation " + name, metric.Goal, evaluation => evaluation[name]);
    }

    /// <summary>The measure's value in a validation.</summary>
    internal double? Of(Evaluation validation) => _ofValidation?.Invoke(validation);
}
