using System;
using System.Linq;

namespace NetGen;

/// <summary>The measure that a decision in training follows, such as when to stop or which checkpoint is the best.</summary>
public sealed class Watch
{
    private readonly Func<Evaluation, double?>? _ofValidation;
    private readonly string? _metric;

    private Watch(string name, Goal goal, Func<Evaluation, double?>? ofValidation, string? metric = null)
    {
        _metric = metric;
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
        return new("validation " + name, metric.Goal, evaluation => evaluation[name], name);
    }

    /// <summary>What is followed unless something else is asked for: the loss of the validation examples if there are such, or of training.</summary>
    internal static Watch Default(TrainingRun run) => run.HasValidation ? ValidationLoss : TrainingLoss;

    /// <summary>Refuses to watch what is not measured.</summary>
    /// <exception cref="InvalidOperationException">There is no validation, no such metric, or no class is decided.</exception>
    internal void Require(TrainingRun run, string callback)
    {
        if (IsOfValidation && !run.HasValidation)
        {
            throw new InvalidOperationException($"{callback} watches the {Name}, but Fit was given no validation examples; give it some, or set Watch = Watch.TrainingLoss.");
        }

        if (IsOfValidation && run.Trainer.ValidateEvery == Interval.Never)
        {
            throw new InvalidOperationException($"{callback} watches the {Name}, but the trainer's ValidateEvery is never; set it to an interval.");
        }

        if (this == ValidationAccuracy && Decisions.Of(run.Network.Info).Classes == 0)
        {
            throw new InvalidOperationException($"{callback} watches the {Name}, but {run.Network.Info.Name} decides no class; set Watch = Watch.ValidationLoss or another measure.");
        }

        if (_metric is not null && !run.Trainer.Metrics.Any(metric => metric.Name == _metric))
        {
            throw new InvalidOperationException($"{callback} watches the {Name}, but the trainer does not measure it; add the metric to Trainer.Metrics.");
        }
    }

    /// <summary>The measure's value in a validation; null if it is not one of validations, or was not measured.</summary>
    internal double? Of(Evaluation validation) => _ofValidation?.Invoke(validation);

    /// <summary>The measure's value in an epoch; null if it is one of validations.</summary>
    internal double? Of(EpochRecord record) => _ofValidation is null ? record.Loss : null;

    /// <summary>Whether a value is better than another by more than a margin. A comparison with NaN is always false.</summary>
    /// <param name="value">The value.</param>
    /// <param name="than">The other value.</param>
    /// <param name="margin">By more than how much it must be better.</param>
    public bool IsBetter(double value, double than, double margin = 0) => Goal == Goal.Minimize ? value < than - margin : value > than + margin;
}
