using System;
using System.Globalization;

namespace NetGen;

/// <summary>Refuses options of optimizers and schedules that are out of their range, with name, value and what was expected.</summary>
internal static class OptionCheck
{
    /// <summary>A share that is kept from step to step: from 0 to below 1, as a float too.</summary>
    internal static double Fraction(double value, string name) =>
        value >= 0 && (float)value < 1 ? value : throw Error(name, value, "at least 0 and below 1 as a float");

    /// <summary>A number that stands in a denominator: were it 0 as a float, parameters without gradient would become 0/0.</summary>
    internal static double Positive(double value, string name) =>
        (float)value > 0 && float.IsFinite((float)value) ? value : throw Error(name, value, "above 0 and finite as a float");

    internal static double NotNegative(double value, string name) =>
        value >= 0 && float.IsFinite((float)value) ? value : throw Error(name, value, "at least 0 and finite as a float");

    /// <summary>A limit; infinity stands for none.</summary>
    internal static double Limit(double value, string name) =>
        (float)value > 0 ? value : throw Error(name, value, "above 0 as a float; infinity is no limit");

    /// <summary>A share: from 0 to 1.</summary>
    internal static double Share(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw Error(name, value, "from 0 to 1");

    internal static long AtLeast(long least, long value, string name) =>
        value >= least ? value : throw new ArgumentOutOfRangeException(name, value, Text($"{name} is {value}, but must be at least {least}."));

    internal static double Rate(double value, string name) =>
        value >= 0 && float.IsFinite((float)value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, Text($"The learning rate is {value}, but must be at least 0 and finite as a float."));

    internal static TEnum Defined<TEnum>(TEnum value, string name)
        where TEnum : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but must be one of {string.Join(", ", Enum.GetNames<TEnum>())}.");

    private static ArgumentOutOfRangeException Error(string name, double value, string expected) => new(name, value, Text($"{name} is {value}, but must be {expected}."));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
