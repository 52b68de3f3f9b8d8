namespace NetGen;

/// <summary>What a <see cref="Schedule"/> counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Steps of the optimizer: t is 0 for the first step of training.</summary>
    Step,

    /// <summary>Epochs: t is 0 in the whole first epoch.</summary>
    Epoch,
}
