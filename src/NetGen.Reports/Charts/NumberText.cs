using System;
using System.Globalization;

namespace NetGen.Reports;

/// <summary>Numbers as people read them, the same in every culture.</summary>
internal static class NumberText
{
    /// <summary>Four significant digits, with thousands separated; powers of ten where a number would show too little or too much.</summary>
    internal static string Short(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "∞" : "−∞";
        }

        double size = Math.Abs(value);
        if (value == 0)
        {
            return "0";
        }

        if (size is < 1e-3 or >= 1e6)
        {
            return Minus(value.ToString("0.###e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal));
        }

        int decimals = Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 6);
        return Minus(Math.Round(value, decimals).ToString("#,0." + new string('#', decimals), CultureInfo.InvariantCulture));
    }

    /// <summary>A share from 0 to 1 in percent.</summary>
    internal static string Percent(double share) => Minus((100 * share).ToString("0.0", CultureInfo.InvariantCulture)) + " %";

    internal static string Count(long count) => Minus(count.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>A tick's label, with as many decimals as the distance of ticks needs.</summary>
    internal static string Tick(double value, double step)
    {
        if (Math.Abs(value) < step * 1e-6)
        {
            return "0";
        }

        double size = Math.Max(Math.Abs(value), step);
        if (size >= 1e6 || step < 1e-4)
        {
            int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value) * (1 + 1e-9)));
            int digits = Math.Clamp(exponent - (int)Math.Floor(Math.Log10(step * (1 + 1e-9))), 0, 6);
            return Minus((value / Math.Pow(10, exponent)).ToString("F" + digits, CultureInfo.InvariantCulture)) + "e" + Minus(exponent.ToString(CultureInfo.InvariantCulture));
        }

        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step * (1 + 1e-9))));
        return Minus(value.ToString("N" + decimals, CultureInfo.InvariantCulture));
    }

    internal static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s",
        < 120 => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} min"),
    };

    private static string Minus(string number) => number.Replace('-', '\u2212');
}
