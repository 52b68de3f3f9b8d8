using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Conformance.Tests.Interpreter;

/// <summary>Holds computed numbers against the interpreter's and collects what is off.</summary>
internal sealed class Judgement
{
    private readonly List<string> _faults = [];

    /// <summary>One line for each tensor that is off, with its worst element.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The numbers compared.</summary>
    public long Compared { get; private set; }

    /// <summary>The largest error in expected errors.</summary>
    public double Worst { get; private set; }

    /// <summary>How wide the tolerances are: for every tensor its largest, relative to its largest number; those that are all 0 left out.</summary>
    public List<double> Widths { get; } = [];

    /// <summary>Compares a tensor.</summary>
    public void Compare(string what, ReadOnlySpan<float> actual, ReadOnlySpan<Rounded> expected)
    {
        if (actual.Length != expected.Length)
        {
            _faults.Add($"{what} has {actual.Length} numbers, expected {expected.Length}");
            return;
        }

        (double worst, int at, double largest, double widest) = (0, -1, 0, 0);
        for (int i = 0; i < actual.Length; i++)
        {
            double deviations = Deviations(actual[i], expected[i]);
            if (deviations > worst)
            {
                (worst, at) = (deviations, i);
            }

            largest = Math.Max(largest, Math.Abs(expected[i].Value));
            widest = Math.Max(widest, Rounding.Deviations * expected[i].Error);
        }

        Compared += actual.Length;
        Worst = Math.Max(Worst, worst);
        if (largest > 0)
        {
            Widths.Add(widest / largest);
        }

        if (worst > Rounding.Deviations)
        {
            _faults.Add(Text($"{what}[{at}]", actual[at], expected[at], worst));
        }
    }

    /// <summary>Compares one number, which was computed in double at the end.</summary>
    public void Compare(string what, double actual, Rounded expected)
    {
        double deviations = Deviations(actual, expected);
        Compared++;
        Worst = Math.Max(Worst, deviations);
        if (deviations > Rounding.Deviations)
        {
            _faults.Add(Text(what, actual, expected, deviations));
        }
    }

    /// <summary>Reports what is no number.</summary>
    public void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            _faults.Add(otherwise);
        }
    }

    private static double Deviations(double actual, Rounded expected)
    {
        double difference = Math.Abs(actual - expected.Value);
        // Neither a result that is no number passes, nor one of which the interpreter can say nothing.
        return difference == 0 ? 0 : double.IsFinite(difference) && double.IsFinite(expected.Error) ? difference / expected.Error : double.PositiveInfinity;
    }

    private static string Text(string what, double actual, Rounded expected, double deviations) => FormattableString.Invariant(
        $"{what} is {actual:R}, expected {expected.Value:R} within {Rounding.Deviations * expected.Error:E1}: off by {deviations:G3} expected errors, {Rounding.Deviations} are tolerated");
}
