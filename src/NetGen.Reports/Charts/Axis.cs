using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Reports;

/// <summary>A tick of an axis.</summary>
internal readonly record struct Tick(double Value, string Label);

/// <summary>Maps numbers to places on a line, linearly or logarithmically, with ticks at round numbers.</summary>
internal sealed class Axis
{
    private readonly double _from;
    private readonly double _to;
    private readonly double _low;
    private readonly double _high;

    private Axis(double low, double high, bool isLogarithmic, IReadOnlyList<Tick> ticks, double from, double to)
    {
        IsLogarithmic = isLogarithmic;
        Ticks = ticks;
        _low = Scaled(low);
        _high = Scaled(high);
        _from = from;
        _to = to;
    }

    internal bool IsLogarithmic { get; }

    internal IReadOnlyList<Tick> Ticks { get; }

    /// <summary>An axis for values.</summary>
    /// <param name="values">The values; those that are not finite do not count, nor do those of at most 0 on a logarithmic axis.</param>
    /// <param name="isLogarithmic">Whether equal ratios are equally long.</param>
    /// <param name="from">The place of the lowest value.</param>
    /// <param name="to">The place of the highest one.</param>
    /// <param name="ticks">About how many ticks there should be.</param>
    /// <param name="isTight">Whether the axis ends at the values, not at ticks.</param>
    internal static Axis Of(IEnumerable<double> values, bool isLogarithmic, double from, double to, int ticks = 5, bool isTight = false)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in values)
        {
            if (double.IsFinite(value) && (!isLogarithmic || value > 0))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        if (low > high)
        {
            (low, high) = isLogarithmic ? (0.1, 1) : (0, 1);
        }

        return isLogarithmic ? Logarithmic(low, high, from, to, ticks, isTight) : Linear(low, high, from, to, ticks, isTight);
    }

    /// <summary>Whether values are better shown by their orders of magnitude: all above 0, and far apart.</summary>
    internal static bool IsBestLogarithmic(IEnumerable<double> values, double ratio = 30)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return finite.Length > 1 && finite.Min() > 0 && finite.Max() / finite.Min() >= ratio;
    }

    /// <summary>The place of a value; NaN if it has none.</summary>
    internal double Map(double value) => double.IsFinite(value) && (!IsLogarithmic || value > 0)
        ? _from + ((Scaled(value) - _low) / (_high - _low) * (_to - _from))
        : double.NaN;

    private static Axis Linear(double low, double high, double from, double to, int ticks, bool isTight)
    {
        if (high - low <= Math.Max(Math.Abs(high), Math.Abs(low)) * 1e-9)
        {
            double margin = high == 0 ? 1 : Math.Abs(high) * 0.1;
            (low, high) = (low - margin, high + margin);
        }

        double step = NiceStep((high - low) / ticks);
        double first = Math.Floor((low / step) + 1e-9);
        double last = Math.Ceiling((high / step) - 1e-9);
        var marks = new List<Tick>();
        for (double i = first; i <= last; i++)
        {
            if (!isTight || (i * step >= low - (step * 1e-6) && i * step <= high + (step * 1e-6)))
            {
                marks.Add(new(i * step, NumberText.Tick(i * step, step)));
            }
        }

        return isTight ? new(low, high, false, marks, from, to) : new(first * step, last * step, false, marks, from, to);
    }

    private static Axis Logarithmic(double low, double high, double from, double to, int ticks, bool isTight)
    {
        if (high / low < 1.5)
        {
            (low, high) = (low / 2, high * 2);
        }

        int first = (int)Math.Floor(Math.Log10(low) + 1e-9);
        int last = (int)Math.Ceiling(Math.Log10(high) - 1e-9);
        int decades = Math.Max(1, (last - first + ticks - 1) / ticks);
        double[] parts = Math.Log10(high / low) < 2.5 ? [1, 2, 5] : [1];
        double[] candidates = [.. Enumerable.Range(first, last - first + 1).Where(exponent => (exponent - first) % decades == 0).SelectMany(exponent => parts.Select(part => part * Math.Pow(10, exponent)))];
        if (!isTight)
        {
            // To the nearest candidates beyond the values, which need not be whole decades.
            low = candidates.Where(value => value <= low * (1 + 1e-9)).DefaultIfEmpty(low).Max();
            high = candidates.Where(value => value >= high * (1 - 1e-9)).DefaultIfEmpty(high).Min();
        }

        IEnumerable<double> shown = candidates.Where(value => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
        return new(low, high, true, [.. shown.Select(value => new Tick(value, Power(value)))], from, to);
    }

    private static string Power(double value) => value is >= 0.0009 and < 1e6
        ? NumberText.Short(value)
        : NumberText.Tick(value, Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-9)));

    /// <summary>The least of 1, 2 and 5 times a power of ten that is at least a number.</summary>
    private static double NiceStep(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double digits = least / power;
        return power * (digits <= 1.0000001 ? 1 : digits <= 2.0000001 ? 2 : digits <= 5.0000001 ? 5 : 10);
    }

    private double Scaled(double value) => IsLogarithmic ? Math.Log10(value) : value;
}
