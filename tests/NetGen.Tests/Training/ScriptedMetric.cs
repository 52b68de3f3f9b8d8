using System;
using System.Collections.Generic;

namespace NetGen.Tests;

/// <summary>A metric with values given beforehand, one for each validation.</summary>
internal sealed class ScriptedMetric(string name, Goal goal, params double[] values) : Metric
{
    private readonly Queue<double> _values = new(values);

    public override string Name => name;

    public override Goal Goal => goal;

    public override MetricSum Start(NetworkInfo network) => new Sum(_values);

    private sealed class Sum(Queue<double> values) : MetricSum
    {
        public override double Value => values.Dequeue();

        public override void Add(Minibatch batch, ReadOnlySpan<float> outputs)
        {
        }
    }
}
