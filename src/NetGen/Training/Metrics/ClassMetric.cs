using System;

namespace NetGen;

/// <summary>A measure of what was counted for each class, such as the precision.</summary>
internal sealed class ClassMetric : Metric
{
    private readonly Func<ClassCount[], double> _measure;
    private readonly int _index;

    /// <param name="name">The name.</param>
    /// <param name="measure">The measure of the classes' counts; higher is better.</param>
    /// <param name="index">A class that the network must have.</param>
    internal ClassMetric(string name, Func<ClassCount[], double> measure, int index = 0)
    {
        Name = name;
        _measure = measure;
        _index = index;
    }

    public override string Name { get; }

    public override Goal Goal => Goal.Maximize;

    internal static ClassMetric OfDefault(string name, Func<ClassCount, double> measure) =>
        new(name, counts => counts.Length == 2 ? measure(counts[1]) : ClassCount.Average(ClassAverage.Macro, measure, counts));

    internal static ClassMetric OfClass(string name, Func<ClassCount, double> measure, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new(FormattableString.Invariant($"{name} of class {index}"), counts => measure(counts[index]), index);
    }

    internal static ClassMetric OfAverage(string name, Func<ClassCount, double> measure, ClassAverage average)
    {
        string adjective = average switch
        {
            ClassAverage.Macro => "macro",
            ClassAverage.Micro => "micro",
            ClassAverage.Weighted => "weighted",
            _ => throw new ArgumentOutOfRangeException(nameof(average), average, "There is no such average."),
        };
        return new($"{adjective} {name}", counts => ClassCount.Average(average, measure, counts));
    }

    public override MetricSum Start(NetworkInfo network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var sum = new Sum(Name, network, _measure);
        return _index < sum.Classes
            ? sum
            : throw new ArgumentException($"The metric {Name} has no meaning for {network.Name}, which has the classes 0 to {sum.Classes - 1}.", nameof(network));
    }

    private sealed class Sum : DecisionSum
    {
        private readonly Func<ClassCount[], double> _measure;
        private readonly ClassCount[] _counts;

        internal Sum(string name, NetworkInfo network, Func<ClassCount[], double> measure)
            : base(name, network)
        {
            _measure = measure;
            _counts = new ClassCount[Decisions.Classes];
        }

        public override double Value => _measure(_counts);

        internal int Classes => _counts.Length;

        protected override void Add(int truth, ReadOnlySpan<float> scores)
        {
            int decided = Decisions.Decided(scores);
            ref ClassCount count = ref _counts[truth];
            count = count with { Actual = count.Actual + 1, Right = count.Right + (decided == truth ? 1 : 0) };
            if (decided >= 0)
            {
                _counts[decided] = _counts[decided] with { Predicted = _counts[decided].Predicted + 1 };
            }
        }
    }
}
