using System;
using System.Globalization;

namespace NetGen.Benchmarks.Report;

/// <summary>Numbers as people read them, the same in every culture.</summary>
internal static class Units
{
    /// <summary>Four digits, in ns, us or ms.</summary>
    public static string Time(double seconds) => seconds switch
    {
        < 1e-6 => $"{Digits(seconds * 1e9)} ns",
        < 1e-3 => $"{Digits(seconds * 1e6)} us",
        _ => $"{Digits(seconds * 1e3)} ms",
    };

    /// <summary>Three to four digits.</summary>
    public static string Digits(double value) => value.ToString(
        Math.Abs(value) switch
        {
            < 10 => "0.000",
            < 100 => "0.00",
            < 1000 => "0.0",
            _ => "0",
        },
        CultureInfo.InvariantCulture);

    /// <summary>10^9 of something a second.</summary>
    public static string Giga(double value) => (value * 1e-9).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Such as 97.5 %.</summary>
    public static string Percent(double part) => (part * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>Bytes of a call; what is above 0 never reads as 0.</summary>
    public static string Bytes(long bytes, int calls) =>
        bytes == 0 ? "0" : Math.Max((double)bytes / calls, 0.001).ToString("0.###", CultureInfo.InvariantCulture);
}
